"""What the pages of a quiz show of an attempt."""

import pytest

from courses.attempts.answer import answer
from courses.attempts.progress import progress_of
from courses.attempts.question_page import open_questions_of, question_view, worth_another_look
from courses.attempts.quiz import edition_of
from courses.home import handbook_plans
from courses.todos.todo_list import employee_statuses
from handbook.models import Audience
from tests.cast import MONDAY, TODAY
from tests.support.attempts import answer_all, begin
from tests.support.backoffice import signed_in

pytestmark = pytest.mark.usefixtures("required")


def unsure_of(attempt, *questions: str) -> None:
    for question in questions:
        sequence = attempt.answers.count() + 1
        answer(attempt=attempt, question=question, options=frozenset(), sequence=sequence, at=MONDAY)


def test_the_clauses_behind_first_answers_that_were_wrong_are_worth_another_look(amina, roles) -> None:
    attempt = begin(amina, roles)
    unsure_of(attempt, "clear")
    answer_all(attempt)
    attempt.refresh_from_db()

    assert [clause.clause for clause in worth_another_look(attempt, edition_of(attempt))] == ["roles-2"]


def test_whoever_was_right_at_once_is_not_sent_back(amina, roles) -> None:
    attempt = begin(amina, roles)
    answer_all(attempt)
    unsure = [clause.clause for clause in worth_another_look(attempt, edition_of(attempt))]
    assert unsure == []


def test_the_last_feedback_and_the_result_link_to_what_is_worth_another_look(amina, roles) -> None:
    attempt = begin(amina, roles)
    unsure_of(attempt, "clear")
    client = signed_in(amina)
    link = 'href="/handbooks/small/roles/#roles-2"><span>1.2 '
    result = f"/courses/attempts/{attempt.pk}/result/"
    assert link not in client.get(result).content.decode()
    answer_all(attempt)
    assert link in client.get(result).content.decode()
    assert link in client.get(f"/courses/attempts/{attempt.pk}/questions/board/feedback/").content.decode()


def test_what_is_left_names_its_questions_the_wrong_ones_first(amina, roles) -> None:
    attempt = begin(amina, roles)
    second = attempt.question_ids[1]
    unsure_of(attempt, second)
    left = open_questions_of(edition_of(attempt), progress_of(attempt))

    assert [(question.number, question.question.id, question.is_answered) for question in left] == [
        (2, second, True),
        (1, attempt.question_ids[0], False),
    ]
    page = signed_in(amina).get(f"/courses/attempts/{attempt.pk}/result/").content.decode()
    assert [question.begins in page for question in left] == [True, True]


def test_home_says_how_many_questions_are_to_be_taken_again(amina, roles) -> None:
    attempt = begin(amina, roles)
    seen = []
    for question in attempt.question_ids:
        unsure_of(attempt, question)
        (employee_status,) = employee_statuses([amina], on=TODAY)
        (plan,) = handbook_plans(employee_status, language="nb", audience=Audience.EVERYONE)
        progress = plan.next.progress
        seen.append((progress.next_number, len(progress.unanswered), len(progress.wrong)))
    assert seen == [(2, 1, 1), (1, 0, 2)]
    assert "Svar på nytt på 2 spørsmål" in signed_in(amina).get("/").content.decode()


def test_each_explanation_says_which_option_it_is_about(amina, roles) -> None:
    attempt = begin(amina, roles)
    letter = next(option.id for option in question_view(attempt, "board").options if not option.is_right)
    sequence = attempt.answers.count() + 1
    answer(attempt=attempt, question="board", options=frozenset(letter), sequence=sequence, at=MONDAY)
    page = question_view(attempt, "board")

    assert [option.id for option in page.explained] == [letter, *[option.id for option in page.right]]
    body = signed_in(amina).get(f"/courses/attempts/{attempt.pk}/questions/board/feedback/").content.decode()
    for option in page.explained:
        assert f"<dt>{option.text}</dt><dd>{option.why}</dd>" in body


def test_the_receipt_for_the_whole_handbook_links_to_what_remains(amina, roles) -> None:
    answer_all(begin(amina, roles))
    body = signed_in(amina).get("/courses/completions/handbooks/small/").content.decode()
    assert '<a class="link" href="/handbooks/small/privacy/">Personvern</a>' in body
    assert 'href="/handbooks/small/roles/"' not in body


def test_whoever_owes_nothing_and_has_done_nothing_sees_no_empty_heading(geir) -> None:
    body = signed_in(geir).get("/").content.decode()
    assert 'id="done"' not in body
    assert 'href="/courses/completions/"' in body


def test_a_deadline_names_the_day_of_the_week(amina) -> None:
    assert "Frist onsdag 2. desember 2026" in signed_in(amina).get("/").content.decode()
