"""An employee works through the quiz of a section, and it is put on record."""

from datetime import timedelta

import pytest

from courses.attempts.answer import AlreadyAnswered, WrongNumberOfOptions, answer
from courses.attempts.end import AttemptEnded
from courses.attempts.progress import open_question_ids
from courses.attempts.quiz import NoSuchQuestion
from courses.attempts.start import TextHasChanged
from courses.models import Answer, Attempt, Completion, LatestCompletion, Reason, Scope
from courses.todos.todo_list import employee_statuses, owed_in_section
from handbook.models import Kind
from markup.quiz.parser import parse_quiz_body
from people.employment import join
from people.models import Employee
from tests.cast import MONDAY, TODAY
from tests.support.attempts import answer_all, begin, complete
from tests.support.publication import edit_and_publish

pytestmark = pytest.mark.usefixtures("required")


def test_confirming_and_answering_right_is_a_completion(amina, roles) -> None:
    completion = complete(amina, roles)

    facts = completion.payload.facts
    assert (completion.version.number, completion.language, completion.scope, completion.reason) == (
        1,
        "nb",
        "whole",
        "new",
    )
    assert facts["clauses"] == [
        "title",
        "message",
        "roles-speaker",
        "roles-1",
        "roles-2",
        "roles-4",
        "roles-case-pitch",
    ]
    assert facts["questions"] == ["board", "clear"]
    assert set(facts) & {"answers", "score", "tries", "ip"} == set()
    assert completion.payload_digest == completion.payload.digest
    assert owed_in_section(amina, roles, on=TODAY)[0] is None


def test_a_leader_is_asked_the_leaders_questions_too(kari, roles) -> None:
    attempt = begin(kari, roles)
    assert sorted(attempt.question_ids) == ["board", "clear", "sharp"]
    answer_all(attempt)
    rows = LatestCompletion.objects.filter(employee=kari).order_by("audience").values_list("audience", "number")
    assert list(rows) == [("everyone", 1), ("leaders", 1)]


def test_whoever_becomes_leader_afterwards_owes_exactly_the_leaders_clauses(amina, roles, privacy, solvik) -> None:
    complete(amina, roles)
    complete(amina, privacy)
    join(employee=amina, unit=solvik.schools, from_day=TODAY, is_leader=True, is_main=False, by=None, at=MONDAY)
    amina = Employee.objects.get(pk=amina.pk)

    (employee_status,) = employee_statuses([amina], on=TODAY)
    assert [
        (to_do.section.slug, to_do.owed_section.clauses, to_do.owed_section.scope) for to_do in employee_status.to_dos
    ] == [("roles", ("roles-3",), Scope.LEADERS)]
    attempt = begin(amina, roles, since=1, leaders_since=0)
    assert attempt.question_ids == ["sharp"]


def test_the_same_answer_sent_twice_is_one_answer(amina, roles) -> None:
    attempt = begin(amina, roles)
    first = answer(attempt=attempt, question="board", options=frozenset("a"), sequence=1, at=MONDAY)
    second = answer(attempt=attempt, question="board", options=frozenset("a"), sequence=1, at=MONDAY)
    assert second == first
    assert list(attempt.answers.all()) == [first]


def test_another_answer_under_the_same_number_is_refused_not_dropped(amina, roles) -> None:
    attempt = begin(amina, roles)
    first = answer(attempt=attempt, question="board", options=frozenset("a"), sequence=1, at=MONDAY)
    with pytest.raises(AlreadyAnswered) as refused:
        answer(attempt=attempt, question="board", options=frozenset("b"), sequence=1, at=MONDAY)
    assert refused.value.args == (first,)


def test_a_wrong_answer_can_be_answered_again(amina, privacy) -> None:
    attempt = begin(amina, privacy)
    answer(attempt=attempt, question="traces", options=frozenset("b"), sequence=1, at=MONDAY)
    assert not Attempt.objects.get(pk=attempt.pk).is_ended
    answer(attempt=attempt, question="traces", options=frozenset("a"), sequence=2, at=MONDAY)
    assert Attempt.objects.get(pk=attempt.pk).ending == "completed"
    assert [answer.is_right for answer in Answer.objects.filter(attempt=attempt)] == [False, True]


def test_unsure_counts_as_not_right(amina, privacy) -> None:
    attempt = begin(amina, privacy)
    assert not answer(attempt=attempt, question="traces", options=frozenset(), sequence=1, at=MONDAY).is_right
    assert open_question_ids(attempt) == ["traces"]


