"""Parses and writes a page of the site's own, which has the blocks of a section but no clauses."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from markup.errors import Notes, Place, TextError
from markup.normalize import clean_lines, decode, one_line
from markup.section.blocks import Line, read_blocks, shortened
from markup.section.digests import json_digest
from markup.section.front_matter import SHORT_DIGEST, parse_front_matter
from markup.section.inline import linked_clause_ids
from markup.section.parser import LONGEST_TITLE
from markup.section.renderer import render_page
from markup.section.types import Block, Heading, Quote
from markup.section.writer import write_block

PageExists = Callable[[str], bool]
"""Whether the site has a page at an address such as /remarks/."""
FILE_KEYS = ("title", "source")


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page in one language as its author wrote it, with its errors."""

    title: str
    source: str
    """The Markdown in canonical form, or as it was typed if it has errors."""
    errors: tuple[TextError, ...]
    made_from: str = ""
    """The short digest of the page that this file was translated from, or empty."""

    @property
    def digest(self) -> str:
        """Digest of title and Markdown. Its first 16 digits are the `source` of a translation made from it."""
        return json_digest({"format": "rettesnor page 1", "title": self.title, "source": self.source})

    @property
    def html(self) -> str:
        return render_page(self.source)


def read_page(*, title: str, source: str, place: Place, page_exists: PageExists) -> PageSource:
    """Parse a page as typed in the editor. Lines count from 1."""
    notes = Notes(place)
    return _parse_page(one_line(" ".join(clean_lines(title))), clean_lines(source), 1, notes, page_exists)


def read_page_file(data: bytes, *, place: Place, page_exists: PageExists) -> PageSource:
    """Parse a page file, with `title` and optionally `source` as front matter."""
    notes = Notes(place)
    text, is_utf8 = decode(data)
    if not is_utf8:
        notes.error("not-utf8", 1)
    fields, body, first = parse_front_matter(clean_lines(text), notes, keys=FILE_KEYS)
    made_from = fields.get("source", "").lower()
    if made_from and not SHORT_DIGEST.fullmatch(made_from):
        notes.error("source-form", 1, made_from)
    return replace(_parse_page(fields.get("title", ""), body, first, notes, page_exists), made_from=made_from)


def write_page(*, title: str, source: str, made_from: str = "") -> str:
    """Return the whole file."""
    source_line = f"source: {made_from}\n" if made_from else ""
    return f"---\ntitle: {title}\n{source_line}---\n\n{source}\n"


def _parse_page(title: str, body: Sequence[str], first: int, notes: Notes, page_exists: PageExists) -> PageSource:
    if not title:
        notes.error("front-title", 1)
    if len(title) > LONGEST_TITLE:
        notes.error("title-long", 1, len(title))
    lines: list[Line] = list(enumerate(body, start=first))
    blocks = read_blocks(lines, notes)
    if not blocks:
        notes.error("page-empty", first)
    _check_outline(blocks, notes)
    notes.errors = _allow_site_links(notes.errors, page_exists)
    _check_anchors(blocks, notes)
    errors = notes.sorted()
    markdown = (
        "\n".join(body).strip("\n")
        if any(error.is_error for error in errors)
        else "\n\n".join("\n".join(write_block(block)) for block in blocks)
    )
    return PageSource(title, markdown, errors)


def _check_outline(blocks: Iterable[Block], notes: Notes) -> None:
    """Report skipped heading levels, and quotes, which are for examples in sections."""
    below_h2 = False
    for block in blocks:
        if isinstance(block, Heading):
            below_h2 = below_h2 or block.level == 2
            if not below_h2:
                notes.error("heading-skips", block.line, shortened(block.text))
        elif isinstance(block, Quote):
            notes.error("page-quote", block.line)


def _allow_site_links(errors: Iterable[TextError], page_exists: PageExists) -> list[TextError]:
    """Drop the errors of links to existing pages, which a page may have; report other wrong links as `page-link`."""
    return [
        replace(error, code="page-link") if error.code in ("link-target", "link-anchor") else error
        for error in errors
        if not (error.code == "link-target" and error.values[0].startswith("/") and page_exists(error.values[0]))
    ]


def _check_anchors(blocks: Iterable[Block], notes: Notes) -> None:
    """Report links like `#roles-3`: a page has no anchors."""
    for block in blocks:
        for target in linked_clause_ids("\n".join(write_block(block))):
            notes.error("page-link", block.line, f"#{target}")
