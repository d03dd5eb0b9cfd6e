"""Shows the difference of two texts as paragraphs of unchanged, removed and added runs of words."""

from difflib import SequenceMatcher
from itertools import zip_longest

from markup.diff.words import REWRITTEN, Run, share_changed, word_diff

MarkedText = tuple[tuple[Run, ...], ...]
"""Paragraphs of runs: one if old and new are merged, two if they are shown one after the other."""


def marked_text(old: str, new: str) -> MarkedText:
    """Merge old and new text, with removed and added words marked, or return both in full if most words differ."""
    if old and new and share_changed(old, new) > REWRITTEN:
        return (Run("removed", old),), (Run("added", new),)
    return (word_diff(old, new),)


def changed_paragraphs(old: str, new: str) -> list[MarkedText]:
    """Return the changed paragraphs of a long text, each with its changed words marked."""
    before, after = old.split("\n\n"), new.split("\n\n")
    paragraphs: list[MarkedText] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            paragraphs += [marked_text(was, now) for was, now in zip_longest(before[a:b], after[c:d], fillvalue="")]
    return paragraphs
