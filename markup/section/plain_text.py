"""The reading text of a clause: its words, whatever the line breaks and blanks in the file."""

from markup.normalize import one_line
from markup.section.types import Block, Heading, ItemList, Paragraph, Quote, SourceClause, Table


def block_lines(block: Block) -> list[str]:
    """Return one line for each heading, paragraph, item and row, with single spaces."""
    match block:
        case Heading(level, text):
            return [one_line("#" * level + " " + text)]
        case Paragraph(lines):
            return [one_line(" ".join(lines))]
        case ItemList(_numbered, items):
            return [one_line(f"{mark} {' '.join(item)}") for mark, item in zip(block.marks, items, strict=True)]
        case Table(head, _align, rows):
            return [one_line(f"| {' | '.join(cells)} |") for cells in (head, *rows)]
        case Quote(blocks):
            return [f"> {line}" for inner in blocks for line in block_lines(inner)]


def reading_text(clause: SourceClause) -> str:
    """Return the lines of all blocks, without the marker and its marks (content format, chapter 7)."""
    return "\n".join(line for block in clause.blocks for line in block_lines(block))
