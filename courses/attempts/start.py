"""An employee works through the quiz of a section."""

import random
from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from courses.attempts.progress import credited_in, is_withdrawn, latest_answers, progress_of
from courses.attempts.progress import open_questions as open_questions
from courses.attempts.scope import Pinned, pinned
from courses.completions.complete import complete
from courses.models import Answer, Attempt, Ending, Reason
from courses.todos.owed_sections import has_run_out
from courses.todos.todo_list import MINUTES_A_QUESTION as MINUTES_A_QUESTION
from courses.todos.todo_list import owing_in
from handbook.models import Audience, Edition, Section
from handbook.public.reader_editions import FRAME, shown_section
from handbook.quizzes import quiz_of as quiz_of
from handbook.quizzes import source_edition
from markup.quiz.types import Question
from people.models import Employee
from records.models import record


class TextHasMoved(Exception):
    """A newer version, another language or another starting point than the one that was read. Nothing is written."""


class HasRunOut(Exception):
    """A version that the attempt is read against counts no longer: more is asked for than the attempt asks."""


class AttemptEnded(Exception):
    """Completed, restarted, lifted or left; its answers stand."""


class AlreadyAnswered(Exception):
    """Another answer stands under this number; the reader is shown it."""


class WrongNumberOfOptions(Exception):
    """Another number of options was chosen than the question asks for. Carries that number."""


class QuestionWithdrawn(Exception):
    """The question was at fault: it counts as right, and takes no answer any more."""


class NoSuchQuestion(Exception):
    """The attempt does not ask this question, or the question has no such option."""


def edition_of(attempt: Attempt) -> Edition:
    """The frozen words that an attempt is about, as pages show them. The quiz is fetched only where it is not at hand."""
    editions = Edition.objects.select_related("version__section__handbook").only(*FRAME)
    return editions.get(version=attempt.version_id, language=attempt.language)


def question_in(attempt: Attempt, question: str) -> Question:
    """A question in the frozen words of the attempt. Raises NoSuchQuestion."""
    if question not in attempt.question_ids:
        raise NoSuchQuestion(question)
    words = Edition.objects.only("quiz_digest", "language")
    edition = words.get(version=attempt.version_id, language=attempt.language)
    return next(each for each in quiz_of(edition).questions if each.id == question)


def audience_of(employee: Employee, at: datetime) -> str:
    return Audience.LEADERS if employee.is_leader(timezone.localdate(at)) else Audience.EVERYONE


@transaction.atomic
def start(
    *,
    employee: Employee,
    section: Section,
    version: int,
    language: str,
    since: int,
    leaders_since: int | None,
    at: datetime,
    wished: str,
) -> Attempt:
    """Confirm that the section was read as shown, and open its quiz; or resume the one that is open.

    `version`, `language`, `since` and `leaders_since` are what the page showed; `wished` is the language asked for.
    With nothing to be asked, or nothing left in the one that is open, the confirmation completes the section. Raises
    TextHasMoved when the page is no longer what would be shown.
    """
    # Publishing waits, and so does another start; whoever completes the section need not: a record that points at the
    # section takes a key share on it, which goes with this lock.
    locked = Section.objects.select_for_update(of=("self",), no_key=True)
    section = locked.select_related("handbook").get(pk=section.pk)
    # Locked before anything is worked out: whoever answers the last question meanwhile is waited for.
    open_one = Attempt.objects.select_for_update().open().filter(employee=employee, section=section).first()
    audience = audience_of(employee, at)
    shown = shown_section(section, language=wished, audience=audience)
    owes, _latest = owing_in(employee, section, on=timezone.localdate(at))
    now = pinned(shown, owes, audience)
    if (shown.version.number, shown.edition.language, now.since, now.leaders_since) != (
        version,
        language,
        since,
        leaders_since,
    ):
        raise TextHasMoved(section)
    if open_one and not now.moved(open_one):
        return open_one if open_questions(open_one) else _confirm(open_one, at)
    if open_one:
        is_lifted = owes is None and open_one.reason != Reason.REFRESHER
        end(attempt=open_one, ending=Ending.LIFTED if is_lifted else Ending.RESTARTED, by=employee, at=at)
    return open_attempt(employee=employee, section=section, asking=now, earlier=open_one, at=at)


