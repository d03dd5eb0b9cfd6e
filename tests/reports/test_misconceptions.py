"""What people are unsure of: totals, and only from five people up."""

import pytest
from django.test import Client

from courses.attempts.answer import answer
from courses.models import Answer
from courses.question_withdrawal import withdraw_question
from handbook.models import Kind, Section, Version
from people.models import Employee
from reports.misconceptions import difficulties
from tests.cast import MONDAY
from tests.support.attempts import begin, first_answer, hire_people
from tests.support.publication import edit_and_publish

MISCONCEPTION = "Jeg må spørre"
"""Behind both wrong answers to the one question on privacy (M05)."""


@pytest.fixture
def five(solvik) -> list[Employee]:
    return hire_people(solvik, 5)


def overview(visitor: Employee) -> str:
    client = Client(headers={"accept-language": "nb"})
    client.force_login(visitor)
    return client.get("/reports/overview/").content.decode()


def shown_rows(handbook) -> list[tuple[object, ...]]:
    """The sections that figures are shown of."""
    return [
        (difficulty.section.slug, difficulty.first_answers.percent_right, difficulty.misconceptions)
        for difficulty in difficulties(handbook, language="nb")
        if difficulty.is_shown
    ]


def order(handbook) -> list[str]:
    return [difficulty.section.slug for difficulty in difficulties(handbook, language="nb")]


def test_four_people_are_hidden_and_five_are_shown(small, privacy, ines, five, required) -> None:
    for employee in five[:4]:
        first_answer(employee, privacy, "traces", "b")
    with_four = overview(ines)
    first_answer(five[4], privacy, "traces", "a")
    with_five = overview(ines)

    assert [MISCONCEPTION in page for page in (with_four, with_five)] == [False, True]
    assert [page.count("Færre enn fem") for page in (with_four, with_five)] == [2, 1]  # nobody has answered on roles
    assert [">20 %<" in page for page in (with_four, with_five)] == [False, True]
    assert shown_rows(small) == [("privacy", 20, ["M05"])]


def test_five_answers_of_four_people_are_hidden(small, privacy, ines, five, required) -> None:
    for employee in five[:4]:
        first_answer(employee, privacy, "traces", "b")
    again = five[0].attempts.get()
    answer(attempt=again, question="traces", options=frozenset("c"), sequence=2, at=MONDAY)
    first_answer_again(five[0], privacy)
    assert shown_rows(small) == []
    assert MISCONCEPTION not in overview(ines)


def first_answer_again(employee: Employee, section) -> None:
    """A second attempt of the same person, who answers it otherwise."""
    attempt = employee.attempts.get()
    answer(attempt=attempt, question="traces", options=frozenset("a"), sequence=3, at=MONDAY)
    first_answer(employee, section, "traces", "b")


def test_only_first_answers_count(small, privacy, five, required) -> None:
    for employee in five:
        first_answer(employee, privacy, "traces", "b")
        for sequence, letter in ((2, "c"), (3, "a")):
            answer(
                attempt=employee.attempts.get(),
                question="traces",
                options=frozenset(letter),
                sequence=sequence,
                at=MONDAY,
            )
    assert shown_rows(small) == [("privacy", 0, ["M05"])]


def test_unsure_is_not_right_and_no_misconception(small, privacy, five, required) -> None:
    for employee in five:
        first_answer(employee, privacy, "traces", "")
    assert shown_rows(small) == [("privacy", 0, [])]


def test_the_order_of_hidden_sections_tells_nothing(small, roles, privacy, five, required) -> None:
    """With one person a section, which stands first must not depend on who was right."""
    first_answer(five[0], roles, "board", "a")
    first_answer(five[1], privacy, "traces", "b")
    one_way = order(small)
    first_answer(five[2], privacy, "traces", "a")
    first_answer(five[3], roles, "board", "b")
    first_answer(five[4], roles, "board", "b")
    assert one_way == order(small) == ["roles", "privacy"]
    assert shown_rows(small) == []


def test_those_least_certain_of_come_first_among_the_shown(small, roles, privacy, five, required) -> None:
    for number, employee in enumerate(five):
        first_answer(employee, roles, "board", "a" if number else "c")
        first_answer(employee, privacy, "traces", "b" if number else "a")
    assert shown_rows(small) == [("privacy", 20, ["M05"]), ("roles", 80, ["M13"])]


