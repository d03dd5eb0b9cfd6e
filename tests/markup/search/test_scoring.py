"""Scores of words for a query, suggestions of similar words, and excerpts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markup.search.compounds import Vocabulary
from markup.search.scoring import (
    BEGINNING,
    PART,
    SAME_FAMILY,
    SAME_WORD,
    ExcerptPart,
    IndexedWord,
    QueryWord,
    closest_word,
    excerpt,
    highlight,
    is_unfinished,
    word_score,
)
from markup.search.stemming import family
from markup.search.tokens import composed, folded_words


@pytest.mark.parametrize(
    ("query_word", "word", "worth"),
    [
        ("plikt", "plikt", SAME_WORD),
        ("plikter", "plikten", SAME_WORD),
        ("kritikkverdige", "kritikkverdig", SAME_WORD),
        ("å", "å", SAME_WORD),
        ("ytring", "ytringsfrihet", BEGINNING),
        ("ytringene", "ytringsfrihet", BEGINNING),
        ("varsling", "varsel", SAME_FAMILY),
        ("laerer", "lærer", SAME_WORD),
        ("laereren", "lærer", SAME_FAMILY),
        ("ly", "lyder", 0),
        ("l", "lyder", 0),
        ("plikt", "lojalitetsplikt", PART),
        ("pliktene", "lojalitetsplikt", PART),
        ("lit", "lojalitetsplikt", 0),
        ("lojalitesplikt", "lojalitetsplikt", 0),
        ("apen", "åpen", 0),
        ("lojalitetsplikten", "plikt", 0),
        ("hets", "lojalitetsplikt", 0),
        ("hets", "taushetsplikt", 0),
    ],
)
def test_the_same_counts_most_then_a_beginning_then_a_part(query_word: str, word: str, worth: int) -> None:
    indexed = IndexedWord(word, family(word, "nb"), *Vocabulary(["hets"], "nb").parts(word))
    assert word_score(QueryWord.of(query_word, "nb"), indexed, "nb") == worth


@pytest.mark.parametrize(
    ("query_word", "word", "is_beginning"),
    [("skjer", "skjermer", True), ("skje", "skjermer", False), ("kjerm", "skjermer", False)],
)
def test_five_letters_may_be_a_word_not_typed_to_its_end(query_word: str, word: str, is_beginning: bool) -> None:
    assert is_unfinished(QueryWord.of(query_word, "nb"), IndexedWord(word, "")) == is_beginning


@pytest.mark.parametrize(
    ("query_word", "meant"),
    [
        ("lojalitesplikt", "lojalitetsplikt"),
        ("ytringsfrhet", "ytringsfrihet"),
        ("plitk", "plikt"),
        ("plkt", "plikt"),
        ("ting", None),
        ("plk", None),
        ("qqqqqqqq", None),
        ("", None),
    ],
)
def test_what_was_meant_is_a_word_with_few_letters_changed(query_word: str, meant: str | None) -> None:
    assert closest_word(query_word, {"lojalitetsplikt", "ytringsfrihet", "ytring", "plikt", "plikter", "lov"}) == meant


TEXT = composed(" ".join(f"ord{number}" for number in range(100)))


def test_found_words_are_marked_where_they_stand() -> None:
    assert highlight("Én plikt, PLIKT!", {"plikt"}) == (
        ExcerptPart("Én "),
        ExcerptPart("plikt", is_found=True),
        ExcerptPart(", "),
        ExcerptPart("PLIKT", is_found=True),
        ExcerptPart("!"),
    )


@given(st.text(max_size=300), st.sets(st.text(max_size=3), max_size=3))
def test_marking_loses_nothing(text: str, hits: set[str]) -> None:
    assert "".join(part.text for part in highlight(composed(text), hits)) == composed(text)


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt("En plikt.", {"plikt"}) == (
        ExcerptPart("En "),
        ExcerptPart("plikt", is_found=True),
        ExcerptPart("."),
    )


def test_a_text_that_is_not_long_is_shown_from_its_beginning_to_a_hit_at_its_end() -> None:
    text = f"{'ord ' * 50}plikt."
    assert "".join(part.text for part in excerpt(text, {"plikt"})) == text


@pytest.mark.parametrize("number", [0, 5, 50, 99])
def test_a_long_text_is_cut_between_words_around_the_first_that_was_found(number: int) -> None:
    shown = excerpt(TEXT, {f"ord{number}"})
    text = "".join(part.text for part in shown)
    assert [part.text for part in shown if part.is_found] == [f"ord{number}"]
    assert len(text) <= 240 + len("… " + " …")
    assert {word for word, *_ in folded_words(text)} <= {word for word, *_ in folded_words(TEXT)}
    assert (text.startswith("… "), text.endswith(" …")) == (number >= 50, number < 99)


ADDRESS = f"https://kommune.example/{'a' * 300}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Se plikten på {ADDRESS} og ellers.", "Se plikten på …"),
        (f"Se {ADDRESS} om plikten.", "… plikten."),
        (f"{ADDRESS} plikten {ADDRESS}", "… plikten …"),
    ],
    ids=["after", "before", "on both sides"],
)
def test_a_long_address_is_never_cut(text: str, expected: str) -> None:
    assert "".join(part.text for part in excerpt(text, {"plikten"})) == expected


@given(st.text(max_size=600), st.text(max_size=5))
def test_an_excerpt_never_fails(text: str, word: str) -> None:
    shown = "".join(part.text for part in excerpt(composed(text), {word}))
    assert len(shown) <= 240 + len("… " + " …")
