"""The cards of HR's form hold a text whole: what is written into them comes back, and untouched ones write the same bytes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from markup.normalize import clean_lines
from markup.section.cards import KINDS, PLACES, PointCard, point_cards, settled, write_cards
from markup.section.clause_markers import is_marker
from markup.section.parser import parse_body, parse_section
from markup.section.writer import write_body

ROOT = Path(__file__).parents[3]
TEXTS = sorted(
    path
    for folder in ("content", "config/demo/first_version")
    for path in (ROOT / folder / "social-media").glob("*/??.md")
)
PIECES = ["§ ", "§", "\\", "# ", "## ", "### ", "####", "> ", ">", "- ", "1. ", "a) ", "| ", "|", "---", "***", "```", "~~~"]  # fmt: skip
WORDS = ["roles-3", "(law)", "Ta det opp", "leder", "æøå", "«nei»", "ending:", "#metoo", "2*3", "\u00a0", "  ", "\t"]
lines = st.lists(st.sampled_from([*PIECES, *WORDS]), max_size=4).map("".join)
anything = st.text(max_size=40) | st.lists(lines, max_size=5).map("\n".join)
cards = st.builds(
    PointCard,
    key=st.just(""),
    kind=st.sampled_from(KINDS),
    text=anything,
    audience=st.sampled_from(["everyone", "leaders"]),
    laws=st.sampled_from([(), ("L2",), ("L2", "L10")]),
    illustrates=st.sampled_from([(), ("other-1",)]),
    heading=st.just("") | anything,
    place=st.sampled_from(PLACES),
)


MARKS_ALONE = re.compile(r"[-*+\s]*")
HEADING_AT_TOP = re.compile(r"^\s*#{2,3} +(?=\S*[^#\s])")


def with_keys(part: Sequence[PointCard]) -> list[PointCard]:
    return [replace(card, key=f"made-{number}") for number, card in enumerate(part, start=1)]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parts[-4]}-{path.parent.name}-{path.name}")
def test_a_text_that_nobody_touched_is_written_byte_for_byte(path: Path) -> None:
    language = path.stem
    body = write_body(parse_section(path.read_bytes(), language=language, source_language="nb").value)
    written = point_cards(body)
    assert write_cards(settled(written, {}), is_source=language == "nb") == body
    assert not any(is_marker(line) for card in written for line in [*card.text.split("\n"), card.heading])


@settings(max_examples=400)
@given(st.lists(cards, max_size=4))
def test_cards_of_any_characters_come_back_as_they_were(typed: list[PointCard]) -> None:
    parts = with_keys([card for card in settled(typed, {}) if not card.is_empty])
    body = write_cards(parts, is_source=True)
    assert point_cards(body) == parts
    assert settled(parts, {}) == parts


@settings(max_examples=400)
@given(st.lists(cards, max_size=3))
def test_the_parser_reads_as_many_clauses_as_there_are_cards(typed: list[PointCard]) -> None:
    parts = with_keys([card for card in settled(typed, {}) if not card.is_empty])
    body = write_cards(parts, is_source=True)
    parsed = parse_body(body, title="T", message="M", language="nb", source_language="nb")
    ids = [clause.id for clause in parsed.value.clauses]
    empty = [card for card in parts if card.key not in ids]
    assert ids == [card.key for card in parts if card not in empty]
    # Marks of a list without a word are no clause, and their writer is told so.
    assert all(MARKS_ALONE.fullmatch(card.text) for card in empty)
    assert [error.code for error in parsed.errors].count("clause-empty") == len(empty)


@given(st.lists(lines, min_size=1, max_size=4), st.sampled_from(KINDS))
def test_no_word_is_lost(typed: list[str], kind: str) -> None:
    card = PointCard("a-1", kind, "\n".join(typed))
    kept = " ".join(f"{part.heading} {part.text}" for part in settled([card], {}))
    before = " ".join(clean_lines("\n".join(typed)))
    if kind == "example":  # a heading at its top is kept apart, without its marks
        before = HEADING_AT_TOP.sub("", before)
    assert kept.split() == before.split()
