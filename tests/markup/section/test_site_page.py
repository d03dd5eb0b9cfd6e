"""The text of a page of the site's own: what is allowed, and the errors of everything else."""

import pytest

from markup.error_messages import message_with_line
from markup.errors import Place
from markup.section.site_page import PageSource, read_page, read_page_file, write_page
from tests.support.site_pages import OF_PAGES


def read(source: str, title: str = "Personvern") -> PageSource:
    return read_page(
        title=title, source=source, place=Place("privacy", "nb"), page_exists=lambda target: target == "/there/"
    )


def test_blocks_become_safe_html() -> None:
    page = read("En *linje*.\r\n\r\n\r\n## To\r\n### Tre\r\n* a\r\n* b [c](/there/)   \r\n")
    assert page.errors == ()
    assert page.source == "En *linje*.\n\n## To\n\n### Tre\n\n- a\n- b [c](/there/)"
    assert page.html == (
        "<p>En <em>linje</em>.</p>\n<h2>To</h2>\n<h3>Tre</h3>\n<ul>\n<li>a</li>\n"
        '<li>b <a href="/there/">c</a></li>\n</ul>'
    )


def test_blanks_make_no_other_page_and_words_do() -> None:
    assert read("a\n\nb").digest == read("\n\na  \n\n\n\nb\n").digest == read("a\n\nb", " Personvern ").digest
    assert len({read("a").digest, read("b").digest, read("a", "Annet").digest}) == 3


WRONG = {
    "": [("page-empty", 1, ())],
    "Tekst.\n\n<b>fet</b>": [("html", 3, ("<b>",))],
    "# Tittel": [("heading-level", 1, ("#",))],
    "Tekst.\n\n### Under": [("heading-skips", 3, ("Under",))],
    "## Over\n\n#### Under": [("heading-level", 3, ("####",))],
    "[her](/not-there/)": [("page-link", 1, ("/not-there/",))],
    "[her](//there/)": [("page-link", 1, ("//there/",))],
    "a\n\n[her](http://example.no)": [("page-link", 3, ("http://example.no",))],
    "- a\n- [her](#roles-3)": [("page-link", 1, ("#roles-3",))],
    "> Et eksempel": [("page-quote", 1, ())],
    "![bilde](/there/)": [("image", 1, ())],
}


@pytest.mark.parametrize("source", WRONG)
def test_what_a_page_may_not_hold_is_told_at_its_line(source: str) -> None:
    assert [(error.code, error.line, error.values) for error in read(source).errors] == WRONG[source]


def test_every_code_of_pages_is_provoked() -> None:
    assert {code for errors in WRONG.values() for code, _line, _values in errors} >= OF_PAGES


def test_a_title_is_wanted_and_has_an_end() -> None:
    assert [error.code for error in read("Tekst.", " ").errors] == ["front-title"]
    assert [error.code for error in read("Tekst.", "a" * 201).errors] == ["title-long"]


def test_an_error_is_said_in_the_readers_language() -> None:
    (error,) = read("a\n\n### Under").errors
    assert message_with_line(error) == "Linje 3: «Under» er ### uten noen ## over. Bruk ##."


def read_file(text: str) -> PageSource:
    return read_page_file(text.encode(), place=Place("privacy", "nn"), page_exists=lambda target: True)


def test_what_is_written_is_read_again() -> None:
    file = write_page(title="Personvern: alt", source="a\n\n## b", made_from="0123456789abcdef")
    page = read_file(file)
    assert (page.title, page.source, page.made_from) == ("Personvern: alt", "a\n\n## b", "0123456789abcdef")
    assert write_page(title=page.title, source=page.source, made_from=page.made_from) == file


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("Bare tekst.", "front-missing", 1),
        ("---\ntitle: A\nmessage: b\n---\n\nc\n", "front-unknown", 3),
        ("---\ntitle: A\nsource: b\n---\n\nc\n", "source-form", 1),
        ("---\ntitle: A\n---\n\nc\n\n### d\n", "heading-skips", 7),
    ],
)
def test_a_file_is_told_its_errors_at_their_lines(text: str, code: str, line: int) -> None:
    assert (code, line) in [(error.code, error.line) for error in read_file(text).errors]
