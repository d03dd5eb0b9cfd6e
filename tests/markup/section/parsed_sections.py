"""Parses and renders short texts and returns their values, error codes or tags, for the tests of the grammar."""

from collections.abc import Iterator
from html.parser import HTMLParser

from markup.errors import Parsed
from markup.section.parser import parse_section
from markup.section.renderer import ClauseHtml, render_clauses
from markup.section.types import Block, Heading, ItemList, Paragraph, Quote, SourceText, Table

FRONT = "---\ntitle: Rollene dine\nmessage: Si hvem du er.\n---\n\n"
FIRST_LINE = FRONT.count("\n") + 1
"""The number of the first line below the front matter."""
BLOCK_TAGS = frozenset({"section", "p", "h2", "h3", "ul", "ol", "li", "table", "tr", "th", "td"})


def parse(text: str | bytes, language: str = "nb") -> Parsed[SourceText]:
    """A whole file of a handbook whose source is bokmål."""
    return parse_section(text, language=language, source_language="nb", section="roles")


def body(text: str, language: str = "nb") -> Parsed[SourceText]:
    """Parse a text below a valid front matter."""
    return parse(FRONT + text, language)


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of one clause with this text."""
    (clause,) = body(f"§ roles-1 (advice)\n{text}").value.clauses
    return clause.blocks


def codes(parsed: Parsed[SourceText]) -> list[tuple[str, int]]:
    """Each error with its line, counted from the first line below the front matter."""
    return [(error.code, error.line - FIRST_LINE + 1) for error in parsed.errors]


def clause_errors(text: str) -> list[tuple[str, int]]:
    """The errors of one clause with this text. Its first line is line 1."""
    return [(code, line - 1) for code, line in codes(body(f"§ roles-1 (advice)\n{text}"))]


def has_errors(parsed: Parsed[SourceText]) -> bool:
    return any(error.is_error for error in parsed.errors)


def rendered(text: str) -> list[str]:
    """The HTML of each clause below a good front matter."""
    return [clause.html for clause in html_of(body(text).value)]


def html_of(text: SourceText) -> tuple[ClauseHtml, ...]:
    return render_clauses(text, address=lambda clause: f"#{clause}")


class _TagReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.still_open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append(tag)
        self.still_open.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.still_open.pop() == tag


def tags_of(html: str) -> list[str]:
    """Every tag in order; each must be closed where it should be."""
    return _read(html).opened


def attributes_of(html: str) -> list[tuple[str, str, str]]:
    """Tag, name and value of every attribute."""
    return _read(html).attributes


def shape_of(html: str) -> list[str]:
    """The tags that blocks, items, rows and cells become, in order."""
    return [tag for tag in tags_of(html) if tag in BLOCK_TAGS]


def _read(html: str) -> _TagReader:
    reader = _TagReader()
    reader.feed(html)
    reader.close()
    assert reader.still_open == []
    return reader


def shape_of_values(text: SourceText) -> list[str]:
    """The tags that a section's HTML must have: a `<section>` per clause, one list for adjacent one-item clauses."""
    shape: list[str] = []
    list_above, headings = "", _heading_tags(text)
    for clause in text.clauses:
        tags = [tag for block in clause.blocks for tag in _tags(block, headings)]
        if len(clause.blocks) == 1 and isinstance(block := clause.blocks[0], ItemList) and len(block.items) == 1:
            shape += ["li"] if list_above == tags[0] else tags
            list_above = tags[0]
        else:
            shape += ["section", *tags]
            list_above = ""
    return shape


def _heading_tags(text: SourceText) -> Iterator[str]:
    """A `###` with no `##` before it in the section becomes `<h2>`."""
    seen_h2 = False
    for clause in text.clauses:
        for block in clause.blocks:
            for inner in block.blocks if isinstance(block, Quote) else (block,):
                if isinstance(inner, Heading):
                    seen_h2 = seen_h2 or inner.level == 2
                    yield f"h{inner.level}" if seen_h2 else "h2"


def _tags(block: Block, headings: Iterator[str]) -> list[str]:
    match block:
        case Heading():
            return [next(headings)]
        case Paragraph():
            return ["p"]
        case ItemList(numbered, items):
            return ["ol" if numbered else "ul", *["li" for _ in items]]
        case Table(head, _align, rows):
            cells = [["tr", *["td" for _ in row]] for row in rows]
            return ["table", "tr", *["th" for _ in head], *[tag for row in cells for tag in row]]
        case Quote(inside):
            return [tag for table in inside for tag in _tags(table, headings)]
