"""Writes the marker lines of blocks that have no id yet, or a wrong one, into a text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markup.normalize import clean_lines

_MISTYPED = re.compile(r"§\s*[^\s(]+(?:\s+[0-9]+)?\s*(\(.*\))?\s*")
"""A marker whose id could not be read: a word, perhaps with a separate number, and marks. A line with more is text."""
_ID = re.compile(r"(\s*§§?\s*)[^\s(:]+")


@dataclass(frozen=True, slots=True)
class MarkerLine:
    """A marker line to write above the block at `line`. If that line is a marker, only its id is replaced."""

    line: int
    has_marker: bool
    id: str
    marker: str
    """The whole line, for a block that has no marker."""


def highest_number(section: str, ids: set[str]) -> int:
    """Return the highest number in ids of a section, such as roles-13, or 0 if there is none."""
    numbers = [int(id_match[1]) for id_ in ids if (id_match := re.fullmatch(rf"{re.escape(section)}-([0-9]+)", id_))]
    return max(numbers, default=0)


def with_markers(text: str, changes: Iterable[MarkerLine]) -> tuple[str, list[tuple[int, str]]]:
    """Write marker lines into a text, which otherwise stays as it was typed.

    Returns the new text, and the number and content of each line written. A marker that could not be read is replaced.
    """
    by_line = {change.line: change for change in changes}
    lines: list[str] = []
    written: list[tuple[int, str]] = []
    for number, line in enumerate(clean_lines(text), start=1):
        change = by_line.get(number)
        if change is None:
            lines.append(line)
        elif change.has_marker:
            lines.append(_ID.sub(rf"\g<1>{change.id}", line, count=1))
            written.append((len(lines), lines[-1]))
        else:
            if lines and lines[-1]:
                lines.append("")
            mistyped = _MISTYPED.fullmatch(line)
            # Marks that the author typed are kept.
            marker = f"§ {change.id} {mistyped[1]}" if mistyped and mistyped[1] else change.marker
            lines.append(marker)
            written.append((len(lines), marker))
            if not mistyped:
                lines.append(line)
    return "\n".join(lines), written
