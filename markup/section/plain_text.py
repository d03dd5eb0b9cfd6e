"""The reading text of a clause: its words as one reads them, whatever their wraps and blanks."""

from markup.section.types import Block, Heading, ItemList, Paragraph, Quote, SourceClause, Table


def block_lines(block: Block) -> list[str]:
    """One line for a heading, a paragraph, an item, a row; every run of blanks is one space."""
    match block:
        case Heading(level, text):
            return [_single_spaced("#" * level + " " + text)]
        case Paragraph(lines):
            return [_single_spaced(" ".join(lines))]
        case ItemList(numbered, items):
            return [
                _single_spaced(f"{f'{number}.' if numbered else '-'} {' '.join(item)}")
                for number, item in enumerate(items, start=1)
            ]
        case Table(head, _align, rows):
            return [_single_spaced(f"| {' | '.join(cells)} |") for cells in (head, *rows)]
        case Quote(blocks):
            return [f"> {line}" for inner in blocks for line in block_lines(inner)]


def reading_text(clause: SourceClause) -> str:
    """Markers and marks are not in it (content format, chapter 7)."""
    return "\n".join(line for block in clause.blocks for line in block_lines(block))


def _single_spaced(text: str) -> str:
    return " ".join(text.split())
