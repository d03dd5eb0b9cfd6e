"""A compound is parted where both parts are words of the texts, or common parts of compounds."""

import pytest

from markup.search.common_words import common_parts, small_words
from markup.search.compounds import Vocabulary
from markup.search.stemming import family

WORDS = {
    "nb": [
        "taus",
        "taushet",
        "plikt",
        "hets",
        "barnehagen",
        "teksten",
        "kan",
        "alene",
        "kanalene",
        "forbilde",
        "bilder",
    ],
    "nn": ["førebilete", "bilete", "teie", "plikt"],
    "en": ["work", "place", "workplace"],
}


@pytest.mark.parametrize(
    ("language", "word", "first", "last"),
    [
        ("nb", "taushetsplikten", "taushet", "plikt"),
        ("nb", "barnehagelæreren", "barnehage", "lærer"),
        ("nb", "hetsplikt", "hets", "plikt"),
        ("nn", "teieplikta", "teie", "plikt"),
        ("en", "workplaces", "work", "place"),
    ],
)
def test_a_compound_has_the_families_of_its_two_words(language: str, word: str, first: str, last: str) -> None:
    assert Vocabulary(WORDS[language], language).parts(word) == (family(first, language), family(last, language))


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("nb", "teksten"),
        ("nb", "kanalene"),  # kan is a small word
        ("nb", "forbilde"),  # so is for
        ("nb", "taushetene"),
        ("nb", "tausheten"),
        ("nn", "førebilete"),
        ("en", "placing"),
        ("nb", ""),
        ("se", "taushetsplikt"),
    ],
)
def test_what_is_no_compound_has_no_parts(language: str, word: str) -> None:
    assert Vocabulary(WORDS.get(language, ()), language).parts(word) == ("", "")


def test_without_a_word_for_its_other_part_a_compound_has_none() -> None:
    assert Vocabulary(["ærfugl"], "nb").parts("ærfugløya") == ("", "")
    assert Vocabulary(["ærfugl", "øya"], "nb").parts("ærfugløya") == ("", "")  # its last part has three letters
    assert Vocabulary(["ærfugl", "øyene"], "nb").parts("ærfugløyene") == ("aerfugl", family("øyene", "nb"))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_common_part_is_a_small_word(language: str) -> None:
    assert common_parts(language)
    assert common_parts(language) & small_words(language) == set()
