"""Record one answer of an attempt."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.attempts.end import AttemptEnded
from courses.attempts.progress import credited_in, is_withdrawn, progress_from
from courses.attempts.quiz import NoSuchQuestion, edition_of, question_in
from courses.completions.complete import complete
from courses.models import Answer, Attempt, Ending
from courses.todos.owed_sections import has_expired
from courses.todos.todo_list import owed_in_section
from records.refusal import Refusal


class AttemptExpired(Exception):
    """A completion that the attempt builds on no longer counts: more is owed now than the attempt asks."""


class AlreadyAnswered(Refusal):
    """The question has an answer with this sequence number, and it is another one. Carries it."""

    sentence = _(
        "Another answer to this question was saved first, in this or another window. This is the one that counts."
    )


class OtherQuestionAnswered(AlreadyAnswered):
    """The sequence number is not the next one. Carries the answer that has it, else the last answer, else None."""

    sentence = _(
        "Not saved. You have answered something in another window since this page was opened. Answer once more."
    )


class WrongNumberOfOptions(Exception):
    """The question asks for another number of options. Carries that number."""


class QuestionWithdrawn(Refusal):
    """The question has been withdrawn: it counts as right and can no longer be answered."""

    sentence = _(
        "This answer was not saved, and is not needed: there was a mistake in the question, and it has been withdrawn. It counts as right for you."
    )


@transaction.atomic
def answer(
    *, attempt: Attempt, question: str, options: frozenset[str], sequence: int, at: datetime, stamp: str | None = None
) -> Answer:
    """Record an answer; the last right one completes the section. No options means unsure.

    Sending the same answer twice records it once; a different one with the same number is refused, not dropped. The
    question is frozen: with the site stamp of a request, it is the one that is kept under it.
    Raises AlreadyAnswered, OtherQuestionAnswered, AttemptEnded, AttemptExpired, NoSuchQuestion, QuestionWithdrawn,
    WrongNumberOfOptions.
    """
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    answers = list(attempt.answers.order_by("sequence"))
    if earlier := next((previous for previous in answers if previous.sequence == sequence), None):
        if earlier.says(question, options):
            return earlier
        raise (AlreadyAnswered if earlier.question == question else OtherQuestionAnswered)(earlier)
    # Read after taking the lock: a question that is being withdrawn meanwhile is waited for.
    credited = credited_in(attempt)
    _refuse_if_over(attempt, question, answers, credited)
    if sequence != len(answers) + 1:
        raise OtherQuestionAnswered(answers[-1] if answers else None)
    if _has_expired(attempt, timezone.localdate(at)):
        raise AttemptExpired(attempt)
    asked_question = question_in(attempt, question, stamp=stamp)
    if not options <= {option.id for option in asked_question.options}:
        raise NoSuchQuestion(question)
    if options and len(options) != asked_question.choose:
        raise WrongNumberOfOptions(asked_question.choose)
    new_answer = Answer.objects.create(
        attempt=attempt,
        sequence=sequence,
        question=question,
        options=sorted(options),
        is_right=asked_question.grade(options),
        at=at,
    )
    if not progress_from(attempt, [*answers, new_answer], credited).open:
        complete(attempt=attempt, at=at)
    return new_answer


def _refuse_if_over(attempt: Attempt, question: str, answers: Iterable[Answer], credited: Collection[str]) -> None:
    """Raises AttemptEnded, QuestionWithdrawn."""
    # In an attempt that was left, restarted or is no longer owed nothing counts: only its end is reported.
    counts = not attempt.is_ended or attempt.ending == Ending.COMPLETED
    if counts and (question in credited or _is_right_and_withdrawn(attempt, question, answers)):
        raise QuestionWithdrawn(attempt)
    if attempt.is_ended:
        raise AttemptEnded(attempt)


def _has_expired(attempt: Attempt, on: date) -> bool:
    if not attempt.builds_on_a_completion:
        return False
    owed_section, _latest = owed_in_section(attempt.employee, attempt.section, on=on)
    return has_expired(attempt, owed_section)


def _is_right_and_withdrawn(attempt: Attempt, question: str, answers: Iterable[Answer]) -> bool:
    """Whether a question was answered right and has since been withdrawn in the wording of this attempt.

    It needs no credit, and a wrong answer can no longer replace the right one.
    """
    if not any(previous.is_right for previous in answers if previous.question == question):
        return False
    return is_withdrawn(edition_of(attempt), question)
