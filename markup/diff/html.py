"""Two stored HTMLs of a clause as one, with what is new in `<ins>` and what is gone in `<del>`.

It knows the few tags that a clause may hold (content format, chapter 11): what came out of `rendering.sanitise` goes in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import escape
from html.parser import HTMLParser

from markup.diff.words import stretches, tokens

_INLINE_TAGS = {"strong", "em", "code"}
_LIST_TAGS = {"<ul>", "<ol>"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, blanks, a mark, or a whole link; and the tags it stands in, outermost first."""

    text: str
    within: tuple[str, ...] = ()
    link: str = ""
    """The opening tag of the link that this token is."""
    linked: str = ""
    """What stands in that link, as HTML."""

    @property
    def key(self) -> str:
        """What two tokens have in common that are the same: emphasis is not in it, a link's target is."""
        return f"{self.link}{self.text}"

    @property
    def html(self) -> str:
        return f"{self.link}{self.linked}</a>" if self.link else escape(self.text, quote=False)


Leaf = tuple[Token, ...]
"""Text that stands directly in one block: a paragraph, a list item, a cell."""


@dataclass(slots=True)
class HtmlBlock:
    """A block that stands by itself in a clause: its tag (empty: a list item that is a clause), and what is in it."""

    tag: str
    pieces: list[str | Leaf] = field(default_factory=list)
    """Tags of items, rows and cells, and the leaves between them."""

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
    """`new` with marks. None where the blocks are others than they were: then old and new stand better one after the
    other. Without every `<del>…</del>` and without the tags `<ins>` and `</ins>` it is `new`, blanks between blocks aside.
    """
    before, after = parse_blocks(old), parse_blocks(new)
    if [block.tag for block in before] != [each.tag for each in after]:
        return None
    made = []
    for was, now in zip(before, after, strict=True):
        inside = _diff_block(was, now)
        if inside is None:
            return None
        made.append(f"{now.tag}{inside}{now.close}")
    return "".join(made)


def _diff_block(was: HtmlBlock, now: HtmlBlock) -> str | None:
    if was.shape == now.shape:
        leaves = iter(was.leaves)
        return "".join(piece if isinstance(piece, str) else diff_leaf(next(leaves), piece) for piece in now.pieces)
    return _diff_items(was.leaves, now.leaves) if now.tag in _LIST_TAGS else None


def _diff_items(before: Sequence[Leaf], after: Sequence[Leaf]) -> str:
    """List items: those that are the same as they are, those that stand in each other's place with their words marked."""
    old, new = [_text(each) for each in before], [_text(each) for each in after]
    made = []
    for _tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for place in range(max(b - a, d - c)):
            was = before[a + place] if a + place < b else ()
            now = after[c + place] if c + place < d else ()
            made.append(f"<li>{diff_leaf(was, now)}</li>")
    return "".join(made)


def _text(leaf: Leaf) -> str:
    return "".join(token.text for token in leaf)


def diff_leaf(old: Leaf, new: Leaf) -> str:
    """One leaf's HTML with marks."""
    made = []
    for stretch in stretches([one.key for one in old], [one.key for one in new]):
        gone, came = _leaf_html(old[stretch.old]), _leaf_html(new[stretch.new])
        if stretch.is_same:
            made.append(came)
        else:
            made += [f"<del>{gone}</del>"] * bool(gone) + [f"<ins>{came}</ins>"] * bool(came)
    return "".join(made)


def _leaf_html(leaf: Iterable[Token]) -> str:
    made, open_ = [], tuple[str, ...]()
    for token in leaf:
        made.append(_tags_between(open_, token.within) + token.html)
        open_ = token.within
    return "".join(made) + _tags_between(open_, ())


def _tags_between(open_: tuple[str, ...], wanted: tuple[str, ...]) -> str:
    """The tags that lead from one place to another."""
    common = 0
    while common < min(len(open_), len(wanted)) and open_[common] == wanted[common]:
        common += 1
    closing = "".join(f"</{each[1:]}" for each in reversed(open_[common:]))
    return closing + "".join(wanted[common:])


def parse_blocks(html: str) -> list[HtmlBlock]:
    """The blocks of a stored HTML."""
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
        """Blanks between blocks are nothing."""
        leaf, self._leaf = tuple(self._leaf), []
        if not _text(leaf).strip():
            return
        if not self._depth:
            self.blocks.append(HtmlBlock(""))
        self.blocks[-1].pieces.append(leaf)
