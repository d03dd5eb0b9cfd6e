"""An employee works through the quiz of a section."""

import random
from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.completing import complete
from courses.duties import Owing, owing_in
from courses.models import Answer, Attempt, Ending, Reason, Scope
from courses.owing import WHOLE
from courses.questions.parsing import parse_quiz_body
from courses.questions.values import Question, QuizText
from handbook.models import Audience, Edition, Section
from handbook.reading import Shown, shown_section
from people.models import Employee
from records.models import record

MINUTES_A_QUESTION = 0.5


class TextHasMoved(Exception):
    """A newer version, another language or another starting point than the one that was read. Nothing is written."""


class AttemptEnded(Exception):
    """Completed, restarted, lifted or left; its answers stand."""


class AlreadyAnswered(Exception):
    """Another answer stands under this number; the reader is shown it."""


class WrongNumberOfOptions(Exception):
    """Another number of options was chosen than the question asks for. Carries that number."""


class NoSuchQuestion(Exception):
    """The attempt does not ask this question, or the question has no such option."""


_PARSED: OrderedDict[tuple[int, str], QuizText] = OrderedDict()
_MOST_PARSED = 500


def quiz_of(edition: Edition) -> QuizText:
    """The questions of an edition. A frozen quiz is parsed once in each process; an edition that came without its quiz
    fetches it only then."""
    # Not by the digest alone: which clauses a question tests is not in it.
    key = (edition.pk, edition.quiz_digest)
    if key not in _PARSED:
        language = edition.language
        _PARSED[key] = parse_quiz_body(edition.quiz, file="", language=language, source_language=language).value
        if len(_PARSED) > _MOST_PARSED:
            _PARSED.popitem(last=False)
    return _PARSED[key]


def edition_of(attempt: Attempt) -> Edition:
    """The frozen words that an attempt is about."""
    return Edition.objects.select_related("version__section__handbook").get(
        version=attempt.version_id, language=attempt.language
    )


def audience_of(employee: Employee, at: datetime) -> str:
    return Audience.LEADERS if employee.is_leader(timezone.localdate(at)) else Audience.EVERYONE


@transaction.atomic
def start(
    *, employee: Employee, section: Section, version: int, language: str, since: int, at: datetime, wished: str
) -> Attempt:
    """Confirm that the section was read as shown, and open its quiz; or resume the one that is open.

    `version`, `language` and `since` are what the page showed; `wished` is the language asked for. With nothing to be
    asked, the confirmation completes the section. Raises TextHasMoved when the page is no longer what would be shown.
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
    if (shown.version.number, shown.edition.language, since_shown(owes)) != (version, language, since):
        raise TextHasMoved(section)
    if open_one and (open_one.version_id, open_one.language) == (shown.version.pk, language):
        return open_one
    if open_one:
        end(attempt=open_one, ending=Ending.RESTARTED, by=employee, at=at)
    attempt = _open(employee, section, shown, owes, audience, since, at)
    if open_one:
        _carry_over(open_one, attempt, at)
    record("reading confirmed", attempt, by=employee, at=at)
    if not open_questions(attempt):
        complete(attempt=attempt, at=at)
    return attempt


def since_shown(owes: Owing | None) -> int:
    """The version that a section is read against: the one last completed, or 0 where the whole is owed or wished for."""
    return owes.since if owes and owes.scope != Scope.WHOLE else WHOLE


def _open(
    employee: Employee, section: Section, shown: Shown, owes: Owing | None, audience: str, since: int, at: datetime
) -> Attempt:
    clauses = list(owes.clauses) if owes else [each.clause for each in shown.edition.clauses.all()]
    asked = questions_asked(quiz_of(shown.edition), quiz_of(shown.source), owes, is_leader=audience == Audience.LEADERS)
    random.shuffle(asked)
    return Attempt.objects.create(
        employee=employee,
        section=section,
        version=shown.version,
        language=shown.edition.language,
        audience=audience,
        since=since,
        scope=owes.scope if owes else Scope.WHOLE,
        reason=owes.reason if owes else Reason.REFRESHER,
        clauses=clauses,
        questions=[[question.id, _drawn(question)] for question in asked],
        reading_confirmed_at=at,
        started_at=at,
    )


def questions_asked(quiz: QuizText, source: QuizText, owes: Owing | None, *, is_leader: bool) -> list[Question]:
    """Whoever owes the whole (or repeats it by their own wish) is asked everything that applies to them; whoever owes
    some clauses, only what tests those. `source` is the quiz in the handbook's source language: it alone says which
    clauses a question tests, and whom it is for."""
    whole = owes is None or owes.scope == Scope.WHOLE
    wanted = frozenset() if owes is None else frozenset(owes.clauses)
    told = {question.id: question for question in source.questions}
    return [
        question
        for question in quiz.questions
        if (is_leader or told[question.id].audience == Audience.EVERYONE.value)
        and (whole or wanted.intersection(told[question.id].tests))
    ]


def source_edition(edition: Edition) -> Edition:
    """The same version in the handbook's source language."""
    source_language = edition.version.section.handbook.source_language
    if edition.language == source_language:
        return edition
    return Edition.objects.get(version=edition.version_id, language=source_language)


