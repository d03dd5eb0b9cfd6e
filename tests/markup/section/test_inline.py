"""Allowed and refused Markdown inside a block."""

import pytest

from markup.section.inline import linked_clause_ids
from tests.markup.section.parsed_sections import body, clause_errors


@pytest.mark.parametrize(
    "text",
    [
        "*lett* og **sterkt** og `kode`",
        "[kommunen](https://solvik.example/a_(b)?c=d&e#f)",
        "[skriv](mailto:post@solvik.example)",
        "[ring](tel:+4712345678)",
        "[punkt 3](#roles-3)",
        "<https://solvik.example>",
        "`<b>` og `[x](y)` og `**`",
        "\\<b> og \\[x\\](y) og \\*\\*",
        "[hakeparentes] uten lenke",
        "5 < 6, a & b, &amp;",
        "``kode med ` i``",
    ],
)
def test_what_is_allowed(text: str) -> None:
    assert clause_errors(text) == []


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("<script>alert(1)</script>", "html", ("<script>",)),
        ("Et <b onclick=x>ord", "html", ("<b onclick=x>",)),
        ("Linje<br>skift", "html", ("<br>",)),
        ("<!-- skjult -->", "html", ("<!--",)),
        ("</p>", "html", ("</p>",)),
        ("<img src=x", "html", ("<img src=x",)),
        ("![Et bilde](https://a.no/b.png)", "image", ()),
        ("![Et bilde][b]", "image", ()),
        ("[b]: https://a.no", "link-reference", ()),
        ("[tekst][b]", "link-reference", ()),
        ("[tekst][]", "link-reference", ()),
        ("[her](http://a.no)", "link-target", ("http://a.no",)),
        ("[her](javascript:alert(1))", "link-target", ("javascript:alert(1)",)),
        ("[her](data:text/html,x)", "link-target", ("data:text/html,x",)),
        ("[her](//a.no)", "link-target", ("//a.no",)),
        ("[her](/handbooks/)", "link-target", ("/handbooks/",)),
        ("[her](nb.md)", "link-target", ("nb.md",)),
        ("[her](#Roller)", "link-anchor", ("#Roller",)),
        ("[her]()", "link-target", ("",)),
        ('[her](https://a.no "tittel")', "link-address", ('https://a.no "tittel"', "https://a.no")),
        ("[](https://a.no)", "link-empty", ("https://a.no",)),
        ("Dette er **viktig.", "stray-mark", ("**viktig.",)),
        ("Dette er `kode.", "stray-mark", ("`kode.",)),
        ("Dette er [en lenke.", "stray-mark", ("[en lenke.",)),
    ],
)
def test_what_is_refused(text: str, code: str, values: tuple[str, ...]) -> None:
    errors = body(f"§ roles-1 (advice)\nOrd.\n{text}").errors
    assert (code, values) in [(error.code, error.values) for error in errors]
    assert {error.level for error in errors} == {"error"}


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("## Et <b>", 1),
        ("- En\n- Et <b>", 1),
        ("| a |\n|---|\n| <b> |", 3),
        ("| <b> |\n|---|\n| a |", 1),
        ("> Et <b>", 1),
    ],
)
def test_every_kind_of_block_is_looked_at(block: str, line: int) -> None:
    assert ("html", line) in clause_errors(block)


def test_links_to_clauses_are_found() -> None:
    text = "Se [a](#roles-3), `[b](#roles-4)`, \\[c](#roles-5) og [d](https://a.no/#roles-6) og [e](#privacy-1)."
    assert linked_clause_ids(text) == ["roles-3", "privacy-1"]
