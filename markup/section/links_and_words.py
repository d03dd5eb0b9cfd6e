"""The grammar of links and words, used wherever a text is read, compared or classified."""

import re

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_ADDRESS_PART = r"(?:\\.|[^()\s\\])*+"
ADDRESS = rf"{_ADDRESS_PART}(?:\({_ADDRESS_PART}\){_ADDRESS_PART})*+"
"""The address of a link, in which one level of parentheses may be."""
_TEXT_PART = r"\\.|[^\[\]\\]"
LINK = re.compile(
    rf"\[(?P<text>(?:{_TEXT_PART}|\[(?:{_TEXT_PART})*+\])*+)\]\((?P<address>{ADDRESS})(?P<more>[^)]{{0,500}}+)\)",
    re.DOTALL,
)
"""A link with its text, in which one level of brackets may be, and its address. `more` is what is wrong behind it."""
AUTOLINK = re.compile(r"<https://[^\s<>]+>")
_EMPHASIS = re.compile(r"[*`]|(?<![^\W_])_|_(?![^\W_])")
_TOKEN = re.compile(rf"{LINK.pattern}|{AUTOLINK.pattern}|{WORD.pattern}|\s+|.", re.DOTALL)


def tokens(text: str) -> list[str]:
    """Split a text into words, blanks, single punctuation marks and whole links."""
    return [token[0] for token in _TOKEN.finditer(text)]


def without_addresses(text: str) -> str:
    """Return the text with `[words]` in place of each link."""
    return LINK.sub(r"[\g<text>]", text)


def without_emphasis(text: str) -> str:
    """Return the text without the marks of emphasis and code."""
    return _EMPHASIS.sub("", text)
