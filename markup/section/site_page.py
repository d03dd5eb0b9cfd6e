"""A page of the site's own: the blocks of a section without its clauses, and what is wrong with them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from markup.errors import Notes, TextError
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
"""Whether an address within the site, such as /remarks/, leads somewhere."""
FILE_KEYS = ("title", "source")


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page in one language, as written."""

    title: str
    source: str
    """In canonical form; as it was typed where it has errors."""
    errors: tuple[TextError, ...]
    made_from: str = ""
    """What a file says that it was translated from; empty: it says nothing."""

    @property
    def digest(self) -> str:
        """Of what is written. A translation says with its first 16 digits which source it was made from."""
        return json_digest({"format": "rettesnor page 1", "title": self.title, "source": self.source})

    @property
    def html(self) -> str:
        return render_page(self.source)


def read_page(*, title: str, source: str, file: str, is_there: PageExists) -> PageSource:
    """A page as typed in the admin. Lines count from 1."""
    notes = Notes(file)
    return _parse_page(one_line(" ".join(clean_lines(title))), clean_lines(source), 1, notes, is_there)


def read_page_file(data: bytes, *, file: str, is_there: PageExists) -> PageSource:
    """A page as its file says it, with `title` and perhaps `source` as front matter."""
    notes = Notes(file)
    text, is_utf8 = decode(data)
    if not is_utf8:
        notes.error("not-utf8", 1)
    fields, body, first = parse_front_matter(clean_lines(text), notes, keys=FILE_KEYS)
    made_from = fields.get("source", "").lower()
    if made_from and not SHORT_DIGEST.fullmatch(made_from):
        notes.error("source-form", 1, made_from)
    return replace(_parse_page(fields.get("title", ""), body, first, notes, is_there), made_from=made_from)


def write_page(*, title: str, source: str, made_from: str = "") -> str:
    """The whole file."""
    said = f"source: {made_from}\n" if made_from else ""
    return f"---\ntitle: {title}\n{said}---\n\n{source}\n"


def _parse_page(title: str, body: Sequence[str], first: int, notes: Notes, is_there: PageExists) -> PageSource:
    if not title:
        notes.error("front-title", 1)
    if len(title) > LONGEST_TITLE:
        notes.error("title-long", 1, len(title))
    lines: list[Line] = list(enumerate(body, start=first))
    blocks = read_blocks(lines, notes)
    if not blocks:
        notes.error("page-empty", first)
    _check_outline(blocks, notes)
    notes.found = _allow_site_links(notes.found, is_there)
    _check_anchors(blocks, notes)
    errors = notes.sorted()
    written = "\n".join(body).strip("\n") if errors else "\n\n".join("\n".join(write_block(block)) for block in blocks)
    return PageSource(title, written, errors)


def _check_outline(blocks: Iterable[Block], notes: Notes) -> None:
    """The title is the heading above all: below it no level may be skipped. Examples belong to sections."""
    below_h2 = False
    for block in blocks:
        if isinstance(block, Heading):
            below_h2 = below_h2 or block.level == 2
            if not below_h2:
                notes.error("heading-skips", block.line, shortened(block.text))
        elif isinstance(block, Quote):
            notes.error("page-quote", block.line)


def _allow_site_links(found: Iterable[TextError], is_there: PageExists) -> list[TextError]:
    """A page may link within the site, where a section may not; what it links to has to be there."""
    return [
        replace(error, code="page-link") if error.code == "link-target" else error
        for error in found
        if not (error.code == "link-target" and error.values[0].startswith("/") and is_there(error.values[0]))
    ]


def _check_anchors(blocks: Iterable[Block], notes: Notes) -> None:
    """No place of a page has a name, so that `#roles-3` would lead nowhere."""
    for block in blocks:
        for target in linked_clause_ids("\n".join(write_block(block))):
            notes.error("page-link", block.line, f"#{target}")
