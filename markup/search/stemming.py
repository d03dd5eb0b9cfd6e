"""Stems of words, by a typed wrapper of snowballstemmer, and what the words of one family have in common.

Stems are stored, so its exact version is pinned in pyproject.toml. After an upgrade, run `manage.py rebuild_search`.
"""

import re
from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.norwegian_stemmer import NorwegianStemmer

from markup.search.common_words import small_words
from markup.search.tokens import plain_letters

# By class: `snowballstemmer.stemmer()` would prefer a C library of any version, if one is installed.
# Nynorsk has no stemmer of its own; the one for bokmål knows most of its endings.
_STEMMERS = {"nb": NorwegianStemmer, "nn": NorwegianStemmer, "en": EnglishStemmer}

_NORWEGIAN_ENDINGS = (
    "aktig", "ar", "asjon", "dom", "domm", "el", "eleg", "elig", "else", "er", "erar", "ere", "ering", "ern", "ert", "heit", "het", "ig",
    "ing", "it", "itet", "leg", "lig", "skap",
)  # fmt: skip
_ENGLISH_ENDINGS = (
    "abl", "al", "ation", "ative", "ful", "ic", "ion", "ism", "ist", "iti", "ition", "ive", "ly", "ment", "ness", "ship", "ti",
)  # fmt: skip
# The longest first: frivillighet loses het before ig.
_ENDINGS = {
    "nb": sorted(_NORWEGIAN_ENDINGS, key=len, reverse=True),
    "nn": sorted(_NORWEGIAN_ENDINGS, key=len, reverse=True),
    "en": sorted(_ENGLISH_ENDINGS, key=len, reverse=True),
}
"""Endings of stems that make another word of the same family."""
_SHORTEST_FAMILY = {"nb": 4, "nn": 4, "en": 5}
"""In letters: what is shorter belongs to words that have nothing to do with each other."""
_SHORTEST_BEFORE = {"ing": 3, "er": 3, "ern": 3, "ar": 3, "dom": 3, "domm": 3}
_OF_NO_OTHER_FAMILY = {
    "nb": {"stilling", "kunnskap"},
    "nn": {"eining", "stilling", "kunnskap"},
    "en": {"station", "statement"},
}
"""Stems that only look like their neighbours: a position (stilling) is not put (stille)."""
_NAME_OF_AN_ACT = re.compile(r"(.{3,}lov)(?:a|en|ene|er)?")
"""The stemmer would make offentlig (public) of offentleglova (the act on public access)."""


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word, or the word itself in an unknown language.

    kritikkverdige and kritikkverdig have the same stem.
    """
    if language not in _STEMMERS:
        return word
    # A stemmer is not thread-safe, since it keeps the word it works on; so every call makes one.
    return str(_STEMMERS[language]().stemWord(word))


@lru_cache(maxsize=20_000)
def family(word: str, language: str) -> str:
    """Return what a folded word has in common with the words that are made of the same one, in plain letters.

    varsle, varsler, varsling and varsel have the same; a small word has it with no other.
    """
    plain = plain_letters(word)
    if word in small_words(language):
        return f"={plain}"  # men (but) is not mene (mean)
    if language != "en" and (act := _NAME_OF_AN_ACT.fullmatch(plain)):
        return act[1]
    base = stem(plain, language)
    while ending := _ending(base, language):
        base = base.removesuffix(ending) + ("l" if ending == "el" else "")
    return base


def _ending(base: str, language: str) -> str:
    """Return the ending that a stem can lose, or ""."""
    if base in _OF_NO_OTHER_FAMILY.get(language, ()):
        return ""
    for ending in _ENDINGS.get(language, ()):
        shortest = _SHORTEST_BEFORE.get(ending, _SHORTEST_FAMILY[language])
        if base.endswith(ending) and len(base) - len(ending) >= shortest:
            return ending
    return ""
