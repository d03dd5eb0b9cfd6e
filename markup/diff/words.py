"""Compares two texts word by word (content format, chapter 9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from markup.section.links_and_words import WORD, tokens, without_addresses

_BRACKETS = {"same": "%s", "removed": "[-%s-]", "added": "{+%s+}"}
_REWRITTEN = 1 / 3
"""Above this share of changed words, more than half of the words of a merged text would be marked."""


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a text that is the same in old and new, or in only one of them."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Two slices of tokens, of the old and the new text: equal, or one in place of the other."""

    is_same: bool
    old: slice
    new: slice


def stretches(before: Sequence[str], after: Sequence[str]) -> list[Stretch]:
    """Return the equal and the changed stretches of two token lists. Changes without a word between them are joined."""
    joined: list[Stretch] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        stretch = Stretch(tag == "equal", slice(a, b), slice(c, d))
        if not stretch.is_same and len(joined) > 1 and _joins_changes(joined[-1], before):
            first = joined[-2]
            joined[-2:] = [Stretch(False, slice(first.old.start, b), slice(first.new.start, d))]
        else:
            joined.append(stretch)
    return joined


def _joins_changes(between: Stretch, before: Sequence[str]) -> bool:
    """Whether a stretch is equal and has no word, so that the changes on both sides of it are one."""
    return between.is_same and not WORD.search("".join(before[between.old]))


def word_diff(old: str, new: str) -> tuple[Run, ...]:
    """Return the runs of both texts. Same and removed runs make up `old` exactly, same and added ones `new`."""
    before, after = tokens(old), tokens(new)
    runs: list[Run] = []
    for stretch in stretches(before, after):
        removed, added = "".join(before[stretch.old]), "".join(after[stretch.new])
        runs += [Run("same", removed)] if stretch.is_same else _change_runs(removed, added)
    return tuple(runs)


def _change_runs(removed: str, added: str) -> list[Run]:
    runs = [Run("removed", removed), Run("added", added)]
    return [run for run in runs if run.text]


def share_changed(old: str, new: str) -> float:
    """Return the share of words that differ, from 0 to 1: 1 − 2·(unchanged words)/(words of both texts)."""
    same = "".join(run.text for run in word_diff(old, new) if run.kind == "same")
    both = _word_count(old) + _word_count(new)
    return 1 - 2 * _word_count(same) / both if both else 0.0


def is_rewritten(old: str, new: str) -> bool:
    """Return whether old and new are shown one after the other instead of merged: so many words are replaced that
    nobody could read on between the marks. Words that are only added, or only removed, leave a text that reads on."""
    kinds = {run.kind for run in word_diff(old, new) if WORD.search(run.text)}
    return {"removed", "added"} <= kinds and share_changed(old, new) > _REWRITTEN


def _word_count(text: str) -> int:
    return len(WORD.findall(without_addresses(text)))


def marked_lines(old: str, new: str) -> list[tuple[str, bool]]:
    """Merge both texts line by line, with `[-removed-]` and `{+added+}`, and tell for each line whether it has changes.

    If it is rewritten, the new text is below the old one.
    """
    runs: Sequence[Run] = word_diff(old, new)
    if is_rewritten(old, new):
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
