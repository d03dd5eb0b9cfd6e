"""Parses a section's file into a `SourceText`. It never raises, on any input."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from markup.errors import Notes, Parsed, Place
from markup.normalize import clean_lines, decode, lines_with_breaks, one_line, unquoted
from markup.section import clause_markers, front_matter
from markup.section.blocks import Line, read_blocks, shortened
from markup.section.clause_markers import Marker
from markup.section.inline import check_plain
from markup.section.list_marks import items_across_clauses
from markup.section.plain_text import block_lines, reading_text
from markup.section.types import Block, Heading, ItemList, Origin, Paragraph, Quote, SourceClause, SourceText, Table

LONGEST_TITLE = 200
"""In characters: the length of the database column."""
LONGEST_CLAUSE = 10_000
"""In characters of its reading text: some five pages."""
LONGEST_TEXT = 1_000_000
"""In characters, of a whole section. A longer one is not read."""


@dataclass(frozen=True, slots=True)
class _Typed:
    """A text whose front matter has been read. Lines count from `first`."""

    fields: dict[str, str]
    body: list[str]
    first: int
    front: Sequence[str] = ()
    """The lines of the front matter."""

    def value(self, key: str) -> str:
        return self.fields.get(key, "")

    def line_of(self, key: str) -> int:
        """The line of a field in the file; 1: the field is one of the editor's."""
        keys = [line.partition(":")[0].strip().lower() for line in self.front]
        return keys.index(key) + 1 if key in keys else 1


def parse_section(data: bytes | str, *, language: str, source_language: str, section: str = "") -> Parsed[SourceText]:
    """Parse a whole file, with front matter."""
    notes, is_source = Notes(Place(section, language)), language == source_language
    text, is_utf8 = decode(data)
    if not is_utf8:
        notes.error("not-utf8", 1)
    lines = clean_lines(text)
    fields, body, first = front_matter.parse_front_matter(lines, notes, keys=front_matter.SECTION_KEYS)
    source = front_matter.declared_source(fields, notes, is_source=is_source)
    before = front_matter.parse_front_matter(
        clean_lines(text, first_reading=True), Notes(), keys=front_matter.SECTION_KEYS
    )
    return _parse(
        _Typed(fields, body, first, lines[: first - 1]),
        _Typed(*before),
        source,
        notes,
        breaks=lines_with_breaks(text),
        language=language,
        is_source=is_source,
    )


def parse_body(
    text: str,
    *,
    title: str,
    message: str,
    language: str,
    source_language: str,
    section: str = "",
    laws: str = "",
    made_from: str = "",
) -> Parsed[SourceText]:
    """Parse a text as the editor has it: without front matter, whose fields are arguments. Lines count from 1."""
    notes, is_source = Notes(Place(section, language)), language == source_language
    fields = {"title": one_line(title), "message": one_line(message), "laws": one_line(laws), "source": made_from}
    source = front_matter.declared_source(fields, notes, is_source=is_source)
    return _parse(
        _Typed(fields, clean_lines(text), 1),
        _Typed(fields, clean_lines(text, first_reading=True), 1),
        source,
        notes,
        breaks=lines_with_breaks(text),
        language=language,
        is_source=is_source,
    )


def _parse(
    typed: _Typed,
    before: _Typed,
    source: str | None,
    notes: Notes,
    *,
    breaks: Container[int],
    language: str,
    is_source: bool,
) -> Parsed[SourceText]:
    """Read a text. `before` is the same as the first parser took it."""
    if sum(map(len, typed.body)) > LONGEST_TEXT:
        notes.error("text-long", typed.first, LONGEST_TEXT)
        return Parsed(SourceText(language, "", "", (), source, (), notes.place.section), notes.sorted())
    title, message = (unquoted(typed.value(key)) for key in ("title", "message"))
    for key, line in (("title", title), ("message", message)):
        if not line:
            notes.error(f"front-{key}", 1)
        check_plain(line, typed.line_of(key), f"{key}-looks-like", notes)
    if len(title) > LONGEST_TITLE:
        notes.error("title-long", 1, len(title))
    if not is_source and typed.value("laws"):
        notes.error("marks-in-translation", 1, "laws")
    laws = clause_markers.parse_law_ids(typed.value("laws"), 1, notes)
    lines = list(enumerate(typed.body, start=typed.first))
    clauses = items_across_clauses(_parse_clauses(lines, notes, is_source=is_source, breaks=breaks), notes)
    if not clauses:
        notes.error("no-clauses", typed.first)
    for clause in clauses:
        if (length := len(reading_text(clause))) > LONGEST_CLAUSE:
            notes.error("clause-long", clause.line, clause.id or "", length, LONGEST_CLAUSE)
    value = SourceText(language, title, message, laws, source, tuple(clauses), notes.place.section)
    read_before = _first_reading(value, before, is_source=is_source)
    return Parsed(value if read_before == value else replace(value, first_reading=read_before), notes.sorted())


