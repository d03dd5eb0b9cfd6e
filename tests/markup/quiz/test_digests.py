"""Changes that alter the digest of a quiz, and changes that do not."""

import hashlib
import json

import pytest

from markup.quiz.digests import question_digest, quiz_digest
from tests.markup.quiz.quiz_strategies import GOOD
from tests.support.quizzes import parse


def sha(value: object) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def test_digests_are_made_as_the_format_says() -> None:
    quiz = parse(GOOD).value
    question = sha(
        {
            "format": "rettesnor question 1",
            "id": "board-member",
            "kind": "choice",
            "choose": 1,
            "situation": ["Hamid leder idrettslaget."],
            "legend": "Hva bør han gjøre?",
            "options": {
                "a": ["Si fra", "Da vet alle det.", True],
                "b": ["Tie", "Det hjelper ingen.", False],
                "c": ["Vente", "Saken venter ikke.", False],
            },
        }
    )
    assert question_digest(quiz.questions[0]) == question
    assert quiz_digest(quiz) == sha(
        {"format": "rettesnor quiz 1", "language": "nb", "questions": [["board-member", question]]}
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- [x] a)", "* [X] A."),
        ("Hamid leder", "Hamid  \nleder"),
        (" (M05)", " (M31)"),
        ("§ roles-1, roles-3", "§ roles-2"),
        ("## board-member", "## board-member (leaders)"),
    ],
)
def test_layout_misconceptions_and_tested_clauses_make_no_difference(old: str, new: str) -> None:
    assert old in GOOD
    assert quiz_digest(parse(GOOD.replace(old, new)).value) == quiz_digest(parse(GOOD).value)


def test_the_order_of_options_means_nothing() -> None:
    a, b = "- [x] a) Si fra\n  > Da vet alle det.\n", "- [ ] b) Tie (M05)\n  > Det hjelper ingen.\n"
    turned = GOOD.replace(a + b, b + a)
    assert turned != GOOD
    assert quiz_digest(parse(turned).value) == quiz_digest(parse(GOOD).value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("board-member", "board"),
        ("Hamid leder", "Hamid ledet"),
        ("Hamid leder idrettslaget.\n\n", ""),
        ("Hva bør", "Hva kan"),
        ("Si fra", "Si ifra"),
        ("Da vet", "Nå vet"),
        ("a) Si fra", "d) Si fra"),
        ("[ ] b) Tie (M05)", "[x] b) Tie"),
        ("## board-member", "## board-member (choose 2)"),
    ],
)
def test_what_a_reader_meets_and_what_is_right_makes_a_difference(old: str, new: str) -> None:
    assert old in GOOD
    assert quiz_digest(parse(GOOD.replace(old, new)).value) != quiz_digest(parse(GOOD).value)


def test_the_order_of_questions_and_the_language_make_a_difference() -> None:
    one, two = GOOD, GOOD.replace("board-member", "clear")
    assert quiz_digest(parse(f"{one}\n{two}").value) != quiz_digest(parse(f"{two}\n{one}").value)
    assert quiz_digest(parse(GOOD, "nn").value) != quiz_digest(parse(GOOD).value)
