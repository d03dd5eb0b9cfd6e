"""Which words of a text differ (content format, chapter 9)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = r"[^\W_]+(?:[-'’][^\W_]+)*"
_TOKENS = re.compile(rf"\[[^\[\]]*\]\([^()\s]*\)|{_WORD}|\s+|.", re.DOTALL)
_HAS_WORD = re.compile(_WORD)
_BRACKETS = {"same": "%s", "removed": "[-%s-]", "added": "{+%s+}"}
REWRITTEN = 0.5
"""From this share on, old and new are shown as two blocks instead of word by word."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is the same in both, or stands in one of them only."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens `old` of the one text and `new` of the other, as slices: the same in both, or put in place of each other."""

    is_same: bool
    old: slice
    new: slice


def tokens(text: str) -> list[str]:
    """Links whole, words, blanks, single marks."""
    return _TOKENS.findall(text)


def stretches(before: Sequence[str], after: Sequence[str]) -> list[Stretch]:
    """Where two rows of tokens are the same and where not. Changes parted by blanks or marks alone are one."""
    found: list[Stretch] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        here = Stretch(tag == "equal", slice(a, b), slice(c, d))
        if not here.is_same and len(found) > 1 and _joins_changes(found[-1], before):
            first = found[-2]
            found[-2:] = [Stretch(False, slice(first.old.start, b), slice(first.new.start, d))]
        else:
            found.append(here)
    return found


def _joins_changes(between: Stretch, before: Sequence[str]) -> bool:
    """Whether a stretch is the same and holds no word: what stands on both sides of it is then one change."""
    return between.is_same and not _HAS_WORD.search("".join(before[between.old]))


def word_diff(old: str, new: str) -> tuple[Run, ...]:
    """Same and removed runs together give `old` exactly, same and added ones `new`."""
    before, after = tokens(old), tokens(new)
    runs: list[Run] = []
    for stretch in stretches(before, after):
        gone, came = "".join(before[stretch.old]), "".join(after[stretch.new])
        runs += [Run("same", gone)] if stretch.is_same else _change_runs(gone, came)
    return tuple(runs)


def _change_runs(removed: str, added: str) -> list[Run]:
    found = [Run("removed", removed)] if removed else []
    return [*found, Run("added", added)] if added else found


def share_changed(old: str, new: str) -> float:
    """1 − 2·(words that are the same)/(words in both): 0 nothing, 1 all."""
    same = "".join(run.text for run in word_diff(old, new) if run.kind == "same")
    both = len(_HAS_WORD.findall(old)) + len(_HAS_WORD.findall(new))
    return 1 - 2 * len(_HAS_WORD.findall(same)) / both if both else 0.0


def marked_lines(old: str, new: str) -> list[tuple[str, bool]]:
    """Both texts in one, line by line, with `[-what is gone-]` and `{+what has come+}`; and whether a line has either.
    Where most words differ, the one stands below the other."""
    runs: Sequence[Run] = word_diff(old, new)
    if old and new and share_changed(old, new) > REWRITTEN:
        runs = (Run("removed", f"{old}\n" if "\n" in old + new else old), Run("added", new))
    lines, is_changed = [""], [False]
    for run in runs:
        for number, part in enumerate(run.text.split("\n")):
            if number:
                lines.append("")
                is_changed.append(False)
            if run.kind != "same" and part:
                is_changed[-1] = True
            lines[-1] += _BRACKETS[run.kind] % part if part else ""
    return list(zip(lines, is_changed, strict=True))
