"""The terms of a query: its words without the small ones, each with what means the same in the handbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markup.search.common_words import small_words
from markup.search.stemming import family
from markup.search.tokens import composed, folded_words

MOST_ALTERNATIVES = 10
"""Expressions that are searched for in place of one that was typed."""

Expression = tuple[str, ...]
"""Folded words that belong together: sosiale medier."""
Synonyms = Mapping[Expression, Sequence[Expression]]


@dataclass(frozen=True, slots=True)
class Term:
    """What a clause must have: the words of one of the alternatives. The first alternative is as it was typed."""

    alternatives: tuple[Expression, ...]
    marked: frozenset[str]
    """The words that are marked where they stand: of an expression of several words, not the small ones."""

    @property
    def typed(self) -> Expression:
        return self.alternatives[0]


def expression(text: str) -> Expression:
    return tuple(word for word, *_ in folded_words(composed(text)))


def is_synonym_group(line: str) -> bool:
    """Whether a line names at least two words or expressions with a comma between them."""
    return len(_group(line)) > 1


def _group(line: str) -> list[Expression]:
    return list(dict.fromkeys(words for part in line.split(",") if (words := expression(part))))


@lru_cache(maxsize=100)
def synonyms_of(lines: str, language: str) -> Synonyms:
    """Return what each expression means as well, by the families of its words: sjefen is in the line of sjef.

    Commas separate the expressions of a line; one that is in several lines means what stands in all of them.
    """
    synonyms: dict[Expression, list[Expression]] = {}
    for line in lines.splitlines():
        group = _group(line)
        for words in group if len(group) > 1 else ():
            synonyms.setdefault(_families(words, language), []).extend(group)
    return {families: tuple(dict.fromkeys(group)) for families, group in synonyms.items()}


def query_terms(words: Sequence[str], synonyms: Synonyms, language: str) -> tuple[Term, ...]:
    """Return the terms of the folded words of a query, without small words unless there are no others."""
    longest = max(map(len, synonyms), default=1)
    terms, at = [], 0
    while at < len(words):
        lengths = range(min(longest, len(words) - at), 0, -1)
        length = next((n for n in lengths if _families(words[at : at + n], language) in synonyms), 1)
        terms.append(_term(tuple(words[at : at + length]), synonyms, language))
        at += length
    small = small_words(language)
    return tuple(term for term in terms if len(term.typed) > 1 or term.typed[0] not in small) or tuple(terms)


def _term(typed: Expression, synonyms: Synonyms, language: str) -> Term:
    families = _families(typed, language)
    others = [other for other in synonyms.get(families, ()) if _families(other, language) != families]
    alternatives = (typed, *others[:MOST_ALTERNATIVES])
    small = small_words(language)
    marked = frozenset(word for words in alternatives for word in words if len(words) == 1 or word not in small)
    return Term(alternatives, marked)


def _families(words: Sequence[str], language: str) -> Expression:
    return tuple(family(word, language) for word in words)
