"""The words of a text, as they are stored and compared when somebody searches."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from markup.section.types import MESSAGE, TITLE

LONGEST_WORD = 60
"""Letters that are kept of a word: two that begin with the same sixty count as one."""
_WORD = re.compile(r"[^\W_]+")
_INLINE_TAGS = {"a", "code", "em", "strong"}
_HEADING_TAGS = {"h2", "h3", "h4"}
_SOFT_HYPHEN = "\u00ad"


def composed(text: str) -> str:
    """å as one character, whoever sent it; words that are prepared to be broken, whole."""
    return unicodedata.normalize("NFC", text).replace(_SOFT_HYPHEN, "")


def fold(word: str) -> str:
    """A word as it is stored: neither database is asked to know that Å and å are one letter."""
    return composed(composed(word).casefold())[:LONGEST_WORD]


def folded_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of a composed text, folded, with where it begins and ends."""
    return ((fold(found[0]), found.start(), found.end()) for found in _WORD.finditer(text))


def readable_text(html: str) -> str:
    """What is read of a clause's HTML: no tags, no addresses of links, one space between words. What stands under a
    heading follows it behind a colon."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return " ".join(composed("".join(reader.parts)).split())


class _TextReader(HTMLParser):
    """Blocks part words; emphasis within a word does not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._is_below_heading = False

    def handle_data(self, data: str) -> None:
        if self._is_below_heading and data.strip():
            self._is_below_heading = False
            said = "".join(self.parts).rstrip()
            self.parts = [said, ": " if said[-1:].isalnum() else " "]
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._is_below_heading |= tag in _HEADING_TAGS
        self._part(tag)

    def _part(self, tag: str) -> None:
        if tag not in _INLINE_TAGS:
            self.parts.append(" ")


@dataclass(frozen=True, slots=True)
class IndexedText:
    """The words of a title, a key message or a clause, and how often each stands there."""

    clause: str
    position: int
    words: Counter[str]


def indexed_texts(title: str, message: str, clauses: Iterable[tuple[str, int, str]]) -> list[IndexedText]:
    """The places of an edition that have words. `clauses` are id, position and HTML; what stands above them comes first."""
    texts = [(TITLE, 0, title), (MESSAGE, 0, message), *((id_, at, readable_text(html)) for id_, at, html in clauses)]
    found = [
        IndexedText(id_, at, Counter(word for word, *_ in folded_words(composed(text)))) for id_, at, text in texts
    ]
    return [text for text in found if text.words]