def _first_reading(text: SourceText, before: _Typed, *, is_source: bool) -> SourceText:
    """Return the text as the parser read it that took fewer lines for lists, and quotation marks for part of a title."""
    lines = list(enumerate(before.body, start=before.first))
    clauses = _parse_clauses(lines, Notes(), is_source=is_source, first_reading=True)
    return replace(text, title=before.value("title"), message=before.value("message"), clauses=tuple(clauses))


def _parse_clauses(
    lines: list[Line], notes: Notes, *, is_source: bool, breaks: Container[int] = (), first_reading: bool = False
) -> list[SourceClause]:
    """Return the clauses. Each begins at a marker and ends before the next one."""
    parts: list[tuple[Marker | None, list[Line]]] = [(None, [])]
    for number, line in lines:
        if clause_markers.looks_like_marker(line) and not first_reading:
            notes.error("marker-marks", number, shortened(line))
        if clause_markers.is_marker(line):
            parts.append((clause_markers.parse_marker(line, number, notes), []))
        else:
            parts[-1][1].append((number, line))
    clauses: list[SourceClause] = []
    seen: dict[str, int] = {}
    for marker, part in parts:
        blocks = read_blocks(part, notes, breaks=breaks, first_reading=first_reading)
        if marker is None:
            clauses += _clauses_without_marker(blocks, notes)
            continue
        own_blocks, surplus = split_after_clause(blocks)
        if not own_blocks:
            if marker.id:
                notes.error("clause-empty", marker.line, marker.id)
        elif marker.id is None:
            clauses.append(_build_clause(marker, own_blocks, is_source=is_source))
        else:
            if marker.id in seen:
                notes.error("id-twice", marker.line, marker.id, seen[marker.id])
            seen.setdefault(marker.id, marker.line)
            _check_marks(marker, own_blocks, notes, is_source=is_source)
            clauses.append(_build_clause(marker, own_blocks, is_source=is_source))
        clauses += _clauses_without_marker(surplus, notes)
    return clauses


def split_after_clause(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Split blocks into those of the first clause and the rest.

    A clause is a heading alone, or one block below an optional heading. A paragraph that ends with a colon and the list
    or table that it introduces count as one block.
    """
    size = 0
    if blocks and isinstance(blocks[0], Heading):
        size = 1
    if len(blocks) > size and not isinstance(blocks[size], Heading):
        introduces = isinstance(block := blocks[size], Paragraph) and block.lines[-1].rstrip("*_ \u00a0").endswith(":")
        size += 1
        if introduces and len(blocks) > size and isinstance(blocks[size], ItemList | Table):
            size += 1
    return blocks[:size], blocks[size:]


def _clauses_without_marker(blocks: list[Block], notes: Notes) -> list[SourceClause]:
    """Make clauses without an id of blocks that have no marker, and report each of them."""
    clauses = []
    while blocks:
        own_blocks, blocks = split_after_clause(blocks)
        text = next((line for block in own_blocks for line in block_lines(block)), "")
        notes.error("id-missing", own_blocks[0].line, shortened(text))
        clauses.append(SourceClause(None, None, "everyone", (), (), None, tuple(own_blocks), own_blocks[0].line))
    return clauses


def _build_clause(marker: Marker, blocks: list[Block], *, is_source: bool) -> SourceClause:
    origin = marker.origin or (_default_origin(blocks) if is_source else None)
    return SourceClause(
        marker.id,
        origin,
        marker.audience,
        marker.laws,
        marker.illustrates,
        marker.made_from,
        tuple(blocks),
        marker.line,
        has_default_origin=origin != marker.origin,
    )


def _default_origin(blocks: list[Block]) -> Origin | None:
    """The origin of a clause of the source that names none: a quote is an example, other text is the employer's rule."""
    if _is_heading(blocks):
        return None
    return "example" if _has_quote(blocks) else "guideline"


def _is_heading(blocks: list[Block]) -> bool:
    return len(blocks) == 1 and isinstance(blocks[0], Heading)


def _has_quote(blocks: list[Block]) -> bool:
    return any(isinstance(block, Quote) for block in blocks)


def _check_marks(marker: Marker, blocks: list[Block], notes: Notes, *, is_source: bool) -> None:
    id_ = marker.id or ""
    if not is_source:
        if marker.has_marks:
            notes.error("marks-in-translation", marker.line, id_)
        return
    if marker.made_from:
        notes.error("source-in-source", marker.line)
    if marker.origin and _is_heading(blocks):
        notes.error("heading-origin", marker.line, id_)
    elif marker.origin and (marker.origin == "example") != _has_quote(blocks):
        notes.error("quote-origin" if _has_quote(blocks) else "example-quote", marker.line, id_)
