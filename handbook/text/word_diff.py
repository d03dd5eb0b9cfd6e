"""Which words of a text differ (content format, chapter 9)."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = r"[^\W_]+(?:[-'’][^\W_]+)*"
_TOKENS = re.compile(rf"\[[^\[\]]*\]\([^()\s]*\)|{_WORD}|\s+|.", re.DOTALL)
_HAS_WORD = re.compile(_WORD)
REWRITTEN = 0.5
"""From this share on, old and new are shown as two blocks instead of word by word."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is the same in both, or stands in one of them only."""

    kind: Literal["same", "removed", "added"]
    text: str


def word_diff(old: str, new: str) -> tuple[Run, ...]:
    """Same and removed runs together give `old` exactly, same and added ones `new`."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    runs: list[Run] = []
    removed, added, between = "", "", ""
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, came = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal" and (_HAS_WORD.search(gone) or not (removed or added)):
            runs += _change(removed, added)
            runs.append(Run("same", between + gone))
            removed, added, between = "", "", ""
        elif tag == "equal":
            between = gone  # blanks or marks alone: joined with the change before, if another follows
        else:
            removed, added, between = removed + between + gone, added + between + came, ""
    runs += _change(removed, added)
    if between:
        runs.append(Run("same", between))
    return tuple(runs)


def _change(removed: str, added: str) -> list[Run]:
    found = [Run("removed", removed)] if removed else []
    return [*found, Run("added", added)] if added else found


def share_changed(old: str, new: str) -> float:
    """1 − 2·(words that are the same)/(words in both): 0 nothing, 1 all."""
    same = "".join(run.text for run in word_diff(old, new) if run.kind == "same")
    both = len(_HAS_WORD.findall(old)) + len(_HAS_WORD.findall(new))
    return 1 - 2 * len(_HAS_WORD.findall(same)) / both if both else 0.0