def test_a_misconception_that_fewer_than_five_were_asked_about_is_not_shown(
    small, roles, kari, ines, five, required
) -> None:
    """Five answered in the section, but the leaders' question only one of them: M05 could be nobody's but hers."""
    for employee in five:
        first_answer(employee, roles, "clear", "ab")
    first_answer(kari, roles, "sharp", "a")
    assert MISCONCEPTION not in overview(ines)


def test_right_the_first_time_does_not_count_a_second_round(small, privacy, five, required) -> None:
    for employee in five:
        first_answer(employee, privacy, "traces", "a")
    assert shown_rows(small) == [("privacy", 100, [])]
    for employee in five:
        first_answer(employee, privacy, "traces", "b")
    assert shown_rows(small) == [("privacy", 100, [])]


def test_right_the_first_time_does_not_count_what_was_carried_over(small, roles, olav, five, required) -> None:
    for employee in five:
        first_answer(employee, roles, "board", "b")
        attempt = employee.attempts.get()
        answer(attempt=attempt, question="board", options=frozenset("a"), sequence=2, at=MONDAY)
    assert shown_rows(small) == [("roles", 0, ["M05"])]
    edit_and_publish(roles, {"source_nb": ("Du bør", "Du skal")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    for employee in five:
        begin(employee, Section.objects.get(pk=roles.pk), version=2)
    assert Answer.objects.filter(attempt__version__number=2).count() == 5
    assert shown_rows(small) == [("roles", 0, ["M05"])]


def test_the_same_words_in_another_version_are_not_answered_a_first_time_again(
    small, roles, olav, five, required
) -> None:
    for employee in five:
        first_answer(employee, roles, "board", "b")
    edit_and_publish(roles, {"source_nb": ("Du bør", "Du skal")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    for employee in five:
        first_answer(employee, roles, "board", "a", version=2)
    assert shown_rows(small) == [("roles", 0, ["M05"])]


def test_the_first_answer_to_other_words_counts_too(small, roles, olav, five, required) -> None:
    for employee in five:
        first_answer(employee, roles, "board", "b")
    texts = {"source_nb": ("Du bør", "Du skal"), "quiz_nb": ("Hva gjør du", "Hva sier du")}
    edit_and_publish(roles, texts, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    for employee in five:
        first_answer(employee, roles, "board", "a", version=2)
    assert shown_rows(small) == [("roles", 50, ["M05"])]


def test_a_withdrawn_question_is_in_no_sum_and_its_other_words_are(small, roles, olav, five, required) -> None:
    for employee in five:
        first_answer(employee, roles, "board", "b")
    version = Version.objects.select_related("section__handbook").get(section=roles, number=1)
    withdraw_question(version=version, question="board", reason="To svar er riktige.", by=olav, at=MONDAY)
    assert shown_rows(small) == []
    texts = {"source_nb": ("Du bør", "Du skal"), "quiz_nb": ("Hva gjør du", "Hva sier du")}
    edit_and_publish(
        Section.objects.select_related("handbook").get(pk=roles.pk), texts, kinds=Kind.NEW_RULE, by=olav, at=MONDAY
    )
    for employee in five:
        first_answer(employee, roles, "board", "a", version=2)
    assert shown_rows(small) == [("roles", 100, [])]


def test_other_words_that_four_have_answered_are_not_in_the_sum(small, roles, olav, five, required) -> None:
    """Taken from the sum, the five who answered before would leave the four."""
    for employee in five:
        first_answer(employee, roles, "board", "b")
    texts = {"source_nb": ("Du bør", "Du skal"), "quiz_nb": ("Hva gjør du", "Hva sier du")}
    edit_and_publish(roles, texts, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    for employee in five[:4]:
        first_answer(employee, roles, "board", "a", version=2)
    assert shown_rows(small) == [("roles", 0, ["M05"])]
    for employee in five[4:]:
        first_answer(employee, roles, "board", "a", version=2)
    assert shown_rows(small) == [("roles", 50, ["M05"])]
