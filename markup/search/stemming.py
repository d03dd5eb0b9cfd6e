"""Stems of words: a typed wrapper of snowballstemmer.

Stems are stored, so its exact version is pinned in pyproject.toml. After an upgrade, run `manage.py rebuild_search`.
"""

from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.norwegian_stemmer import NorwegianStemmer

# By class: `snowballstemmer.stemmer()` would prefer a C library of any version, if one is installed.
# Nynorsk has no stemmer of its own; the one for bokmål knows most of its endings.
_STEMMERS = {"nb": NorwegianStemmer, "nn": NorwegianStemmer, "en": EnglishStemmer}


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word, or the word itself in an unknown language.

    kritikkverdige and kritikkverdig have the same stem.
    """
    if language not in _STEMMERS:
        return word
    # A stemmer is not thread-safe, since it keeps the word it works on; so every call makes one.
    return str(_STEMMERS[language]().stemWord(word))
