"""Scores words of a text against a word of the query, suggests a similar word, and cuts excerpts with hits marked."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from markup.search.stemming import stem
from markup.search.tokens import folded_words

SAME_WORD, BEGINNING, PART = 100, 10, 1
"""Scores: one equal word counts as much as ten that begin with the query, or a hundred that contain it."""
SHORTEST_BEGINNING, SHORTEST_PART = 2, 4
LEAST_SIMILARITY = 0.8
"""From 0 to 1, by difflib: one wrong letter out of five."""
_LONG_WORD_LENGTH = 8
_EXCERPT_LENGTH = 240
_LENGTH_BEFORE_HIT = 80


def partial_forms(query_word: str, language: str) -> tuple[set[str], set[str]]:
    """Return the forms that a matching word may begin with, and the forms that it may contain.

    A word begins with its own stem, except where English y became i; there the stems of both words are equal.
    """
    forms = {query_word, stem(query_word, language)}
    return (
        {form for form in forms if len(form) >= SHORTEST_BEGINNING},
        {form for form in forms if len(form) >= SHORTEST_PART},
    )


def word_score(query_word: str, word: str, language: str) -> int:
    """Return the score of a word of a text for a word of the query, 0 if it does not match. Both are folded."""
    if word == query_word or stem(word, language) == stem(query_word, language):
        return SAME_WORD
    beginnings, parts = partial_forms(query_word, language)
    if any(word.startswith(beginning) for beginning in beginnings):
        return BEGINNING
    return PART if any(part in word for part in parts) else 0


def closest_word(query_word: str, vocabulary: Collection[str]) -> str | None:
    """Return the word of the vocabulary that was probably meant, if one is similar enough."""
    if len(query_word) < SHORTEST_PART:
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
    begin = text.rfind(" ", 0, max(0, first - _LENGTH_BEFORE_HIT)) + 1 if len(text) > _EXCERPT_LENGTH else 0
    end = len(text)
    if end - begin > _EXCERPT_LENGTH:
        end = max(text.rfind(" ", begin, begin + _EXCERPT_LENGTH), begin + _LENGTH_BEFORE_HIT)
    before, after = "… " if begin > 0 else "", " …" if end < len(text) else ""
    return highlight(f"{before}{text[begin:end]}{after}", hits)
