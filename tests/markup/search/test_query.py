"""The terms of a query: small words are left out, and words that mean the same stand beside what was typed."""

import pytest

from markup.search.query import MOST_ALTERNATIVES, is_synonym_group, query_terms, synonyms_of

LINES = "leder, sjef\nsosiale medier, SoMe\nsjef, boss\nsi fra, varsle\nfoto, bilde, foto\nalene"


def terms(query: str, lines: str = LINES) -> list[list[str]]:
    """The alternatives of each term, as they are written."""
    asked = query_terms(query.split(), synonyms_of(lines, "nb"), "nb")
    return [[" ".join(words) for words in term.alternatives] for term in asked]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("leder", [["leder", "sjef"]]),
        ("lederen", [["lederen", "sjef"]]),
        ("sjef", [["sjef", "leder", "boss"]]),
        ("some", [["some", "sosiale medier"]]),
        ("sosiale medier", [["sosiale medier", "some"]]),
        ("sosiale mediene", [["sosiale mediene", "some"]]),
        ("medier sosiale", [["medier"], ["sosiale"]]),
        ("sjefen på sosiale medier", [["sjefen", "leder", "boss"], ["sosiale medier", "some"]]),
        ("si fra", [["si fra", "varsle"]]),  # fra alone is a small word
        ("bilde", [["bilde", "foto"]]),
        ("alene", [["alene"]]),
        ("kritikk av kommunen", [["kritikk"], ["kommunen"]]),
        ("hva er det", [["hva"], ["er"], ["det"]]),
    ],
)
def test_what_means_the_same_stands_beside_what_was_typed(query: str, expected: list[list[str]]) -> None:
    assert terms(query) == expected


def test_a_long_line_is_asked_for_in_part() -> None:
    line = ", ".join(f"ord{number}" for number in range(40))
    (alternatives,) = terms("ord7", line)
    assert len(alternatives) == 1 + MOST_ALTERNATIVES


@pytest.mark.parametrize(
    ("line", "is_group"),
    [("leder, sjef", True), ("leder,", False), ("leder", False), ("leder, Leder", False), (", –", False), ("", False)],
)
def test_a_line_names_at_least_two(line: str, is_group: bool) -> None:
    assert is_synonym_group(line) == is_group
