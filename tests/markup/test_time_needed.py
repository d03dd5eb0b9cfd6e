"""One function estimates every number of minutes: 200 words a minute, 20 seconds a question, each sum rounded once."""

import pytest

from markup.time_needed import TimeNeeded, count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Du svarer kollegene.", 3),
        ("## Du kan ha verv", 4),
        ("- svare\n- melde fra", 3),
        ("1. En\n12. To", 2),
        ("a) svare\niv) melde", 2),
        ("> ### Kunstgressbanen\n> Hamid leder laget.", 4),
        ("| Hva | Hvem |\n| sak | leder |", 4),
        ("Si fra – også når du er i tvil.", 8),
        ("Les [rutinen for avvik](https://kommune.example/avvik).", 4),
        ("1.2 og 3", 3),
        ("A er svar", 3),
        ("", 0),
    ],
)
def test_marks_are_no_words(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("words", "questions", "minutes", "to_read"),
    [(0, 0, 0, 1), (1, 0, 1, 1), (200, 0, 1, 1), (201, 0, 2, 1), (300, 0, 2, 2), (299, 0, 2, 1), (0, 3, 1, 1), (0, 4, 2, 1), (260, 5, 3, 1), (267, 5, 4, 1), (360, 5, 4, 2)],
)  # fmt: skip
def test_minutes_are_rounded_up_and_reading_to_the_nearest(
    words: int, questions: int, minutes: int, to_read: int
) -> None:
    time = TimeNeeded(words, questions)
    assert (time.minutes, time.minutes_to_read) == (minutes, to_read)


def test_a_sum_is_rounded_once() -> None:
    sections = [TimeNeeded(210, 4)] * 10
    assert (sections[0].minutes, sum(sections, TimeNeeded()).minutes, (sections[0] * 10).minutes) == (3, 24, 24)
