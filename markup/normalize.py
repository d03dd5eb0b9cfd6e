"""What happens to a text before it is parsed: the same words have the same characters, whatever wrote them."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Soft hyphen, zero-width characters, word joiner, byte order mark, marks and overrides of direction.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\u061c]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")


def decode(data: bytes | str) -> tuple[str, bool]:
    """The text, and whether it was UTF-8. What was not is replaced, so that parsing can go on."""
    if isinstance(data, str):
        return data, True
    try:
        return data.decode("utf-8"), True
    except UnicodeDecodeError:
        return data.decode("utf-8", errors="replace"), False


def clean_lines(text: str) -> list[str]:
    """The lines of a text, cleaned."""
    text = _LINE_ENDS.sub("\n", text)
    text = _CONTROL.sub("", _INVISIBLE.sub("", text)).replace("\t", "    ")
    # After the removals: what was parted by an invisible character may compose now.
    return [_strip_line_end(line) for line in unicodedata.normalize("NFC", text).split("\n")]


def _strip_line_end(line: str) -> str:
    """Without trailing blanks, and without a backslash that would break the line."""
    while True:
        line = line.rstrip(" \u00a0")
        slashes = len(line) - len(line.rstrip("\\"))
        if slashes % 2 == 0:
            return line
        line = line[:-1]


def one_line(text: str) -> str:
    """Single blanks: titles, messages and quiz texts."""
    return " ".join(text.split())


def single_blanks(line: str) -> str:
    """A line without double or outer blanks; no-break spaces inside it are kept as typed."""
    return re.sub(" {2,}", " ", line).strip(" ")
