"""Merges two stored HTML versions of a clause into one, with `<ins>` and `<del>`.

The input is the output of `sanitise` in `markup/section/renderer.py`, so it has only the few tags that a clause may
have (content format, chapter 11).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import escape
from html.parser import HTMLParser

from markup.diff.words import stretches
from markup.section.links_and_words import tokens

_INLINE_TAGS = {"strong", "em", "code"}
_LIST_TAGS = {"<ul>", "<ol>"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, blanks, a punctuation mark or a whole link, with the tags around it, outermost first."""

    text: str
    within: tuple[str, ...] = ()
    link: str = ""
    """The opening tag, if this token is a link."""
    linked: str = ""
    """The HTML inside the link."""

    @property
    def key(self) -> str:
        """Equal for tokens that count as the same: whether it is a link matters; its address and emphasis do not."""
        return f"<a>{self.text}" if self.link else self.text

    @property
    def html(self) -> str:
        return f"{self.link}{self.linked}</a>" if self.link else escape(self.text, quote=False)


Leaf = tuple[Token, ...]
"""The text directly in one block: a paragraph, a list item or a cell."""


@dataclass(slots=True)
class HtmlBlock:
    """An outermost block of a clause, with its tag and content. The tag is empty if the clause is a list item."""

    tag: str
    pieces: list[str | Leaf] = field(default_factory=list)
    """The tags of items, rows and cells, with the leaves between them."""

    @property
    def shape(self) -> list[str]:
        return [piece for piece in self.pieces if isinstance(piece, str)]

    @property
    def leaves(self) -> list[Leaf]:
        return [piece for piece in self.pieces if not isinstance(piece, str)]

    @property
    def close(self) -> str:
        return f"</{self.tag[1:-1].split()[0]}>" if self.tag else ""


def html_diff(old: str, new: str) -> str | None:
    """Return `new` with its changes marked, or None if the blocks differ, so that old and new must be shown apart.

    Without `<del>…</del>` and the tags `<ins>` and `</ins>` the result is `new`, except for blanks between blocks.
    """
    before, after = parse_blocks(old), parse_blocks(new)
    if [block.tag for block in before] != [block.tag for block in after]:
        return None
    parts = []
    for was, now in zip(before, after, strict=True):
        content = _diff_block(was, now)
        if content is None:
            return None
        parts.append(f"{now.tag}{content}{now.close}")
    return "".join(parts)


def _diff_block(was: HtmlBlock, now: HtmlBlock) -> str | None:
    if was.shape == now.shape:
        leaves = iter(was.leaves)
        return "".join(piece if isinstance(piece, str) else diff_leaf(next(leaves), piece) for piece in now.pieces)
    return _diff_items(was.leaves, now.leaves) if now.tag in _LIST_TAGS else None


def _diff_items(before: Sequence[Leaf], after: Sequence[Leaf]) -> str:
    """Return list items: unchanged ones as they are, replaced ones with their changed words marked."""
    old, new = [_text(leaf) for leaf in before], [_text(leaf) for leaf in after]
    items = []
    for _tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for place in range(max(b - a, d - c)):
            was = before[a + place] if a + place < b else ()
            now = after[c + place] if c + place < d else ()
            items.append(f"<li>{diff_leaf(was, now)}</li>")
    return "".join(items)


def _text(leaf: Leaf) -> str:
    return "".join(token.text for token in leaf)


def diff_leaf(old: Leaf, new: Leaf) -> str:
    """Return the HTML of one leaf with its changes marked."""
    parts = []
    for stretch in stretches([token.key for token in old], [token.key for token in new]):
        removed, added = _leaf_html(old[stretch.old]), _leaf_html(new[stretch.new])
        if stretch.is_same:
            parts.append(added)
            continue
        if removed:
            parts.append(f"<del>{removed}</del>")
        if added:
            parts.append(f"<ins>{added}</ins>")
    return "".join(parts)


def _leaf_html(leaf: Iterable[Token]) -> str:
    parts, open_ = [], tuple[str, ...]()
    for token in leaf:
        parts.append(_tags_between(open_, token.within) + token.html)
        open_ = token.within
    return "".join(parts) + _tags_between(open_, ())


def _tags_between(open_: tuple[str, ...], next_: tuple[str, ...]) -> str:
    """Return the closing and opening tags between two tokens, given the tags around each."""
    common = 0
    while common < min(len(open_), len(next_)) and open_[common] == next_[common]:
        common += 1
    closing = "".join(f"</{tag[1:]}" for tag in reversed(open_[common:]))
    return closing + "".join(next_[common:])


def parse_blocks(html: str) -> list[HtmlBlock]:
    """Return the blocks of stored HTML."""
    reader = _HtmlReader()
    reader.feed(html)
    reader.close()
    reader.end_leaf()
    return reader.blocks


class _HtmlReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[HtmlBlock] = []
        self._depth = 0
        self._leaf: list[Token] = []
        self._within: list[str] = []
        self._link, self._linked, self._link_text = "", "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        opening = self.get_starttag_text() or f"<{tag}>"
        if tag == "a":
            self._link, self._linked, self._link_text = opening, "", ""
        elif tag in _INLINE_TAGS and self._link:
            self._linked += opening
        elif tag in _INLINE_TAGS:
            self._within.append(opening)
        else:
            self.end_leaf()
            if self._depth:
                self.blocks[-1].pieces.append(opening)
            else:
                self.blocks.append(HtmlBlock(opening))
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._leaf.append(Token(self._link_text, tuple(self._within), self._link, self._linked))
            self._link = ""
        elif tag in _INLINE_TAGS and self._link:
            self._linked += f"</{tag}>"
        elif tag in _INLINE_TAGS:
            self._within.pop()
        else:
            self.end_leaf()
            self._depth -= 1
            if self._depth:
                self.blocks[-1].pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._link:
            self._link_text += data
            self._linked += escape(data, quote=False)
        else:
            self._leaf += [Token(token, tuple(self._within)) for token in tokens(data)]

    def end_leaf(self) -> None:
        """Add the collected tokens to the current block, unless they are the blanks between blocks."""
        leaf, self._leaf = tuple(self._leaf), []
        if not _text(leaf).strip():
            return
        if not self._depth:
            self.blocks.append(HtmlBlock(""))
        self.blocks[-1].pieces.append(leaf)
