"""Ids for blocks that have none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markup.normalize import clean_lines

_MISTYPED = re.compile(r"§\s*[^\s(]+(?:\s+[0-9]+)?\s*(\(.*\))?\s*")
"""A marker whose id could not be read: a word, perhaps with its number apart, and its marks. A line that says more is text."""
_ID = re.compile(r"(\s*§§?\s*)[^\s(:]+")


@dataclass(frozen=True, slots=True)
class MarkerLine:
    """A marker line to write: above the block that begins at `line`, or in place of the id that stands there."""

    line: int
    has_marker: bool
    id: str
    marker: str
    """The whole line, for a block that has none."""


def highest_number(section: str, ids: set[str]) -> int:
    """The highest number in ids like roles-13; 0 where there is none."""
    numbers = [int(found[1]) for id_ in ids if (found := re.fullmatch(rf"{re.escape(section)}-([0-9]+)", id_))]
    return max(numbers, default=0)


def with_markers(text: str, changes: Iterable[MarkerLine]) -> tuple[str, list[tuple[int, str]]]:
    """A text with these marker lines, otherwise as typed; and each line written, with its number in the new text. A marker
    that could not be read gives way to the one that is written."""
    lines, by_line = clean_lines(text), {change.line: change for change in changes}
    made: list[str] = []
    written: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        change = by_line.get(number)
        if change is None:
            made.append(line)
        elif change.has_marker:
            made.append(_ID.sub(rf"\g<1>{change.id}", line, count=1))
            written.append((len(made), made[-1]))
        else:
            made += [""] if made and made[-1] else []
            mistyped = _MISTYPED.fullmatch(line)
            # Marks that were typed are what was meant.
            marker = f"§ {change.id} {mistyped[1]}" if mistyped and mistyped[1] else change.marker
            made.append(marker)
            written.append((len(made), marker))
            made += [] if mistyped else [line]
    return "\n".join(made), written
