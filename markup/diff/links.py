"""Finds the links that lead elsewhere although their words are the same (content format, chapter 9)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from markup.diff.words import stretches
from markup.section.inline import as_seen
from markup.section.links_and_words import LINK, tokens


@dataclass(frozen=True, slots=True)
class LinkChange:
    """Words that lead to another address than before."""

    text: str
    """The words as a reader sees them."""
    old: str
    """The address before. Empty: the words were no link."""
    new: str
    """The address now. Empty: the words are no link any more."""

    @property
    def template(self) -> str:
        """A sentence about the change, with places for `text`, `old` and `new`."""
        if not self.old:
            return str(_("“%(text)s” is a link now. It leads to %(new)s."))
        if not self.new:
            return str(_("“%(text)s” is no longer a link. It led to %(old)s."))
        return str(_("The link “%(text)s” leads elsewhere: from %(old)s to %(new)s."))

    @property
    def sentence(self) -> str:
        return self.template % {"text": self.text, "old": self.old, "new": self.new}


def follow_links(old: str, new: str) -> tuple[str, tuple[LinkChange, ...]]:
    """Return `old` with the addresses of `new` wherever the same words are linked, and what each such link led to.

    If the texts differ in nothing but links, `new` is returned, and the changes include words that were or are no link.
    """
    if old == new:
        return new, ()
    (old_words, old_links), (new_words, new_links) = _links_by_place(old), _links_by_place(new)
    if old_words == new_words:
        places = sorted({*old_links, *new_links})
        changes = [
            LinkChange(as_seen(new_words[slice(*place)]), old_links.get(place, ""), new_links.get(place, ""))
            for place in places
        ]
        return new, tuple(change for change in changes if change.old != change.new)
    before, after = tokens(old), tokens(new)
    changed: list[LinkChange] = []
    for stretch in stretches([_linked_words(token) for token in before], [_linked_words(token) for token in after]):
        if stretch.is_same:
            for was, now in zip(before[stretch.old], after[stretch.new], strict=True):
                if was != now:
                    changed.append(_link_change(was, now))
            before[stretch.old] = after[stretch.new]
    return "".join(before), tuple(changed)


def _links_by_place(text: str) -> tuple[str, dict[tuple[int, int], str]]:
    """Return the text without addresses, and the address of each link by its beginning and end there."""
    words, links = "", dict[tuple[int, int], str]()
    end = 0
    for link in LINK.finditer(text):
        words += text[end : link.start()]
        links[len(words), len(words) + len(link["text"])] = _readable(link["address"])
        words += link["text"]
        end = link.end()
    return words + text[end:], links


def _linked_words(token: str) -> str:
    link = LINK.fullmatch(token)
    return f"[{link['text']}]" if link else token


def _link_change(was: str, now: str) -> LinkChange:
    old, new = LINK.fullmatch(was), LINK.fullmatch(now)
    assert old is not None  # other tokens are equal if they count as equal
    assert new is not None
    return LinkChange(as_seen(new["text"]), _readable(old["address"]), _readable(new["address"]))


def _readable(address: str) -> str:
    """Return an address without the scheme that nobody reads aloud."""
    return address.removeprefix("mailto:").removeprefix("tel:")
