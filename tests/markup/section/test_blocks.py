"""Lines are split into blocks one by one; the first kind of block that fits wins."""

import pytest

from markup.section.types import Heading, ItemList, Paragraph, Quote, Table
from tests.markup.section.parsed_sections import blocks_of, body, clause_errors, codes


def bullets(*items: str) -> ItemList:
    return ItemList(numbered=False, items=tuple(tuple(item.split("\n")) for item in items))


def numbers(*items: str) -> ItemList:
    return ItemList(numbered=True, items=tuple(tuple(item.split("\n")) for item in items))


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("## Tittel", Heading(2, "Tittel")),
        ("### Tittel", Heading(3, "Tittel")),
        ("##Tittel", Heading(2, "Tittel")),
        ("   ##   To  blanke ", Heading(2, "To blanke")),
        ("## Tittel ##", Heading(2, "Tittel")),
        ("## C#", Heading(2, "C#")),
        ("## Fag #", Heading(2, "Fag #")),
    ],
)
def test_headings(line: str, block: Heading) -> None:
    parsed = body(f"§ roles-1\n{line}")
    assert (parsed.errors, parsed.value.clauses[0].blocks) == ((), (block,))


@pytest.mark.parametrize(
    "line",
    [
        "#metoo er en emneknagg.",
        "4. desember er fristen.",
        "10. desember er fristen.",
        "1\\. desember er fristen.",
        "-5 grader.",
        "*Uthevet* først.",
        "**Sterkt** først.",
        "1.Uten blank.",
        "+47 12 34 56 78",
        "«Sitat» – med strek.",
        "a | b",
        "x < 3 og y > 4",
        "Jeg <3 kommunen",
        "\\# ikke en overskrift",
        "\\- ikke et punkt",
        "\\> ikke et sitat",
    ],
)
def test_what_only_looks_like_another_block_is_a_paragraph(line: str) -> None:
    assert (blocks_of(line), clause_errors(line)) == ((Paragraph((line,)),), [])


def test_line_breaks_of_a_paragraph_are_the_authors() -> None:
    assert blocks_of("En setning.\n   En  til.\n") == (Paragraph(("En setning.", "En til.")),)


def test_indented_code_does_not_exist() -> None:
    assert (blocks_of("     Langt inne."), clause_errors("     Langt inne.")) == ((Paragraph(("Langt inne.",)),), [])


@pytest.mark.parametrize("mark", ["-", "*", "+", "•"])
def test_bullets(mark: str) -> None:
    text = f"{mark} En\n{mark} To\n\n\n{mark} Tre"
    assert (blocks_of(text), clause_errors(text)) == ((bullets("En", "To", "Tre"),), [])


def test_other_lines_continue_an_item() -> None:
    text = "- En\n  går videre\nog videre\n- To"
    assert (blocks_of(text), clause_errors(text)) == ((bullets("En\ngår videre\nog videre", "To"),), [])


def test_a_list_may_follow_its_paragraph_directly() -> None:
    assert blocks_of("Tre tegn:\n- En\n- To") == (Paragraph(("Tre tegn:",)), bullets("En", "To"))


@pytest.mark.parametrize("text", ["1. En\n2. To", "1) En\n2) To", "1. En\n1. To"])
def test_numbers_are_counted_from_one(text: str) -> None:
    assert (blocks_of(text), clause_errors(text)) == ((numbers("En", "To"),), [])


def test_a_number_that_does_not_count_on_is_told() -> None:
    text = "1. En\n\n7. To"
    assert (blocks_of(text), clause_errors(text)) == ((numbers("En", "To"),), [("list-renumbered", 3)])


def test_a_date_at_the_start_of_a_continued_item_is_text() -> None:
    text = "- Fristen er\n10. desember"
    assert (blocks_of(text), clause_errors(text)) == ((bullets("Fristen er\n10. desember"),), [])
    indented = "- Fristen er\n  10. desember"
    assert (blocks_of(indented), clause_errors(indented)) == ((bullets("Fristen er\n10. desember"),), [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- En\n  - To", [("list-nested", 2)]),
        ("- En\n  1. To", [("list-nested", 2)]),
        ("1. En\n   - To", [("list-nested", 2)]),
        ("- En\n\n  Et avsnitt til.", [("list-paragraph", 3)]),
        ("1. desember er fristen.", [("list-or-date", 1)]),
        ("- En\n-\n- To", []),
        ("1. Desember er mørk.", []),
        ("1. en\n2. to", []),
    ],
)
def test_errors_of_lists(text: str, expected: list[tuple[str, int]]) -> None:
    assert clause_errors(text) == expected


