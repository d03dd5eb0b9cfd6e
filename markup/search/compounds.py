"""The two words that a compound is made of."""

from collections.abc import Collection, Iterable

from markup.search.common_words import common_parts, small_words
from markup.search.stemming import family

_SHORTEST_FIRST, _SHORTEST_LAST = 3, 4
"""In letters, with its ending: many endings have three, such as those of teksten and kontoane."""
_SHORTEST_IN_OTHER_FORM = 4
_ENDINGS = ("a", "ane", "ar", "en", "ene", "er", "et", "n", "r")
"""Endings of nouns."""
_ENDINGS_OF_QUALITIES = frozenset({"heten", "heter", "hetene", "heita", "heiter", "heitene"})
"""offentligheten has no hets in it, whose family is that of these letters."""
_LINKS = ("", "s", "e")
"""The letters that may join the two: taushet-s-plikt, barn-e-hage."""


class Vocabulary:
    """The words of the texts in a language, which decide what is a compound."""

    def __init__(self, words: Iterable[str], language: str) -> None:
        small = small_words(language)
        self._language = language
        self._words = frozenset({*words, *common_parts(language)} - small)
        others = {word.removesuffix(ending) for word in self._words for ending in _ENDINGS if word.endswith(ending)}
        # A word of the texts, or one that they have in another form: barnehage-lærer, barnehagen.
        self._firsts = (self._words | {word for word in others if len(word) >= _SHORTEST_IN_OTHER_FORM}) - small
        self._families = frozenset(family(word, language) for word in self._words if len(word) >= _SHORTEST_FIRST)

    def parts(self, word: str) -> tuple[str, str]:
        """Return the families of the two words that a folded word is made of, or two empty texts.

        Only where both are words of the vocabulary: hets is no part of taushetsplikt, which is taushet and plikt. Of several
        ways to part it, the one whose shorter part is longest.
        """
        ways = [
            (min(len(first), len(word) - at), first, word[at:])
            for at in range(_SHORTEST_FIRST, len(word) - _SHORTEST_LAST + 1)
            for first in self._first_words(word[:at])
            if self._is_last(word[at:])
        ]
        if not ways:
            return "", ""
        _length, first, last = max(ways)
        return family(first, self._language), family(last, self._language)

    def _is_last(self, text: str) -> bool:
        if text in small_words(self._language) or text in _ENDINGS_OF_QUALITIES:
            return False
        return family(text, self._language) in self._families

    def _first_words(self, text: str) -> Collection[str]:
        """Return the words that these letters, perhaps with a link at their end, are."""
        without_links = {text.removesuffix(link) for link in _LINKS}
        return [first for first in without_links if len(first) >= _SHORTEST_FIRST and first in self._firsts]
