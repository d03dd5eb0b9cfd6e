"""A clause is everything from its marker to the next one; missing and surplus blocks are errors."""

import pytest

from markup.errors import Part, Place
from markup.section.parser import parse_body, parse_section
from markup.section.types import Heading, ItemList, Paragraph, SourceClause, Table
from tests.markup.section.parsed_sections import FRONT, body, clause_errors, codes, parse

LIST = "- En\n- To"
TABLE = "| a |\n|---|\n| b |"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("En.", [Paragraph]),
        ("## Tittel\n\nEn.", [Heading, Paragraph]),
        (f"## Tittel\n\n{LIST}", [Heading, ItemList]),
        (f"Tre ting:\n\n{LIST}", [Paragraph, ItemList]),
        (f"Tre ting:\n\n{TABLE}", [Paragraph, Table]),
        (f"### Tittel\n\nTre ting:\n\n{LIST}", [Heading, Paragraph, ItemList]),
        (LIST, [ItemList]),
        (TABLE, [Table]),
    ],
)
def test_what_one_clause_may_be(text: str, kinds: list[type]) -> None:
    parsed = body(f"§ roles-1 (advice)\n{text}")
    assert parsed.errors == ()
    assert [type(block) for block in parsed.value.clauses[0].blocks] == kinds


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("En.\n\nTo.", 3),
        (f"En.\n\n{LIST}", 3),
        (f"Tre ting:\n\n{LIST}\n\nTo.", 6),
        (f"Tre ting:\n\n{LIST}\n\n{TABLE}", 6),
        ("Som følger:\n\nTo.", 3),
        ("## Tittel\n\nEn.\n\nTo.", 5),
        (f"{LIST}\n\n{TABLE}", 4),
    ],
)
def test_a_further_block_has_no_id(text: str, line: int) -> None:
    assert clause_errors(text) == [("id-missing", line)]


def test_a_heading_after_text_begins_a_part_without_an_id() -> None:
    assert codes(body("§ roles-1 (advice)\nEn.\n\n## Tittel\n\nTo.")) == [("id-missing", 4)]


def test_what_stands_above_the_first_marker_has_no_id() -> None:
    parsed = body("Innledning.\n\n§ roles-1 (advice)\nEn.")
    assert codes(parsed) == [("id-missing", 1)]
    assert [clause.id for clause in parsed.value.clauses] == [None, "roles-1"]


def test_a_block_without_an_id_is_named_by_its_beginning() -> None:
    (error,) = body(f"§ roles-1 (advice)\nEn.\n\n{'Et langt avsnitt. ' * 5}").errors
    assert error.values == ("Et langt avsnitt. Et langt avsnitt. Et l…",)


def test_a_lone_heading_has_no_origin() -> None:
    assert body("§ roles-1\n## Tittel").errors == ()
    assert codes(body("§ roles-1 (advice)\n## Tittel")) == [("heading-origin", 1)]
    assert body("§ roles-1 (leaders, L6)\n## Tittel").errors == ()


def test_examples_and_only_they_are_quotes() -> None:
    assert codes(body("§ roles-1 (example)\nOrd.")) == [("example-quote", 1)]
    assert codes(body("§ roles-1 (advice)\n> Ord.")) == [("quote-origin", 1)]
    assert body("§ roles-1 (example)\n## Tittel\n\n> Ord.").errors == ()


def test_an_id_that_stands_twice_names_the_first_line() -> None:
    (error,) = body("§ roles-1 (advice)\nEn.\n\n§ roles-1 (advice)\nTo.").errors
    assert (error.code, error.line, error.values) == ("id-twice", 9, ("roles-1", "6"))


def test_a_clause_without_text_is_told_and_left_out() -> None:
    parsed = body("§ roles-1 (advice)\n\n§ roles-2 (advice)\nTo.")
    assert codes(parsed) == [("clause-empty", 1)]
    assert [clause.id for clause in parsed.value.clauses] == ["roles-2"]


def test_a_text_without_clauses_is_told() -> None:
    assert [(error.code, error.line) for error in parse(FRONT).errors] == [("no-clauses", FRONT.count("\n"))]


def test_all_errors_of_a_file_are_told_at_once() -> None:
    parsed = parse(
        "---\ntitle: t\nsource: abc\n---\n\n§ roles-1\nEn <b>.\n\n§ Roller\nTo.\n\n§ roles-1 (tips)\n- a\n  - b\n\nTre."
    )
    assert [(error.line, error.code) for error in parsed.errors] == [
        (1, "front-message"),
        (1, "source-in-source"),
        (7, "html"),
        (9, "marker-unclear"),
        (12, "id-twice"),
        (14, "list-nested"),
        (16, "id-missing"),
    ]


def test_a_translation_has_ids_and_text_alone() -> None:
    parsed = parse(f"{FRONT[:-5]}source: 0123456789abcdef\n---\n\n§ roles-1\n## Tittel\n\n§ roles-2\n> Ord.", "nn")
    assert parsed.errors == ()
    assert parsed.value.clauses == (
        SourceClause("roles-1", None, "everyone", (), (), None, (Heading(2, "Tittel"),)),
        SourceClause("roles-2", None, "everyone", (), (), None, parsed.value.clauses[1].blocks),
    )


def test_the_admin_has_the_fields_apart_and_counts_lines_from_one() -> None:
    file = parse(f"{FRONT}§ roles-1 (advice)\nEn.\n\nTo.")
    fields = parse_body(
        "§ roles-1 (advice)\nEn.\n\nTo.",
        title=" Rollene  dine",
        message="Si hvem du er.\r\n",
        section="roles",
        language="nb",
        source_language="nb",
    )
    assert fields.value == file.value
    assert [(error.code, error.line) for error in fields.errors] == [("id-missing", 4)]


def test_the_line_takes_no_part_in_equality() -> None:
    far = body("\n\n\n§ roles-1 (advice)\nEn.").value
    near = body("§ roles-1 (advice)\nEn.").value
    assert far == near
    assert far.clauses[0].line == near.clauses[0].line + 3


def test_an_error_knows_section_language_and_part() -> None:
    parsed = parse_section("", language="en", source_language="nb", section="y")
    assert {error.place for error in parsed.errors} == {Place("y", "en", Part.TEXT)}