@pytest.mark.parametrize("text", ["-", "- ", "*\n*"])
def test_a_list_without_a_word_is_no_text(text: str) -> None:
    assert ("clause-empty", 1) in codes(body(f"§ roles-1 (advice)\n{text}\n"))


def test_a_table() -> None:
    text = "| Hva | Når |Hvor|  |\n|---|:---|---:|:-:|\n| a | b |  | d \\| e |\n|f|g|h|i|"
    table = Table(
        ("Hva", "Når", "Hvor", ""),
        ("", "left", "right", "center"),
        (("a", "b", "", "d \\| e"), ("f", "g", "h", "i")),
    )
    assert (blocks_of(text), clause_errors(text)) == ((table,), [])


def test_a_table_needs_no_outer_bars() -> None:
    assert blocks_of("a | b\n--- | ---\nc | d") == (Table(("a", "b"), ("", ""), (("c", "d"),)),)


def test_a_table_may_follow_its_paragraph_directly() -> None:
    assert blocks_of("Slik:\n| a |\n|---|\n| b |") == (Paragraph(("Slik:",)), Table(("a",), ("",), (("b",),)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| a | b |\n|---|---|\n| c |", [("table-row", 3)]),
        ("| a | b |\n|---|---|\n| c | d |\n| e | f | g |", [("table-row", 4)]),
        ("| a | b |\n|---|---|", [("table-empty", 1)]),
    ],
)
def test_errors_of_tables(text: str, expected: list[tuple[str, int]]) -> None:
    assert clause_errors(text) == expected


def quoted(text: str) -> tuple[Quote, list[tuple[str, int]]]:
    parsed = body(f"§ roles-1 (example)\n{text}")
    (block,) = parsed.value.clauses[0].blocks
    assert isinstance(block, Quote)
    return block, codes(parsed)


def test_a_quote_holds_headings_paragraphs_lists_and_tables() -> None:
    text = "> ### Banen\n>\n> Hamid leder.\n>\n> - En\n> - To\n>\n> | a |\n> |---|\n> | b |"
    inside = (
        Heading(3, "Banen"),
        Paragraph(("Hamid leder.",)),
        bullets("En", "To"),
        Table(("a",), ("",), (("b",),)),
    )
    assert quoted(text) == (Quote(inside), [])


def test_a_line_without_its_mark_continues_a_quote() -> None:
    assert quoted(">Hamid leder\nidrettslaget.\n> Og mer.") == (
        Quote((Paragraph(("Hamid leder", "idrettslaget.", "Og mer.")),)),
        [],
    )


def test_two_quotes_parted_by_an_empty_line_are_two_blocks() -> None:
    assert codes(body("§ roles-1 (example)\n> En.\n\n> To.")) == [("id-missing", 4)]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (">", "quote-empty", 2),
        ("> En.\n>\n> > To.", "quote-in-quote", 4),
        ("> En.\n>\n> § roles-2 (advice)\n> To.", "marker-in-quote", 4),
    ],
)
def test_errors_of_quotes(text: str, code: str, line: int) -> None:
    assert (code, line) in codes(body(f"§ roles-1 (example)\n{text}"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```\nkode\n```", ("code-block", 1)),
        ("~~~\nkode", ("code-block", 1)),
        ("---", ("ruler", 1)),
        ("Tittel\n======", ("ruler", 2)),
        ("Tittel\n---", ("ruler", 2)),
        ("***", ("ruler", 1)),
        ("# Tittel", ("heading-level", 1)),
        ("#### Tittel", ("heading-level", 1)),
        ("##", ("heading-empty", 1)),
        ("### ###", ("heading-empty", 1)),
    ],
)
def test_what_is_not_used_is_told(text: str, expected: tuple[str, int]) -> None:
    assert expected in clause_errors(text)


@pytest.mark.parametrize(
    "text", ["## a", "# a", "##", "---", "```", "> a", "§ roles-2 (advice)", "[x]: https://a.no", "- a"]
)
def test_how_far_a_line_is_moved_in_does_not_change_what_it_is(text: str) -> None:
    near, far = (body(f"§ roles-1 (advice)\nOrd.\n\n{' ' * blanks}{text}\nMer.\n") for blanks in (0, 4))
    assert far == near
