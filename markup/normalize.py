"""Normalisation before parsing, so that equal words have equal characters, whichever editor wrote them."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Soft hyphen, zero-width characters, word joiner, byte order mark, directional marks and overrides.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\u061c]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")


def decode(data: bytes | str) -> tuple[str, bool]:
    """Return the text and whether it was UTF-8. Invalid bytes are replaced, so that parsing can go on."""
    if isinstance(data, str):
        return data, True
    try:
        return data.decode("utf-8"), True
    except UnicodeDecodeError:
        return data.decode("utf-8", errors="replace"), False


def clean_lines(text: str) -> list[str]:
    """Return the lines of a text with one kind of line end, no invisible or control characters, in NFC."""
    text = _LINE_ENDS.sub("\n", text)
    text = _CONTROL.sub("", _INVISIBLE.sub("", text)).replace("\t", "    ")
    # After the removals: characters that an invisible one separated may now compose.
    return [_strip_line_end(line) for line in unicodedata.normalize("NFC", text).split("\n")]


def _strip_line_end(line: str) -> str:
    """Remove trailing blanks, and a trailing backslash, which would be a line break in Markdown."""
    while True:
        line = line.rstrip(" \u00a0")
        slashes = len(line) - len(line.rstrip("\\"))
        if slashes % 2 == 0:
            return line
        line = line[:-1]


def one_line(text: str) -> str:
    """Return the text as one line with single blanks: for titles, key messages and quiz texts."""
    return " ".join(text.split())


def single_blanks(line: str) -> str:
    """Return the line without double or outer blanks. No-break spaces inside it are kept."""
    return re.sub(" {2,}", " ", line).strip(" ")
