"""Scores words of a text against a word of the query, suggests a similar word, and cuts excerpts with hits marked."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from markup.search.stemming import family, stem
from markup.search.tokens import folded_words, plain_letters

SAME_WORD, SAME_FAMILY, BEGINNING, PART = 100, 50, 10, 1
"""Scores: one equal word counts as much as two of its family, ten that begin with it, or a hundred that end with it."""
SHORTEST_UNFINISHED, SHORTEST_TYPED = 5, 4
LEAST_SIMILARITY = 0.8
"""From 0 to 1, by difflib: one wrong letter out of five."""
_LONG_WORD_LENGTH = 8
_EXCERPT_LENGTH = 240
_LENGTH_BEFORE_HIT = 80


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A folded word of a query, as the words of a language are compared with it."""

    text: str
    plain: str
    stem: str
    family: str

    @classmethod
    def of(cls, text: str, language: str) -> "QueryWord":
        plain = plain_letters(text)
        return cls(text, plain, stem(plain, language), family(text, language))

    @property
    def beginning(self) -> str:
        """Return what an unfinished word begins with, or "" if it is too short to tell."""
        return self.text if len(self.text) >= SHORTEST_UNFINISHED else ""


@dataclass(frozen=True, slots=True)
class IndexedWord:
    """A word of a text as it is stored: folded, its family, and the families of its parts if it is a compound."""

    text: str
    family: str
    first: str = ""
    last: str = ""


def word_score(query_word: QueryWord, word: IndexedWord, language: str) -> int:
    """Return the score of a word of a text for a word of the query, 0 if it does not match."""
    if word.family == query_word.family:
        plain = plain_letters(word.text)
        is_same = plain == query_word.plain or stem(plain, language) == query_word.stem
        return SAME_WORD if is_same else SAME_FAMILY
    if word.first == query_word.family:
        return BEGINNING
    return PART if word.last == query_word.family else 0


def is_unfinished(query_word: QueryWord, word: IndexedWord) -> bool:
    """Whether the word of the query may be the beginning of the word of a text, not typed to its end."""
    return bool(query_word.beginning) and word.text.startswith(query_word.beginning)


def closest_word(query_word: str, vocabulary: Collection[str]) -> str | None:
    """Return the word of the vocabulary that was probably meant, if one is similar enough."""
    if len(query_word) < SHORTEST_TYPED:
        return None
    most_letters_apart = 2 if len(query_word) >= _LONG_WORD_LENGTH else 1
    candidates = sorted(word for word in vocabulary if abs(len(word) - len(query_word)) <= most_letters_apart)
    return next(iter(get_close_matches(query_word, candidates, n=1, cutoff=LEAST_SIMILARITY)), None)


@dataclass(frozen=True, slots=True)
class ExcerptPart:
    """A part of a text that is a hit, or one without hits."""

    text: str
    is_found: bool = False


def highlight(text: str, hits: Collection[str]) -> tuple[ExcerptPart, ...]:
    """Return the whole of a composed text in parts, with these folded words as hits."""
    ends = [0]
    for word, start, end in folded_words(text):
        if word in hits:
            ends += [start, end]
    ends.append(len(text))
    parts = [
        ExcerptPart(text[start:end], is_found=bool(index % 2)) for index, (start, end) in enumerate(pairwise(ends))
    ]
    return tuple(part for part in parts if part.text)


def excerpt(text: str, hits: Collection[str]) -> tuple[ExcerptPart, ...]:
    """Return a few lines of a composed text around the first hit, cut between words."""
    first = next((start for word, start, _end in folded_words(text) if word in hits), 0)
    begin = 0
    if len(text) > _EXCERPT_LENGTH:
        begin = text.rfind(" ", 0, max(0, first - _LENGTH_BEFORE_HIT)) + 1
        if first - begin > 2 * _LENGTH_BEFORE_HIT:  # a long word, such as an address, stands before the hit
            begin = text.rfind(" ", 0, first) + 1
    end = len(text)
    if end - begin > _EXCERPT_LENGTH:
        blank = text.rfind(" ", begin, begin + _EXCERPT_LENGTH)
        end = blank if blank > first else begin + _EXCERPT_LENGTH
    before, after = "… " if begin > 0 else "", " …" if end < len(text) else ""
    return highlight(f"{before}{text[begin:end]}{after}", hits)
