"""Old and new text as paragraphs of marked runs of words."""

from difflib import SequenceMatcher
from itertools import zip_longest

from markup.diff.words import REWRITTEN, Run, share_changed, word_diff

MarkedText = tuple[tuple[Run, ...], ...]
"""Paragraphs of runs: one where old and new stand in each other, two where they stand one after the other."""


def marked_text(old: str, new: str) -> MarkedText:
    """Old and new text with the words marked that stand in one of them only; as two blocks once most words differ."""
    if old and new and share_changed(old, new) > REWRITTEN:
        return (Run("removed", old),), (Run("added", new),)
    return (word_diff(old, new),)


def changed_paragraphs(old: str, new: str) -> list[MarkedText]:
    """Each paragraph of a long text that is not the same, those that stand in each other's place with their words marked."""
    before, after = old.split("\n\n"), new.split("\n\n")
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            found += [marked_text(was, now) for was, now in zip_longest(before[a:b], after[c:d], fillvalue="")]
    return found
