"""Normalisation before parsing, so that equal words have equal characters, whichever editor wrote them."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BREAKS_OF_WORD = re.compile("[\v\u2028]")
# Soft hyphen, zero-width characters, word joiner, byte order mark, directional marks and overrides.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\u061c]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_NEXT_LINE = 0x85
_CP1252 = {
    code: character
    for code in range(0x80, 0xA0)
    if code != _NEXT_LINE and (character := bytes([code]).decode("cp1252", errors="ignore"))
}
"""The characters that Windows-1252 has in the place of control characters, such as dashes and quotation marks."""
_OF_WINDOWS = re.compile("[\x80-\x84\x86-\x9f]")
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "
)
_QUOTATION_MARKS = (('"', '"'), ("'", "'"), ("“", "”"), ("„", "“"), ("„", "”"), ("”", "”"), ("‘", "’"))
"""Those of files, and what Word makes of them; «» are part of a title."""
_HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
_HARD_BREAK = re.compile(r"(?: {2,}|(?<!\\)(?:\\\\)*\\ *)$")


def decode(data: bytes | str) -> tuple[str, bool]:
    """Return the text and whether it was UTF-8. Invalid bytes are replaced, so that parsing can go on."""
    if isinstance(data, str):
        return data, True
    try:
        return data.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        return data.decode("utf-8", errors="replace"), False


def clean_lines(text: str, *, first_reading: bool = False) -> list[str]:
    """Return the lines of a text with one kind of line end, no invisible or control characters, in NFC.

    Characters that were taken from Windows-1252 without being converted become what they were; the first reading of a text
    (`SourceText.first_reading`) dropped them.
    """
    if not first_reading and _OF_WINDOWS.search(text):
        text = text.replace("\x85", "…").translate(_CP1252)
    text = _LINE_ENDS.sub("\n", text)
    text = _CONTROL.sub("", _INVISIBLE.sub("", text)).replace("\t", "    ")
    # After the removals: characters that an invisible one separated may now compose.
    return [_strip_line_end(line) for line in unicodedata.normalize("NFC", text).split("\n")]


def lines_with_breaks(text: str) -> frozenset[int]:
    """Return the numbers, from 1, of the lines that end in a line break: two blanks or a backslash, as in Markdown, or
    the line break within a paragraph that Word and Excel paste.
    """
    lines = _LINE_ENDS.sub("\n", _BREAKS_OF_WORD.sub("  \n", text)).split("\n")
    return frozenset(number for number, line in enumerate(lines, start=1) if _HARD_BREAK.search(line[-200:]))


def plain_spaces(line: str) -> str:
    """Return the line with a blank for each no-break space and other space: as long as before."""
    return line.translate(_SPACES)


def half_width(line: str) -> str:
    """Return the line with ASCII characters for their full-width forms: as long as before."""
    return line.translate(_HALF_WIDTH)


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


def unquoted(text: str) -> str:
    """Return a line without the quotation marks that other formats put around the whole of it."""
    inner = text[1:-1]
    for opening, closing in _QUOTATION_MARKS:
        if len(text) > 2 and (text[0], text[-1]) == (opening, closing) and not {opening, closing} & {*inner}:
            return inner.strip()
    return text


def single_blanks(line: str) -> str:
    """Return the line without double or outer blanks. No-break spaces inside it are kept."""
    return re.sub(" {2,}", " ", line).strip(" ")
