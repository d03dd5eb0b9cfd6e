"""Shows the difference of two texts as paragraphs of unchanged, removed and added runs of words."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from markup.diff.links import LinkChange, follow_links
from markup.diff.words import Run, is_rewritten, word_diff


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The difference of two texts, with removed and added words marked."""

    paragraphs: tuple[tuple[Run, ...], ...]
    """One if old and new are merged, two if they are shown one after the other."""
    links: tuple[LinkChange, ...] = ()
    """The links that lead elsewhere. Merged, their words are unchanged, with the new address."""

    @property
    def is_rewritten(self) -> bool:
        """Whether old and new are shown one after the other."""
        return len(self.paragraphs) > 1


def marked_text(old: str, new: str) -> MarkedText:
    """Merge old and new text, or return both in full if it is rewritten."""
    followed, links = follow_links(old, new)
    if is_rewritten(followed, new):
        return MarkedText(((Run("removed", old),), (Run("added", new),)), links)
    return MarkedText((word_diff(followed, new),), links)


def changed_paragraphs(old: str, new: str) -> list[MarkedText]:
    """Return the changed paragraphs of a long text, each with its changed words marked."""
    before, after = old.split("\n\n"), new.split("\n\n")
    paragraphs: list[MarkedText] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            paragraphs += [marked_text(was, now) for was, now in zip_longest(before[a:b], after[c:d], fillvalue="")]
    return paragraphs
