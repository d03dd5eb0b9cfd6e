"""The words of a text as the search index stores and compares them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from markup.section.types import MESSAGE, TITLE

LONGEST_WORD = 60
"""In letters. Longer words are cut, so that two with the same beginning count as one."""
_WORD = re.compile(r"[^\W_]+")
_INLINE_TAGS = {"a", "code", "em", "strong"}
_HEADING_TAGS = {"h2", "h3", "h4"}
_SOFT_HYPHEN = "\u00ad"
_PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def composed(text: str) -> str:
    """Return the text in NFC, with å as one character, and without soft hyphens."""
    return unicodedata.normalize("NFC", text).replace(_SOFT_HYPHEN, "")


def fold(word: str) -> str:
    """Return a word as it is stored. Case is folded here because databases differ for letters like Å and å."""
    return composed(composed(word).casefold())[:LONGEST_WORD]


def plain_letters(word: str) -> str:
    """Return a folded word as it is written on a keyboard without æ, ø and å: laerer."""
    return word.translate(_PLAIN)[:LONGEST_WORD]


def folded_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Return each word of a composed text, folded, with its start and end."""
    return ((fold(word[0]), word.start(), word.end()) for word in _WORD.finditer(text))


def readable_text(html: str) -> str:
    """Return the text of a clause's HTML on one line, with a colon between a heading and the text below it."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return " ".join(composed("".join(reader.parts)).split())


class _TextReader(HTMLParser):
    """Collects text. Tags of blocks separate words; emphasis, code and links may be within a word."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._is_below_heading = False

    def handle_data(self, data: str) -> None:
        if self._is_below_heading and data.strip():
            self._is_below_heading = False
            heading = "".join(self.parts).rstrip()
            self.parts = [heading, ": " if heading[-1:].isalnum() else " "]
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._separate(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADING_TAGS:
            self._is_below_heading = True
        self._separate(tag)

    def _separate(self, tag: str) -> None:
        if tag not in _INLINE_TAGS:
            self.parts.append(" ")


@dataclass(frozen=True, slots=True)
class IndexedText:
    """The words of a title, a key message or a clause, and how often each occurs."""

    clause: str
    position: int
    words: Counter[str]


def indexed_texts(title: str, message: str, clauses: Iterable[tuple[str, int, str]]) -> list[IndexedText]:
    """Return title, key message and clauses as indexed texts, without empty ones.

    `clauses` are id, position and HTML.
    """
    texts = [(TITLE, 0, title), (MESSAGE, 0, message), *((id_, at, readable_text(html)) for id_, at, html in clauses)]
    indexed = [
        IndexedText(id_, at, Counter(word for word, *_ in folded_words(composed(text)))) for id_, at, text in texts
    ]
    return [text for text in indexed if text.words]
