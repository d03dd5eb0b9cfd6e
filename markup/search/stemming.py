"""Word forms: what is left of a word without its endings. Hides snowballstemmer, which has no types.

Stems are stored, so its version is pinned exactly in pyproject.toml: with another one, run `manage.py rebuild_search`.
"""

from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.norwegian_stemmer import NorwegianStemmer

# Named by class: `snowballstemmer.stemmer()` would take a C library of any other version where one is installed.
# There is none for nynorsk; that for bokmål knows most of its endings.
_STEMMERS = {"nb": NorwegianStemmer, "nn": NorwegianStemmer, "en": EnglishStemmer}


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word: kritikkverdige and kritikkverdig have one. In an unknown language, the word itself."""
    if language not in _STEMMERS:
        return word
    # A stemmer keeps the word it works on, and a server answers in several threads: a fresh one each time.
    return str(_STEMMERS[language]().stemWord(word))
