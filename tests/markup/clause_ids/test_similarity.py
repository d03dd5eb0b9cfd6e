"""Similarity of two clauses."""

import pytest

from markup.clause_ids.similarity import containment, similarity, tokenize, words


def like(one: str, other: str) -> float:
    return similarity(tokenize(one), tokenize(other))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Du BØR se.", ("du", "bør", "se")),
        ("## Hvem *snakker* `du` for?", ("hvem", "snakker", "du", "for")),
        ("Si fra om e-posten – **verne**ombud, d’accord", ("si", "fra", "om", "e-posten", "verneombud", "d'accord")),
        ("Se [loven](https://lovdata.example/nl_(1)) her", ("se", "loven", "her")),
        ("1. En\n2. To", ("en", "to")),
        ("> 1. En\n> 2. To", ("en", "to")),
        ("4. desember er fristen", ("4", "desember", "er", "fristen")),
        ("| a | b |\n| 1 | 2 |", ("a", "b", "1", "2")),
        ("snake_case", ("snake", "case")),
        ("…", ()),
    ],
)
def test_the_words_are_those_one_reads(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


def test_trigrams_are_those_of_each_word_with_a_blank_at_both_ends() -> None:
    assert dict(tokenize("rol roll").trigrams) == {" ro": 2, "rol": 2, "ol ": 1, "oll": 1, "ll ": 1}


def test_likeness_is_twice_what_is_shared_by_what_both_have() -> None:
    # " ro" and "rol" of three and four trigrams
    assert like("rol", "roll") == round(2 * 2 / 7, 4) == 0.5714


def test_equal_words_are_wholly_alike_and_others_are_not_at_all() -> None:
    assert like("Du *bør*, se [her](#roles-1)", "du bør se: her") == 1.0
    assert like("abc", "xyz") == 0.0
    assert like("", "") == 1.0
    assert like("", "abc") == 0.0


def test_the_same_words_in_another_order_share_all_letters() -> None:
    assert like("du bør ikke", "ikke bør du") == 1.0


def test_a_text_without_words_is_like_itself_alone() -> None:
    assert (like("???", "???"), like("???", "!!!"), like("…", "Ja")) == (1.0, 0.0, 0.0)


def test_contained_asks_of_one_side_only() -> None:
    short, long = tokenize("du bør se"), tokenize("du bør se slike konflikter tidlig")
    assert (containment(short, long), containment(long, short)) == (1.0, round(short.size / long.size, 4))


def test_a_letter_that_stands_twice_is_shared_once_for_each_time() -> None:
    assert containment(tokenize("ja ja"), tokenize("ja")) == 0.5
