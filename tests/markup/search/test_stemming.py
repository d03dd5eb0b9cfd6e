"""Forms of a word have one stem, and stems are the same as those stored before."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from markup.search.stemming import stem

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
