"""Writes values as a file in canonical form. Parsing and writing a canonical file returns the same bytes."""

from collections.abc import Mapping

from markup.normalize import one_line
from markup.section import clause_markers
from markup.section.types import Block, Heading, ItemList, Paragraph, Quote, SourceClause, SourceText, Table

_TABLE_SEPARATORS = {"": "---", "left": ":---", "right": "---:", "center": ":---:"}


def write_section(text: SourceText) -> str:
    """Return the whole file, with front matter."""
    front = {
        "title": text.title,
        "message": text.message,
        "laws": ", ".join(text.laws),
        "source": text.source or "",
    }
    return write_file(front, write_body(text))


def write_file(front: Mapping[str, str], body: str) -> str:
    """Return a file of these front matter fields, without the empty ones, and a body, canonical or as it was typed."""
    fields = "".join(f"{key}: {one_line(value)}\n" for key, value in front.items() if value)
    lines = body.replace("\r\n", "\n")
    below = lines if not lines or lines.endswith("\n") else f"{lines}\n"
    return f"---\n{fields}---\n\n{below}" if fields else below


def write_body(text: SourceText) -> str:
    """Return the part below the front matter, which is the text in the editor."""
    return "\n".join(f"{_write_clause(clause)}\n" for clause in text.clauses)


def _write_clause(clause: SourceClause) -> str:
    parts = [line for block in clause.blocks for line in ("", *write_block(block))][1:]
    if clause.id is None:
        return "\n".join(parts)
    marker = clause_markers.write_marker(
        clause.id, clause.origin, clause.audience, clause.laws, clause.illustrates, clause.made_from
    )
    return "\n".join([marker, *parts])


def write_block(block: Block) -> list[str]:
    match block:
        case Heading(level, text):
            return [f"{'#' * level} {text}"]
        case Paragraph(lines):
            return list(lines)
        case ItemList(_numbered, items):
            return [line for mark, item in zip(block.marks, items, strict=True) for line in _write_item(mark, item)]
        case Table(head, align, rows):
            return [
                _write_row(head),
                _write_row(tuple(_TABLE_SEPARATORS[alignment] for alignment in align)),
                *(_write_row(row) for row in rows),
            ]
        case Quote(blocks):
            quoted = [line for block in blocks for line in ("", *write_block(block))][1:]
            return [f"> {line}" if line else ">" for line in quoted]


def _write_item(mark: str, lines: tuple[str, ...]) -> list[str]:
    return [f"{mark} {lines[0]}", *(f"  {line}" for line in lines[1:])]


def _write_row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
