"""Writes the ids of questions and the letters of options into a quiz."""

import re
from collections.abc import Mapping

from markup.normalize import clean_lines

_ID = re.compile(r"(\s*#+\s*)[^\s(]+")
_LETTER = re.compile(r"(\s*[-*+•]\s*\[[ xX]?\]\s*)[a-zA-Z](?=[).])")


def with_ids(text: str, changes: Mapping[int, str]) -> tuple[str, list[tuple[int, str]]]:
    """Write ids and letters, by the line of the question or option, into a text that otherwise stays as it was typed.

    Returns the new text, and the number and content of each line written.
    """
    lines = clean_lines(text)
    for line, id_ in changes.items():
        pattern = _LETTER if _LETTER.match(lines[line - 1]) else _ID
        lines[line - 1] = pattern.sub(rf"\g<1>{id_}", lines[line - 1], count=1)
    return "\n".join(lines), [(line, lines[line - 1]) for line in sorted(changes)]
