"""An employee works through the quiz of a section."""

import random
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.attempts.end import end
from courses.attempts.progress import latest_answers, open_questions
from courses.attempts.quiz import audience_of, edition_of
from courses.attempts.scope import AttemptScope, attempt_scope
from courses.completions.complete import complete
from courses.models import Answer, Attempt, Ending, Reason
from courses.todos.todo_list import owed_in_section
from handbook.models import Edition, Section
from handbook.public.reader_editions import section_for_reader
from handbook.quizzes import quiz_of, source_edition
from markup.quiz.types import Question
from people.models import Employee
from records.models import record


class TextHasChanged(Exception):
    """A newer version, another language or another starting point than the one that was read. Nothing is written."""


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
    """Confirm that the section was read as shown, and open its quiz; or resume the one that is open.

    `version`, `language`, `since` and `leaders_since` are what the page showed; `wished` is the language asked for.
    With nothing to be asked, or nothing left in the one that is open, the confirmation completes the section. Raises
    TextHasChanged when the page is no longer what would be shown.
    """
    # Publishing waits, and so does another start; whoever completes the section need not: a record that points at the
    # section takes a key share on it, which goes with this lock.
    locked = Section.objects.select_for_update(of=("self",), no_key=True)
    section = locked.select_related("handbook").get(pk=section.pk)
    # Locked before anything is worked out: whoever answers the last question meanwhile is waited for.
    open_one = Attempt.objects.select_for_update().open().filter(employee=employee, section=section).first()
    audience = audience_of(employee, at)
    shown = section_for_reader(section, language=requested_language, audience=audience)
    owes, _latest = owed_in_section(employee, section, on=timezone.localdate(at))
    now = attempt_scope(shown, owes, audience)
    if (shown.version.number, shown.edition.language, now.since, now.leaders_since) != (
        version,
        language,
        since,
        leaders_since,
    ):
        raise TextHasChanged(section)
    if open_one and not now.moved(open_one):
        return open_one if open_questions(open_one) else _confirm(open_one, at)
    if open_one:
        is_lifted = owes is None and open_one.reason != Reason.REFRESHER
        end(attempt=open_one, ending=Ending.LIFTED if is_lifted else Ending.RESTARTED, by=employee, at=at)
    return open_attempt(employee=employee, section=section, asking=now, earlier=open_one, at=at)


@transaction.atomic
def open_attempt(
    *, employee: Employee, section: Section, asking: AttemptScope, earlier: Attempt | None, at: datetime
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
    kept = [
        latest_answer
        for latest_answer in latest_answers(earlier).values()
        if latest_answer.is_right and latest_answer.question in same
    ]
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
