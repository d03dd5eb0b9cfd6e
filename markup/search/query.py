"""The terms of a query: its words without the small ones, each with what means the same in the handbook."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markup.search.common_words import small_words
from markup.search.stemming import family
from markup.search.tokens import composed, folded_words

MOST_ALTERNATIVES = 10
"""Expressions that are searched for in place of one that was typed."""

Expression = tuple[str, ...]
"""Folded words that belong together: sosiale medier."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a clause must have: the words of one of the alternatives. The first alternative is as it was typed."""

    alternatives: tuple[Expression, ...]

    @property
    def typed(self) -> Expression:
        return self.alternatives[0]


def expression(text: str) -> Expression:
    return tuple(word for word, *_ in folded_words(composed(text)))


def synonym_groups(lines: str) -> list[list[Expression]]:
    """Return the expressions of each line, in which commas separate what means the same; without lines that have one."""
    groups = [[words for part in line.split(",") if (words := expression(part))] for line in lines.splitlines()]
    return [group for group in groups if len(group) > 1]


def query_terms(words: Sequence[str], groups: Iterable[Sequence[Expression]], language: str) -> tuple[Term, ...]:
    """Return the terms of the folded words of a query, without small words unless there are no others."""
    synonyms = _by_families(groups, language)
    longest = max(map(len, synonyms), default=1)
    terms, at = [], 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            typed = tuple(words[at : at + length])
            others = synonyms.get(_families(typed, language), ())
            if others or length == 1:
                others = [other for other in others if _families(other, language) != _families(typed, language)]
                terms.append(Term((typed, *others[:MOST_ALTERNATIVES])))
                at += length
                break
    small = small_words(language)
    return tuple(term for term in terms if len(term.typed) > 1 or term.typed[0] not in small) or tuple(terms)


def _families(words: Expression, language: str) -> Expression:
    return tuple(family(word, language) for word in words)


def _by_families(groups: Iterable[Sequence[Expression]], language: str) -> dict[Expression, list[Expression]]:
    """Return the groups that an expression is in, joined, by the families of its words: sjefen is in the group of sjef."""
    synonyms: dict[Expression, list[Expression]] = {}
    for group in groups:
        for words in group:
            synonyms.setdefault(_families(words, language), []).extend(group)
    return {families: list(dict.fromkeys(group)) for families, group in synonyms.items()}
