"""Words of a query in one text: how well the text answers, and which of its words are hits."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil

from markup.search.compounds import Vocabulary
from markup.search.query import Term
from markup.search.scoring import IndexedWord, QueryWord, is_unfinished, word_score
from markup.search.stemming import family
from markup.search.tokens import composed, folded_words

SYNONYM = 4
"""What was typed counts as much as four words that mean the same."""


@dataclass(frozen=True, slots=True)
class TextMatch:
    """The words of a query in one text."""

    grades: dict[str, int] = field(default_factory=dict)
    """By word of the query."""
    unfinished: dict[str, int] = field(default_factory=dict)
    """The same for words that the query may have the beginning of."""
    texts: dict[str, set[str]] = field(default_factory=dict)
    """The words of the text that matched, by word of the query."""

    def add(self, word: IndexedWord, weight: int, query_words: Iterable[QueryWord], language: str) -> None:
        """Compare a word of the text, of some weight, with the words of the query."""
        for query_word in query_words:
            score = word_score(query_word, word, language)
            if score or is_unfinished(query_word, word):
                grades = self.grades if score else self.unfinished
                grades[query_word.text] = grades.get(query_word.text, 0) + (score or 1) * weight
                self.texts.setdefault(query_word.text, set()).add(word.text)

    def has(self, words: Collection[str]) -> bool:
        """Whether all words of an expression are in the text."""
        return all(word in self.grades for word in words)

    def score(self, term: Term) -> int:
        """Return the score of the best alternative of a term, 0 if none has all of its words here."""
        typed, *others = (
            sum(self.grades[word] for word in words) if self.has(words) else 0 for words in term.alternatives
        )
        return max(typed, *(ceil(score / SYNONYM) for score in others), 0)

    def total(self, terms: Iterable[Term]) -> int:
        """Return the score of all terms, 0 if one is not here."""
        scores = [self.score(term) for term in terms]
        return sum(scores) if all(scores) else 0

    def hits(self, terms: Iterable[Term]) -> set[str]:
        """Return the words of the text that are hits."""
        return {text for term in terms for word in term.marked for text in self.texts.get(word, ())}


def match_text(text: str, query_words: Collection[QueryWord], language: str) -> TextMatch:
    """Return the words of a query in a text that no index has."""
    match = TextMatch()
    for word, times in _indexed_words(text, language):
        match.add(word, times, query_words, language)
    return match


@lru_cache(maxsize=1_000)
def _indexed_words(text: str, language: str) -> tuple[tuple[IndexedWord, int], ...]:
    vocabulary = _common_vocabulary(language)
    times = Counter(word for word, *_ in folded_words(composed(text)))
    return tuple((IndexedWord(word, family(word, language), *vocabulary.parts(word)), times[word]) for word in times)


@lru_cache
def _common_vocabulary(language: str) -> Vocabulary:
    return Vocabulary((), language)


def finish_words(answers: Collection[tuple[TextMatch, Collection[Term]]]) -> None:
    """Count a typed word as unfinished where its term is nowhere as it stands: else barne (a beginning) would find barnehage beside barn.

    The terms beside a match are those that its text is asked for.
    """
    whole = {term.typed for match, terms in answers for term in terms if match.score(term)}
    for match, terms in answers:
        for word in {word for term in terms if term.typed not in whole for word in term.typed}:
            if word in match.unfinished:
                match.grades.setdefault(word, match.unfinished[word])