def tests_of(edition: Edition) -> dict[str, tuple[str, ...]]:
    """The clauses that each question tests."""
    return {question.id: question.tests for question in quiz_of(source_edition(edition)).questions}


def _drawn(question: Question) -> list[str]:
    letters = [option.id for option in question.options]
    random.shuffle(letters)
    return letters


def _carry_over(earlier: Attempt, attempt: Attempt, at: datetime) -> None:
    """Right answers to questions whose words are the same are given again under the new attempt."""
    before, now = quiz_of(edition_of(earlier)), quiz_of(edition_of(attempt))
    same = {question.id for question in now.questions} & {
        question.id for question in before.questions if question in now.questions
    }
    sequence = 0
    for answer_ in latest_answers(earlier).values():
        if answer_.is_right and answer_.question in same and answer_.question in attempt.question_ids:
            sequence += 1
            Answer.objects.create(
                attempt=attempt,
                sequence=sequence,
                question=answer_.question,
                options=answer_.options,
                is_right=True,
                at=at,
            )


@transaction.atomic
def answer(*, attempt: Attempt, question: str, options: frozenset[str], sequence: int, at: datetime) -> Answer:
    """Put an answer on record; the last right one completes the section. No options: unsure.

    The same answer sent twice is one answer; another one under the same number is refused, not dropped.
    Raises AlreadyAnswered, AttemptEnded, NoSuchQuestion, WrongNumberOfOptions.
    """
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    answers = list(attempt.answers.order_by("sequence"))
    if earlier := next((each for each in answers if each.sequence == sequence), None):
        if earlier.says(question, options):
            return earlier
        raise AlreadyAnswered(earlier)
    if attempt.is_ended:
        raise AttemptEnded(attempt)
    if sequence != len(answers) + 1:
        raise AlreadyAnswered(answers[-1] if answers else None)
    asked = _asked(attempt, question)
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
    if not wanting(attempt, [*answers, answer_]):
        complete(attempt=attempt, at=at)
    return answer_


def _asked(attempt: Attempt, question: str) -> Question:
    if question not in attempt.question_ids:
        raise NoSuchQuestion(question)
    words = Edition.objects.only("quiz_digest", "language", "quiz")
    edition = words.get(version=attempt.version_id, language=attempt.language)
    return next(each for each in quiz_of(edition).questions if each.id == question)


def latest_answers(attempt: Attempt) -> dict[str, Answer]:
    """The last answer to each question."""
    return {each.question: each for each in attempt.answers.order_by("sequence")}


def open_questions(attempt: Attempt) -> list[str]:
    """The questions whose last answer is not right, or that have none; those never answered come first."""
    return wanting(attempt, attempt.answers.order_by("sequence"))


def wanting(attempt: Attempt, answers: Iterable[Answer]) -> list[str]:
    """The same from an attempt's answers, in sequence, that are at hand."""
    last = {each.question: each for each in answers}
    open_ = [question for question in attempt.question_ids if question not in last or not last[question].is_right]
    return sorted(open_, key=lambda question: question in last)


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
