"""Front matter is not YAML: a value is the rest of its line."""

import pytest

from markup.section.front_matter import with_source
from tests.markup.section.parsed_sections import parse

CLAUSE = "\n§ roles-1 (advice)\nGod dag.\n"
HEX = "0123456789abcdef"


def errors(text: str, language: str = "nb") -> list[tuple[str, int, tuple[str, ...]]]:
    return [(error.code, error.line, error.values) for error in parse(text, language).errors]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Kort: om roller", "Kort: om roller"),
        ("title: no", "no"),
        ("title: 12", "12"),
        ('title: "Roller"', "Roller"),
        ("title: 'Roller'", "Roller"),
        ("title: «Roller»", "«Roller»"),
        ('title: "Roller" og "verv"', '"Roller" og "verv"'),
        ("title:Roller", "Roller"),
        ("TITLE :  To   blanke ", "To blanke"),
        ("title: # ikke en kommentar", "# ikke en kommentar"),
        ("title: [a, b]", "[a, b]"),
    ],
)
def test_a_value_is_just_text(line: str, title: str) -> None:
    parsed = parse(f"---\n{line}\nmessage: m\n---\n{CLAUSE}")
    assert (parsed.errors, parsed.value.title) == ((), title)


def test_blank_lines_among_the_fields_are_no_error() -> None:
    assert errors(f"---\n\ntitle: t\n\nmessage: m\n\n---\n{CLAUSE}") == []


@pytest.mark.parametrize(
    "text", ["", "\n---\ntitle: t\nmessage: m\n---\n", "title: t\n", "---\ntitle: t\nmessage: m\n"]
)
def test_a_file_without_front_matter_is_told(text: str) -> None:
    assert ("front-missing", 1, ()) in errors(text)


def test_the_laws_that_no_clause_carries_come_by_number() -> None:
    parsed = parse(f"---\ntitle: t\nmessage: m\nlaws: l17, L6; L6 · L20\n---\n{CLAUSE}")
    assert (parsed.errors, parsed.value.laws) == ((), ("L6", "L17", "L20"))


def test_laws_stand_in_the_source_only() -> None:
    assert errors(f"---\ntitle: t\nmessage: m\nlaws: L6\nsource: {HEX}\n---\n\n§ roles-1\nx\n", "nn") == [
        ("marks-in-translation", 1, ("laws",))
    ]


def test_a_translation_says_what_it_was_made_from() -> None:
    parsed = parse(f"---\ntitle: t\nmessage: m\nsource: {HEX.upper()}\n---\n\n§ roles-1\nx\n", "nn")
    assert (parsed.errors, parsed.value.source) == ((), HEX)


def test_a_translation_that_says_nothing_is_vouched_for_by_nobody() -> None:
    (error,) = parse("---\ntitle: t\nmessage: m\n---\n\n§ roles-1\nx\n", "nn").errors
    assert (error.code, error.level) == ("source-missing", "warning")


def test_every_error_of_the_front_matter_is_told_at_its_line() -> None:
    text = f"---\ntitle: t\nmessage: m\nauthor: Siri\nbare ord\ntitle: igjen\n---\n{CLAUSE}"
    assert errors(text) == [("front-unknown", 4, ("author",)), ("front-line", 5, ("bare ord",)), ("front-twice", 6, ("title",))]  # fmt: skip


def test_lines_are_counted_from_the_top_of_the_file() -> None:
    assert errors("---\ntitle: t\nmessage: m\n---\n\n§ roles-1 (example)\nx\n") == [("example-quote", 6, ("roles-1",))]


def test_vouching_writes_the_source_last_and_once() -> None:
    before = "---\ntitle: t\nmessage: m\n---\n\n§ roles-1\nx\n"
    after = f"---\ntitle: t\nmessage: m\nsource: {HEX}\n---\n\n§ roles-1\nx\n"
    assert with_source(before, HEX) == after
    assert with_source(after.replace(HEX, "f" * 16), HEX) == after


def test_vouching_gives_a_quiz_its_front_matter() -> None:
    assert with_source("## a\n\nHva?\n", HEX) == f"---\nsource: {HEX}\n---\n\n## a\n\nHva?\n"
