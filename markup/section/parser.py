"""A section's file becomes values. Parsing never raises, on any text."""

from markup.errors import Notes, Parsed
from markup.normalize import clean_lines, decode, one_line
from markup.section import clause_markers, front_matter
from markup.section.blocks import Line, read_blocks, shortened
from markup.section.clause_markers import Marker
from markup.section.plain_text import block_lines
from markup.section.types import Block, Heading, ItemList, Paragraph, Quote, SourceClause, SourceText, Table

LONGEST_TITLE = 200
"""Characters: the database has room for no more."""


def parse_section(data: bytes | str, *, file: str, language: str, source_language: str) -> Parsed[SourceText]:
    """A whole file, with front matter."""
    notes, is_source = Notes(file), language == source_language
    text, is_utf8 = decode(data)
    if not is_utf8:
        notes.error("not-utf8", 1)
    fields, body, first = front_matter.parse_front_matter(clean_lines(text), notes, keys=front_matter.SECTION_KEYS)
    source = front_matter.declared_source(fields, notes, is_source=is_source)
    return _parse(body, first, fields, source, notes, language=language, is_source=is_source)


def parse_body(
    text: str,
    *,
    title: str,
    message: str,
    file: str,
    language: str,
    source_language: str,
    laws: str = "",
    made_from: str = "",
) -> Parsed[SourceText]:
    """What the admin holds: the text without front matter, whose fields stand by themselves. Lines count from 1."""
    notes, is_source = Notes(file), language == source_language
    fields = {"title": one_line(title), "message": one_line(message), "laws": one_line(laws), "source": made_from}
    source = front_matter.declared_source(fields, notes, is_source=is_source)
    return _parse(clean_lines(text), 1, fields, source, notes, language=language, is_source=is_source)


def _parse(
    body: list[str],
    first: int,
    fields: dict[str, str],
    source: str | None,
    notes: Notes,
    *,
    language: str,
    is_source: bool,
) -> Parsed[SourceText]:
    for key in ("title", "message"):
        if not fields.get(key):
            notes.error(f"front-{key}", 1)
    if len(fields.get("title", "")) > LONGEST_TITLE:
        notes.error("title-long", 1, len(fields["title"]))
    if not is_source and fields.get("laws"):
        notes.error("marks-in-translation", 1, "laws")
    laws = clause_markers.parse_law_ids(fields.get("laws", ""), 1, notes)
    clauses = _parse_clauses(list(enumerate(body, start=first)), notes, is_source=is_source)
    if not clauses:
        notes.error("no-clauses", first)
    value = SourceText(
        language, fields.get("title", ""), fields.get("message", ""), laws, source, tuple(clauses), notes.file
    )
    return Parsed(value, notes.sorted())


def _parse_clauses(lines: list[Line], notes: Notes, *, is_source: bool) -> list[SourceClause]:
    """Every clause: everything from a marker to the next one."""
    parts: list[tuple[Marker | None, list[Line]]] = [(None, [])]
    for number, line in lines:
        if clause_markers.is_marker(line):
            parts.append((clause_markers.parse_marker(line, number, notes), []))
        else:
            parts[-1][1].append((number, line))
    clauses: list[SourceClause] = []
    seen: dict[str, int] = {}
    for marker, part in parts:
        blocks = read_blocks(part, notes)
        if marker is None:
            clauses += _clauses_without_marker(blocks, notes)
            continue
        own, further = _split_after_clause(blocks)
        if not own:
            if marker.id:
                notes.error("clause-empty", marker.line, marker.id)
        elif marker.id is None:
            clauses.append(_build_clause(marker, own))
        else:
            if marker.id in seen:
                notes.error("id-twice", marker.line, marker.id, seen[marker.id])
            seen.setdefault(marker.id, marker.line)
            _check_marks(marker, own, notes, is_source=is_source)
            clauses.append(_build_clause(marker, own))
        clauses += _clauses_without_marker(further, notes)
    return clauses


def _split_after_clause(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks that make the clause of the marker above, and those that are too many: [a heading and] one block, or a
    paragraph that ends in a colon and the list or table it introduces, or a heading alone."""
    size = 0
    if blocks and isinstance(blocks[0], Heading):
        size = 1
    if len(blocks) > size and not isinstance(blocks[size], Heading):
        introduces = isinstance(block := blocks[size], Paragraph) and block.lines[-1].endswith(":")
        size += 1
        if introduces and len(blocks) > size and isinstance(blocks[size], ItemList | Table):
            size += 1
    return blocks[:size], blocks[size:]


def _clauses_without_marker(blocks: list[Block], notes: Notes) -> list[SourceClause]:
    found = []
    while blocks:
        own, blocks = _split_after_clause(blocks)
        text = next((line for block in own for line in block_lines(block)), "")
        notes.error("id-missing", own[0].line, shortened(text))
        found.append(SourceClause(None, None, "everyone", (), (), None, tuple(own), own[0].line))
    return found


def _build_clause(marker: Marker, blocks: list[Block]) -> SourceClause:
    return SourceClause(
        marker.id,
        marker.origin,
        marker.audience,
        marker.laws,
        marker.illustrates,
        marker.made_from,
        tuple(blocks),
        marker.line,
    )


def _check_marks(marker: Marker, blocks: list[Block], notes: Notes, *, is_source: bool) -> None:
    id_ = marker.id or ""
    is_heading = len(blocks) == 1 and isinstance(blocks[0], Heading)
    is_quote = any(isinstance(block, Quote) for block in blocks)
    if not is_source:
        if marker.has_marks:
            notes.error("marks-in-translation", marker.line, id_)
        return
    if marker.made_from:
        notes.error("source-in-source", marker.line)
    if is_heading:
        if marker.origin:
            notes.error("heading-origin", marker.line, id_)
        return
    if marker.origin is None:
        notes.error("origin-missing", marker.line, id_)
    elif (marker.origin == "example") != is_quote:
        notes.error("quote-origin" if is_quote else "example-quote", marker.line, id_)
