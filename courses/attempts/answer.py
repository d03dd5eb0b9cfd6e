"""Record one answer of an attempt."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from courses.attempts.end import AttemptEnded
from courses.attempts.progress import credited_in, is_withdrawn, progress_of
from courses.attempts.quiz import NoSuchQuestion, edition_of, question_in
from courses.completions.complete import complete
from courses.models import Answer, Attempt, Ending
from courses.todos.owed_sections import has_expired
from courses.todos.todo_list import owed_in_section


class AttemptExpired(Exception):
    """A version that the attempt is read against counts no longer: more is asked for than the attempt asks."""


class AlreadyAnswered(Exception):
    """Another answer stands under this number; the reader is shown it."""


class WrongNumberOfOptions(Exception):
    """Another number of options was chosen than the question asks for. Carries that number."""


class QuestionWithdrawn(Exception):
    """The question was at fault: it counts as right, and takes no answer any more."""


@transaction.atomic
def answer(*, attempt: Attempt, question: str, options: frozenset[str], sequence: int, at: datetime) -> Answer:
    """Put an answer on record; the last right one completes the section. No options: unsure.

    The same answer sent twice is one answer; another one under the same number is refused, not dropped.
    Raises AlreadyAnswered, AttemptEnded, AttemptExpired, NoSuchQuestion, QuestionWithdrawn, WrongNumberOfOptions.
    """
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    answers = list(attempt.answers.order_by("sequence"))
    if earlier := next((answer for answer in answers if answer.sequence == sequence), None):
        if earlier.says(question, options):
            return earlier
        raise AlreadyAnswered(earlier)
    # Read behind the lock: whoever withdraws a question meanwhile is waited for.
    credited = credited_in(attempt)
    _refuse_what_is_over(attempt, question, answers, credited)
    if sequence != len(answers) + 1:
        raise AlreadyAnswered(answers[-1] if answers else None)
    if _has_expired(attempt, timezone.localdate(at)):
        raise AttemptExpired(attempt)
    asked = question_in(attempt, question)
    if not options <= {option.id for option in asked.options}:
        raise NoSuchQuestion(question)
    if options and len(options) != asked.choose:
        raise WrongNumberOfOptions(asked.choose)
    answer_ = Answer.objects.create(
        attempt=attempt,
        sequence=sequence,
        question=question,
        options=sorted(options),
        is_right=asked.grade(options),
        at=at,
    )
    if not progress_of(attempt, [*answers, answer_], credited).open:
        complete(attempt=attempt, at=at)
    return answer_


def _refuse_what_is_over(attempt: Attempt, question: str, answers: Iterable[Answer], credited: Collection[str]) -> None:
    """Raises AttemptEnded, QuestionWithdrawn."""
    # Of an attempt that was left, lifted or restarted nothing counts, right or not: that is all there is to say.
    counts = not attempt.is_ended or attempt.ending == Ending.COMPLETED
    if counts and (question in credited or _is_right_and_withdrawn(attempt, question, answers)):
        raise QuestionWithdrawn(attempt)
    if attempt.is_ended:
        raise AttemptEnded(attempt)


def _has_expired(attempt: Attempt, on: date) -> bool:
    if not attempt.builds_on_a_completion:
        return False
    owes, _latest = owed_in_section(attempt.employee, attempt.section, on=on)
    return has_expired(attempt, owes)


def _is_right_and_withdrawn(attempt: Attempt, question: str, answers: Iterable[Answer]) -> bool:
    """Whether a question that was answered right is withdrawn since in the words that the attempt asks it in: it needs no
    credit, and is not answered wrong any more."""
    if not any(answer.is_right for answer in answers if answer.question == question):
        return False
    return is_withdrawn(edition_of(attempt), question)
