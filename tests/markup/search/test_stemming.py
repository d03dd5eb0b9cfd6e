"""Forms of a word have one stem, and the words of a family have something in common; both are the same as those stored before."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from markup.search.stemming import family, stem

STEMS = {
    "nb": {
        "ytring": "ytring",
        "ytringene": "ytring",
        "ytringsfriheten": "ytringsfri",
        "lojalitetsplikten": "lojalitetsplikt",
        "kritikkverdig": "kritikkverd",
        "kritikkverdige": "kritikkverd",
        "varsler": "varsl",
        "åpne": "åpn",
        "øvelsene": "øvels",
    },
    "nn": {"lojalitetsplikta": "lojalitetsplikt", "ytringar": "ytring", "kritikkverdige": "kritikkverd"},
    "en": {"expressions": "express", "duties": "duti", "duty": "duti", "loyalty": "loyalti"},
}


@pytest.mark.parametrize("language", STEMS)
def test_stems_are_those_that_are_stored(language: str) -> None:
    """A failure here, after a new version of snowballstemmer, means that every site must run rebuild_search: say so in
    the changelog, or give it a migration."""
    assert {word: stem(word, language) for word in STEMS[language]} == STEMS[language]


def test_in_a_language_without_a_stemmer_a_word_is_its_own_stem() -> None:
    assert stem("ytringene", "se") == "ytringene"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ["varsle", "varsler", "varslet", "varsling", "varslingen", "varsel", "varselet"]),
        ("nb", ["ytring", "ytringen", "ytre", "ytrer"]),
        ("nb", ["leder", "lederen", "ledere", "ledelse"]),
        ("nb", ["ansvar", "ansvarlig", "ansvaret"]),
        ("nb", ["taushetspliktig", "taushetsplikt", "taushetsplikten"]),
        ("nb", ["laerer", "lærer", "læreren", "lærerne"]),
        ("nb", ["aapen", "åpen"]),
        ("nb", ["offentleglova", "offentlegloven"]),
        ("nn", ["varsle", "varslar", "varsling", "varsel"]),
        ("nn", ["leiar", "leiaren", "leiarar", "leiing"]),
        ("nn", ["ytringsfridom", "ytringsfridommen"]),
        ("nn", ["fridom", "fridommen"]),
        ("nn", ["deling", "delinga", "dele"]),
        ("en", ["loyal", "loyalty", "loyally"]),
        ("en", ["reaction", "reactions", "react"]),
    ],
)
def test_the_words_of_a_family_have_something_in_common(language: str, words: list[str]) -> None:
    assert len({family(word, language) for word in words}) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ["men", "mening", "mann"]),
        ("nb", ["offentleglova", "offentlig"]),
        ("nb", ["stilling", "stille"]),
        ("nb", ["kunnskap", "kunne"]),
        ("nb", ["apen", "åpen"]),
        ("nn", ["eining", "ein", "eine"]),
        ("en", ["statement", "state", "station"]),
    ],
)
def test_words_that_only_look_alike_have_not(language: str, words: list[str]) -> None:
    assert len({family(word, language) for word in words}) == len(words)


def test_threads_do_not_mix_their_words() -> None:
    words = [f"{beginning}{ending}" for beginning in STEMS["nb"] for ending in ("", "en", "ene", "er", "et")] * 40
    alone = [stem.__wrapped__(word, "nb") for word in words]
    patience = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(lambda word: stem.__wrapped__(word, "nb"), words)) == alone
    finally:
        sys.setswitchinterval(patience)
