"""How well a word of a text answers a word that is searched for; what else may have been meant; what to show of a text."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from markup.search.stemming import stem
from markup.search.tokens import folded_words

SAME_WORD, BEGINNING, PART = 100, 10, 1
"""One word that is the same counts as ten that begin so, or a hundred that have it within."""
SHORTEST_BEGINNING, SHORTEST_PART = 2, 4
LEAST_SIMILARITY = 0.8
"""From 0 to 1, as difflib measures it: one wrong letter of five."""
_LONG_WORD_LENGTH = 8
_EXCERPT_LENGTH = 240
_LENGTH_BEFORE_HIT = 80


def partial_forms(wanted: str, language: str) -> tuple[set[str], set[str]]:
    """What a word may begin with, and what it may have within it, to be worth something. Stems of words begin them too,
    but for an English y that became i; then the stems are the same."""
    forms = {wanted, stem(wanted, language)}
    return (
        {form for form in forms if len(form) >= SHORTEST_BEGINNING},
        {form for form in forms if len(form) >= SHORTEST_PART},
    )


def word_score(wanted: str, word: str, language: str) -> int:
    """What a word of a text is worth to somebody who wants `wanted`; 0: nothing. Both are folded."""
    if word == wanted or stem(word, language) == stem(wanted, language):
        return SAME_WORD
    beginnings, within = partial_forms(wanted, language)
    if any(word.startswith(part) for part in beginnings):
        return BEGINNING
    return PART if any(part in word for part in within) else 0


def closest_word(wanted: str, vocabulary: Collection[str]) -> str | None:
    """The word that was perhaps meant, when there is one so like it."""
    if len(wanted) < SHORTEST_PART:
        return None
    letters_apart = 2 if len(wanted) >= _LONG_WORD_LENGTH else 1
    alike = sorted(each for each in vocabulary if abs(len(each) - len(wanted)) <= letters_apart)
    return next(iter(get_close_matches(wanted, alike, n=1, cutoff=LEAST_SIMILARITY)), None)


@dataclass(frozen=True, slots=True)
class ExcerptPart:
    """A piece of a text, all of it found or none of it."""

    text: str
    is_found: bool = False


def highlight(text: str, found: Collection[str]) -> tuple[ExcerptPart, ...]:
    """The whole of a composed text, with these words marked."""
    ends = [0]
    for word, start, end in folded_words(text):
        if word in found:
            ends += [start, end]
    ends.append(len(text))
    parts = [
        ExcerptPart(text[start:end], is_found=bool(index % 2)) for index, (start, end) in enumerate(pairwise(ends))
    ]
    return tuple(part for part in parts if part.text)


def excerpt(text: str, found: Collection[str]) -> tuple[ExcerptPart, ...]:
    """A few lines of a composed text around the first of these words, cut between words."""
    first = next((start for word, start, _end in folded_words(text) if word in found), 0)
    begin = text.rfind(" ", 0, max(0, first - _LENGTH_BEFORE_HIT)) + 1 if len(text) > _EXCERPT_LENGTH else 0
    end = len(text)
    if end - begin > _EXCERPT_LENGTH:
        end = max(text.rfind(" ", begin, begin + _EXCERPT_LENGTH), begin + _LENGTH_BEFORE_HIT)
    return highlight(f"{'… ' * (begin > 0)}{text[begin:end]}{' …' * (end < len(text))}", found)
