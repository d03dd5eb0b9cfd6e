"""Canonical form: a quiz written and parsed again is equal, and written twice it has the same bytes."""

import pytest
from hypothesis import given

from markup.quiz.parser import parse_quiz
from markup.quiz.types import QuizText
from markup.quiz.writer import write_quiz, write_quiz_body
from tests.markup.quiz.quiz_strategies import GOOD, any_quiz, built_quizzes
from tests.markup.section.text_strategies import examples
from tests.support.quizzes import parse

TYPED = """---\r
source: 0123456789ABCDEF\r
---\r
##  Board-Member( velg 2 )\r
Hamid  leder\r
idrettslaget.\r
\r
\r
Hva bør han\u00a0gjøre?\r
* [X] A. Si\r
  fra\r
> Da vet\r
> alle det.\r
\r
+ [ ] b) Tie\r
    > Det hjelper\r
    ingen.\r
• [x] d) Spørre\r
  > Ja.\r
"""
TIDIED = """---
source: 0123456789abcdef
---

## board-member (choose 2)

Hamid leder idrettslaget.

Hva bør han gjøre?

- [x] a) Si fra
  > Da vet alle det.
- [ ] b) Tie
  > Det hjelper ingen.
- [x] d) Spørre
  > Ja.
"""


def test_what_people_type_is_tidied() -> None:
    parsed = parse(TYPED, "nn")
    assert (parsed.errors, write_quiz(parsed.value)) == ((), TIDIED)
    assert write_quiz(parse(TIDIED, "nn").value) == TIDIED


def test_the_admin_holds_the_part_below_the_front_matter() -> None:
    assert write_quiz_body(parse(TYPED, "nn").value) == TIDIED.split("---\n\n")[1]


def test_questions_and_options_keep_their_order() -> None:
    text = "\n".join(GOOD.replace("board-member", id_) for id_ in ("zebra", "apple"))
    text = text.replace("a) Si fra", "z) Si fra")
    assert write_quiz(parse(text).value) == text


@examples
@given(any_quiz)
def test_canonical_form_of_canonical_form_is_itself(text: str) -> None:
    parsed = parse(text)
    if any(error.is_error for error in parsed.errors):
        return
    once = write_quiz(parsed.value)
    again = parse(once)
    assert again.value == parsed.value
    assert write_quiz(again.value) == once
    assert [error.code for error in again.errors] == [error.code for error in parsed.errors]


def test_many_spoiled_quizzes_are_without_errors() -> None:
    """Guards the test above, which would prove nothing if nearly all of its quizzes had errors."""
    counted = {"all": 0, "good": 0}

    @examples
    @given(any_quiz)
    def count(text: str) -> None:
        counted["all"] += 1
        counted["good"] += not any(error.is_error for error in parse(text).errors)

    count()
    assert counted["good"] >= counted["all"] / 20


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_what_was_built_is_read_again_from_what_was_written(language: str) -> None:
    @examples
    @given(built_quizzes(language))
    def read_again(quiz: QuizText) -> None:
        written = write_quiz(quiz)
        parsed = parse_quiz(written, language=language, source_language="nb")
        assert (parsed.value, [error.code for error in parsed.errors if error.is_error]) == (quiz, [])
        assert write_quiz(parsed.value) == written

    read_again()
