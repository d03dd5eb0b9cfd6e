"""What may stand inside a block: emphasis, code, links. No HTML, no images."""

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
    """Note the errors of one block's text. `line` is that of the block."""
    rest = _CODE.sub(" ", _ESCAPED.sub("", text))
    rest = _AUTOLINK.sub(" ", rest)
    if found := _IMAGE.search(rest):
        notes.error("image", line)
        rest = rest.replace(found[0], " ")
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
    """An opening mark that is never closed."""
    for mark in ("**", "`", "["):
        if mark == "[":
            place = rest.find("[")
            is_stray = place >= 0 and "]" not in rest[place:]
        else:
            place = rest.find(mark)
            is_stray = rest.count(mark) % 2 == 1
        if is_stray:
            notes.error("stray-mark", line, rest[place : place + _QUOTED_CHARACTERS].strip())


def linked_clause_ids(text: str) -> list[str]:
    """The clause ids that a text links to."""
    rest = _CODE.sub(" ", _ESCAPED.sub("", text))
    return [target[1:] for _words, target, _more in _LINK.findall(rest) if target.startswith("#")]