def test_an_ended_attempt_takes_no_answer(amina, privacy) -> None:
    attempt = complete(amina, privacy).attempt
    with pytest.raises(AttemptEnded):
        answer(attempt=attempt, question="traces", options=frozenset("a"), sequence=2, at=MONDAY)


def test_strange_questions_letters_and_numbers_are_refused(amina, roles) -> None:
    attempt = begin(amina, roles)
    with pytest.raises(NoSuchQuestion):
        answer(attempt=attempt, question="sharp", options=frozenset("b"), sequence=1, at=MONDAY)
    with pytest.raises(NoSuchQuestion):
        answer(attempt=attempt, question="board", options=frozenset("q"), sequence=1, at=MONDAY)
    with pytest.raises(WrongNumberOfOptions) as refused:
        answer(attempt=attempt, question="clear", options=frozenset("a"), sequence=1, at=MONDAY)
    assert refused.value.args == (2,)
    assert attempt.answers.count() == 0


def test_two_starts_are_one_attempt(amina, roles) -> None:
    assert begin(amina, roles) == begin(amina, roles)


@pytest.mark.parametrize("shown", [{"version": 2}, {"language": "nn", "requested_language": "nb"}, {"since": 1}])
def test_words_that_were_not_shown_cannot_be_confirmed(amina, roles, shown) -> None:
    with pytest.raises(TextHasChanged):
        begin(amina, roles, **shown)
    assert Attempt.objects.count() == 0


def test_an_open_attempt_finishes_on_the_version_it_began_with(amina, roles, olav) -> None:
    attempt = begin(amina, roles)
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil ofte")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    answer_all(attempt)

    completion = Completion.objects.get()
    assert completion.version.number == 1
    owes, _latest = owed_in_section(amina, roles_again(roles), on=TODAY)
    assert owes.clauses == ("roles-1",)


def test_publishing_between_reading_and_confirming_writes_nothing(amina, roles, olav) -> None:
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil ofte")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    with pytest.raises(TextHasChanged):
        begin(amina, roles)
    assert Attempt.objects.count() == 0


def test_a_new_rule_asks_only_the_questions_of_the_changed_clause(amina, roles, olav) -> None:
    complete(amina, roles)
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil ofte")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)

    attempt = begin(amina, roles_again(roles), version=2, since=1, at=MONDAY + timedelta(hours=1))
    assert (attempt.scope, attempt.reason, attempt.question_ids) == (Scope.CHANGED, Reason.CHANGE, ["board"])
    answer_all(attempt)
    assert (
        Completion.objects.filter(version__number=2).get().since,
        owed_in_section(amina, roles_again(roles), on=TODAY)[0],
    ) == (1, None)


def test_a_clarification_asks_nobody(amina, roles, olav) -> None:
    complete(amina, roles)
    edit_and_publish(
        roles, {"source_nb": ("Et verv kan", "Et verv vil ofte")}, kinds=Kind.CLARIFICATION, by=olav, at=MONDAY
    )
    assert owed_in_section(amina, roles_again(roles), on=TODAY)[0] is None


def test_right_answers_to_unchanged_questions_are_carried_over(amina, roles, olav) -> None:
    attempt = begin(amina, roles)
    answer(attempt=attempt, question="clear", options=frozenset("ab"), sequence=1, at=MONDAY)
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil ofte")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)

    again = begin(amina, roles_again(roles), version=2)
    assert Attempt.objects.get(pk=attempt.pk).ending == "restarted"
    assert open_question_ids(again) == ["board"]


def test_a_rollback_asks_exactly_those_who_completed_the_text_rolled_back(amina, kari, roles, olav) -> None:
    complete(amina, roles)
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil ofte")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    complete(kari, roles_again(roles), version=2, requested_language="nb")
    edit_and_publish(roles, {"source_nb": ("Et verv vil ofte", "Et verv kan")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)

    assert owed_in_section(amina, roles_again(roles), on=TODAY)[0] is None
    assert owed_in_section(kari, roles_again(roles), on=TODAY)[0].clauses == ("roles-1",)


def roles_again(section):
    return type(section).objects.select_related("handbook").get(pk=section.pk)


def test_a_choose_two_question_is_right_with_exactly_its_right_letters() -> None:
    quiz = parse_quiz_body(
        "## q (choose 2)\n\nHva?\n\n- [x] a) A\n  > a\n- [x] b) B\n  > b\n- [ ] c) C\n  > c\n",
        language="nb",
        source_language="nb",
    ).value
    question = quiz.question("q")
    assert [question.grade(frozenset(letters)) for letters in ("ab", "a", "abc", "ac")] == [True, False, False, False]