@transaction.atomic
def open_attempt(
    *, employee: Employee, section: Section, asking: Pinned, earlier: Attempt | None, at: datetime
) -> Attempt:
    """Begin what was pinned just now, for an employee who has no other attempt open in the section; right answers of an
    `earlier` one that has ended are carried over. With nothing to be asked the section is completed."""
    asked = asking.questions
    random.shuffle(asked)
    attempt = Attempt.objects.create(
        employee=employee,
        section=section,
        version=asking.shown.version,
        language=asking.shown.edition.language,
        audience=asking.audience,
        since=asking.since,
        leaders_since=asking.leaders_since,
        scope=asking.scope,
        reason=asking.reason,
        clauses=list(asking.clauses),
        questions=[[question.id, _drawn(question)] for question in asked],
        reading_confirmed_at=at,
        started_at=at,
    )
    if earlier:
        _carry_over(earlier, attempt, at)
    record("reading confirmed", attempt, by=employee, at=at)
    if not open_questions(attempt):
        complete(attempt=attempt, at=at)
    return attempt


def _confirm(attempt: Attempt, at: datetime) -> Attempt:
    """Nothing is left of it since a question was withdrawn, and it was not completed then: its reading was not confirmed,
    or its employee did not work here."""
    attempt.reading_confirmed_at = at
    attempt.save(update_fields=["reading_confirmed_at"])
    record("reading confirmed", attempt, by=attempt.employee, at=at)
    complete(attempt=attempt, at=at)
    return attempt


def _drawn(question: Question) -> list[str]:
    letters = [option.id for option in question.options]
    random.shuffle(letters)
    return letters


def _carry_over(earlier: Attempt, attempt: Attempt, at: datetime) -> None:
    """Right answers to questions that are the same are given again under the new attempt."""
    same = _same_questions(edition_of(earlier), edition_of(attempt)).intersection(attempt.question_ids)
    kept = [each for each in latest_answers(earlier).values() if each.is_right and each.question in same]
    for sequence, answer_ in enumerate(kept, start=1):
        Answer.objects.create(
            attempt=attempt,
            sequence=sequence,
            question=answer_.question,
            options=answer_.options,
            is_right=True,
            is_carried=True,
            at=at,
        )


def _same_questions(before: Edition, now: Edition) -> set[str]:
    """The ids of the questions that two editions of a section share: in one language the same words, in two languages
    the same words of the source."""
    if before.language != now.language:
        before, now = source_edition(before), source_edition(now)
    then = {question.id: question for question in quiz_of(before).questions}
    return {question.id for question in quiz_of(now).questions if then.get(question.id) == question}


@transaction.atomic
def answer(*, attempt: Attempt, question: str, options: frozenset[str], sequence: int, at: datetime) -> Answer:
    """Put an answer on record; the last right one completes the section. No options: unsure.

    The same answer sent twice is one answer; another one under the same number is refused, not dropped.
    Raises AlreadyAnswered, AttemptEnded, HasRunOut, NoSuchQuestion, QuestionWithdrawn, WrongNumberOfOptions.
    """
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    answers = list(attempt.answers.order_by("sequence"))
    if earlier := next((each for each in answers if each.sequence == sequence), None):
        if earlier.says(question, options):
            return earlier
        raise AlreadyAnswered(earlier)
    # Read behind the lock: whoever withdraws a question meanwhile is waited for.
    credited = credited_in(attempt)
    _refuse_what_is_over(attempt, question, answers, credited)
    if sequence != len(answers) + 1:
        raise AlreadyAnswered(answers[-1] if answers else None)
    if _has_run_out(attempt, timezone.localdate(at)):
        raise HasRunOut(attempt)
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


def _has_run_out(attempt: Attempt, on: date) -> bool:
    if not attempt.builds_on_a_completion:
        return False
    owes, _latest = owing_in(attempt.employee, attempt.section, on=on)
    return has_run_out(attempt, owes)


def _is_right_and_withdrawn(attempt: Attempt, question: str, answers: Iterable[Answer]) -> bool:
    """Whether a question that was answered right is withdrawn since in the words that the attempt asks it in: it needs no
    credit, and is not answered wrong any more."""
    if not any(each.is_right for each in answers if each.question == question):
        return False
    return is_withdrawn(edition_of(attempt), question)


@transaction.atomic
def end(*, attempt: Attempt, ending: Ending, by: Employee | None, at: datetime) -> Attempt:
    """Close an attempt without completing it; its answers stand. Raises AttemptEnded."""
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if attempt.is_ended:
        raise AttemptEnded(attempt)
    attempt.ended_at, attempt.ending = at, ending
    attempt.save(update_fields=["ended_at", "ending"])
    record("attempt ended", attempt, by=by, at=at, ending=ending)
    return attempt
