"""The options of a question beside each other: none has the words of another, none means others by its place."""

import pytest

from tests.support.quizzes import parse

QUESTION = """## board

§ roles-1

Hvem svarer du?

- [x] a) {0}
  > Ja.
- [ ] b) {1} (M05)
  > Nei.
- [ ] c) {2} (M13)
  > Nei.
"""


def notes(*options: str) -> list[tuple[str, str, int, tuple[str, ...]]]:
    errors = parse(QUESTION.format(*options)).errors
    return [(error.code, error.level, error.line, error.values) for error in errors]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kollegene", "Kollegene"),
        ("Kollegene", "kollegene."),
        ("«Kollegene»", "Kollegene!"),
        ("**Kollegene** dine", "Kollegene _dine_"),
        ("Kollegene dine", "Kollegene\u00a0dine"),
        ("Les [reglene](https://a.example)", "Les reglene"),
        ("Skriv \\*", "Skriv *"),
        ("Kollegene, alltid", "Kollegene alltid"),
        ("10 %", "10%"),
        ("Kolle\u00adgene", "\u200bKollegene"),
        ("A\u030apent", "Åpent"),
    ],
)
def test_two_options_with_the_same_words_are_an_error(one: str, other: str) -> None:
    assert notes(one, other, "Ingen") == [("options-alike", "error", 9, ("board", "a", "b"))]
    assert notes("Ingen", one, other) == [("options-alike", "error", 11, ("board", "b", "c"))]


@pytest.mark.parametrize(
    ("one", "other"), [("10 %", "10 kr"), ("1,5 timer", "15 timer"), ("< 10", "> 10"), ("A–B", "A+B"), ("Lov", "Love")]
)
def test_options_that_differ_for_a_reader_are_no_error(one: str, other: str) -> None:
    assert notes(one, other, "Ingen") == []


@pytest.mark.parametrize(
    "text",
    [
        "Alle svarene over",
        "Alle svarene over er riktige",
        "Ingen av de over",
        "ingen av svarene ovenfor.",
        "Alle de ovennevnte",
        "Begge svarene over",
        "**Alle over**",
        "Alle de to over",
        "Ingen av disse",
        "Begge deler",
        "Alle alternativene",
        "Alle alternativene er riktige",
        "Både a og b",
        "A og C",
        "a, b og c",
        "Svar b",
        "Både svar a og svar b er riktige",
        "Alle svara over",
        "Ingen av dei over",
        "Ingen av svara ovanfor",
        "Båe svara over er rette",
        "Ingen av desse",
        "All of the above",
        "None of the above",
        "all the answers above are correct",
        "Both of the above",
        "None of these",
        "Neither of them",
        "Both A and B",
        "Answer c",
        *("Alle de nevnte", "Alle tre", "Alle er riktige", "Begge er feil", "Samtlige svar over", "Alle de andre"),
        *(
            "A + C",
            "A/C",
            "a & b",
            "Svaret over",
            "Alternativet ovenfor",
            "Det samme som a",
            "Det første og det siste svaret",
        ),
        *("Ikke noen av disse", "Ikkje nokon av desse", "Both are correct", "Same as option b", "The answer above"),
    ],
)
def test_an_option_that_means_others_by_their_place_is_a_warning(text: str) -> None:
    assert notes("Kollegene", "Lederen", text) == [("option-refers", "warning", 11, ("board", text))]


@pytest.mark.parametrize(
    "text",
    [
        "Alle",
        "Ingen",
        "Begge",
        "Alle over 18 år",
        "Alle som står over deg i linja",
        "Ingen under 16 år",
        "Alle de ansatte",
        "Alle svarer kollegene",
        "Både ledere og ansatte",
        "Ingen av kollegene dine",
        "All employees",
        "Both the leader and you",
        "Alt du skriver",
        "Over alle",
        *(
            "Alle tre lederne",
            "Alle er velkomne",
            "Det første møtet",
            "Svaret er nei",
            "Det samme som før",
            "A/S",
            "Alle andre ansatte",
        ),
    ],
)
def test_an_option_about_the_matter_is_no_warning(text: str) -> None:
    assert notes("Kollegene", "Lederen", text) == []
