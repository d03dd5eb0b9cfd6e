"""The readable text of HTML, and its words as the search compares them."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markup.search.tokens import LONGEST_WORD, IndexedText, composed, fold, folded_words, indexed_texts, readable_text


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<p>En <em>lett</em> og <strong>sterk</strong> sak.</p>", "En lett og sterk sak."),
        ("<p><strong>lojalitets</strong>plikt</p>", "lojalitetsplikt"),
        ("<h3>Banen</h3>\n<p>Hamid\nleder.</p>", "Banen: Hamid leder."),
        ("<h3>Er det greit?</h3>\n<p>Ja.</p>", "Er det greit? Ja."),
        ("<h2>Du kan ha verv</h2>", "Du kan ha verv"),
        ("<ul><li>En</li><li>To</li></ul>", "En To"),
        ("<table><tr><td>d</td><td>e</td></tr></table>", "d e"),
        ('<p><a href="https://a.example/hemmelig?b=1&amp;c=2">her</a></p>', "her"),
        ("<p>a &lt; b &amp; c &gt; d</p>", "a < b & c > d"),
        ("<p>taus\u00adhets\u00adplikt, a\u030apen</p>", "taushetsplikt, åpen"),
    ],
)
def test_what_is_read_of_html_has_no_tags_and_no_addresses(html: str, read: str) -> None:
    assert readable_text(html) == read


def test_words_are_letters_and_digits_in_small_letters() -> None:
    text = "«Ærlig» § 6-2: e-post, ÅPEN_dør 100 % Straße!"
    assert [word for word, *_ in folded_words(text)] == "ærlig 6 2 e post åpen dør 100 strasse".split()  # noqa: SIM905 - reads better


@given(st.text(max_size=200))
def test_a_word_stands_where_it_is_said_to_and_has_nothing_that_like_would_read(text: str) -> None:
    for word, start, end in folded_words(composed(text)):
        assert fold(composed(text)[start:end]) == word
        assert 0 < len(word) <= LONGEST_WORD
        assert set("%_\\'\"\x00 ").isdisjoint(word)


@given(st.text(alphabet="abcæøåÆØÅÉß", max_size=80))
def test_folding_again_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word) == fold(word.upper()) == fold(word.lower())


def test_title_and_message_come_before_the_clauses_and_what_has_no_word_is_no_place() -> None:
    clauses = [("a-1", 1, "<p>En, to, en.</p>"), ("a-2", 2, "<p>– …</p>")]
    assert indexed_texts("Tittel", "", clauses) == [
        IndexedText("title", 0, Counter({"tittel": 1})),
        IndexedText("a-1", 1, Counter({"en": 2, "to": 1})),
    ]
