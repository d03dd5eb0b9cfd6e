"""Start an attempt at the quiz of a section, or resume the open one."""

import random
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.attempts.end import end
from courses.attempts.progress import latest_answers, open_question_ids
from courses.attempts.quiz import audience_of, edition_of
from courses.attempts.scope import AttemptScope, attempt_scope
from courses.completions.complete import complete
from courses.models import Answer, Attempt, Ending, Reason
from courses.todos.todo_list import owed_in_section
from handbook.models import Edition, Section
from handbook.public.reader_editions import section_for_reader
from handbook.quizzes import quiz_of, source_edition
from handbook.translations.questions import AskedQuestion, asked_questions
from markup.quiz.types import Question
from people.models import Employee
from records.models import record


class TextHasChanged(Exception):
    """The version, the language or what is owed is no longer what the page showed. Nothing is written."""


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
    requested_language: str,
) -> Attempt:
    """Confirm that the section was read as shown, and start an attempt at its quiz or resume the open one.

    `version`, `language`, `since` and `leaders_since` are what the page showed; `requested_language` is the reader's.
    If there is nothing to ask, or nothing left in the open attempt, the confirmation completes the section. Raises
    TextHasChanged if the page is no longer what would be shown.
    """
    # Publishing and another start wait for this lock. Completing the section does not: inserting a row that refers to
    # the section takes a key share lock, which is compatible with this one.
    locked = Section.objects.select_for_update(of=("self",), no_key=True)
    section = locked.select_related("handbook").get(pk=section.pk)
    # Locked before anything is computed: an answer that completes the attempt meanwhile is waited for.
    current = Attempt.objects.select_for_update().open().filter(employee=employee, section=section).first()
    audience = audience_of(employee, at)
    shown = section_for_reader(section, language=requested_language, audience=audience)
    owed, _latest = owed_in_section(employee, section, on=timezone.localdate(at))
    scope = attempt_scope(shown, owed, audience)
    if (shown.version.number, shown.edition.language, scope.since, scope.leaders_since) != (
        version,
        language,
        since,
        leaders_since,
    ):
        raise TextHasChanged(section)
    if current:
        current.section = section
    if current and not scope.changed_since(current):
        return current if open_question_ids(current) else _confirm(current, at)
    if current:
        is_no_longer_owed = owed is None and current.reason != Reason.REFRESHER
        ending = Ending.LIFTED if is_no_longer_owed else Ending.RESTARTED
        end(attempt=current, ending=ending, by=employee, at=at)
    return open_attempt(employee=employee, section=section, scope=scope, earlier=current, at=at)


@transaction.atomic
def open_attempt(
    *, employee: Employee, section: Section, scope: AttemptScope, earlier: Attempt | None, at: datetime
) -> Attempt:
    """Open an attempt with this scope for an employee who has no other one open in the section.

    Right answers of an `earlier` attempt, which has ended, are carried over. If there is nothing to ask, the
    section is completed.
    """
    asked = scope.questions
    random.shuffle(asked)
    attempt = Attempt.objects.create(
        employee=employee,
        section=section,
        version=scope.shown.version,
        language=scope.shown.edition.language,
        audience=scope.audience,
        since=scope.since,
        leaders_since=scope.leaders_since,
        scope=scope.scope,
        reason=scope.reason,
        clauses=list(scope.clauses),
        questions=[[question.id, _shuffled_options(question)] for question in asked],
        reading_confirmed_at=at,
        started_at=at,
    )
    if earlier:
        _carry_over(earlier, attempt, at)
    record("reading confirmed", attempt, by=employee, at=at)
    if not (open_question_ids(attempt) if earlier else attempt.questions):
        complete(attempt=attempt, at=at)
    return attempt


def _confirm(attempt: Attempt, at: datetime) -> Attempt:
    """Complete an attempt that has no question left since one was withdrawn.

    The withdrawal did not complete it: its reading was not confirmed, or its employee was not employed then.
    """
    attempt.reading_confirmed_at = at
    attempt.save(update_fields=["reading_confirmed_at"])
    record("reading confirmed", attempt, by=attempt.employee, at=at)
    complete(attempt=attempt, at=at)
    return attempt


def _shuffled_options(question: Question) -> list[str]:
    letters = [option.id for option in question.options]
    random.shuffle(letters)
    return letters


def _carry_over(earlier: Attempt, attempt: Attempt, at: datetime) -> None:
    """Record the right answers of an earlier attempt again in the new one, where the questions are the same."""
    same = _same_questions(edition_of(earlier), edition_of(attempt)).intersection(attempt.question_ids)
    right = [answer for answer in latest_answers(earlier).values() if answer.is_right and answer.question in same]
    for sequence, answer in enumerate(right, start=1):
        Answer.objects.create(
            attempt=attempt,
            sequence=sequence,
            question=answer.question,
            options=answer.options,
            is_right=True,
            is_carried=True,
            at=at,
        )


def _same_questions(before: Edition, now: Edition) -> set[str]:
    """The ids of the questions that are the same in two editions of a section.

    A question asked in one language both times is compared in that language, else in the source's.
    """
    then, today = asked_questions(before), asked_questions(now)
    both = then.keys() & today.keys()
    in_two_languages = {id_ for id_ in both if then[id_].language != today[id_].language}
    same = {id_ for id_ in both - in_two_languages if _words(then[id_]) == _words(today[id_])}
    if not in_two_languages:
        return same
    originals = {question.id: question for question in quiz_of(source_edition(before)).questions}
    newer = quiz_of(source_edition(now)).questions
    return same | {
        question.id for question in newer if question.id in in_two_languages and originals.get(question.id) == question
    }


def _words(asked: AskedQuestion) -> Question:
    return replace(asked.question, made_from=None)  # a mark for HR, no word of the question
