"""Checks the text inside a block: emphasis, code and links are allowed, HTML and images are not."""

import re

from markup.errors import Notes

_ESCAPED = re.compile(r"\\[\\`*_{}\[\]()#+\-.!|<>§~]")
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_AUTOLINK = re.compile(r"<https://[^\s<>]+>")
_TAG = re.compile(r"</?[A-Za-z][^>\n]*>?|<!--|<[!?][A-Za-z]")
_IMAGE = re.compile(r"!\[[^\]]*\][(\[]")
_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)([^)]*)\)")
_REFERENCE = re.compile(r"\[[^\[\]]+\] ?\[[^\[\]]*\]")
LINK_TARGET = re.compile(r"https://\S+|mailto:\S+@\S+|tel:\+?[0-9]+|#[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
_QUOTED_CHARACTERS = 30


def check_inline(text: str, line: int, notes: Notes) -> None:
    """Check the text of one block that begins at `line`; errors go to `notes`."""
    rest = _CODE.sub(" ", _ESCAPED.sub("", text))
    rest = _AUTOLINK.sub(" ", rest)
    if image := _IMAGE.search(rest):
        notes.error("image", line)
        rest = rest.replace(image[0], " ")
    for tag in _TAG.findall(rest):
        notes.error("html", line, tag)
    rest = _TAG.sub(" ", rest)
    for words, target, more in _LINK.findall(rest):
        if not words.strip():
            notes.error("link-empty", line, target)
        if not LINK_TARGET.fullmatch(target) or more.strip():
            notes.error("link-target", line, (target + more).strip())
    rest = _LINK.sub(lambda link: link[1], rest)
    if _REFERENCE.search(rest):
        notes.error("link-reference", line)
        return
    _check_unclosed_marks(rest, line, notes)


def _check_unclosed_marks(rest: str, line: int, notes: Notes) -> None:
    """Report each kind of opening mark that is never closed."""
    for mark in ("**", "`", "["):
        start = rest.find(mark)
        is_unclosed = "]" not in rest[start:] if mark == "[" else rest.count(mark) % 2 == 1
        if start >= 0 and is_unclosed:
            notes.error("stray-mark", line, rest[start : start + _QUOTED_CHARACTERS].strip())


def linked_clause_ids(text: str) -> list[str]:
    """Return the clause ids that a text links to, in order."""
    rest = _CODE.sub(" ", _ESCAPED.sub("", text))
    return [target[1:] for _words, target, _more in _LINK.findall(rest) if target.startswith("#")]
