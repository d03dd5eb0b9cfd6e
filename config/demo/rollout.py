"""The state of a rollout of the handbook: what each employee has read and answered."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from courses.attempts.quiz import audience_of
from courses.attempts.scope import AttemptScope, attempt_scope
from courses.attempts.start import open_attempt, start
from courses.completions.complete import complete
from courses.models import Answer, Attempt
from courses.todos.todo_list import employee_statuses, owed_in_section
from handbook.models import Section
from handbook.public.reader_editions import section_for_reader
from handbook.translations.questions import asked_questions
from markup.quiz.types import Question
from people.models import Employee

DONE, BEGUN = 0.62, 0.82
"""Shares of the employees: those below DONE have completed all, those below BEGUN some, the rest nothing."""
FIRST_DAYS, NEWCOMERS_FIRST_DAYS = timedelta(days=34), timedelta(days=19)
"""How long ago employees began to read."""
CAST_SECTIONS = {"1001": 3, "1002": 10, "1003": 10, "1004": 10, "1005": 4, "1006": 6, "1007": 10, "1008": 0}
NEWS_READ = 0.4
"""The share of those who had completed everything that have already read what is new."""
CAST_READS_NEWS = ("1003", "1004")


def roll_out(people: list[Employee], sections: list[Section], *, everybody: bool, at: datetime) -> None:
    """Add completions and open attempts, spread over the weeks before `at`; with `everybody`, complete everything."""
    chance = random.Random(2)  # noqa: S311 - the demo's chances, not secrets
    scopes = SharedScopes()
    for employee in people:
        count = _sections_done(employee, len(sections), chance, everybody=everybody)
        is_new = not employee.is_employed((at - FIRST_DAYS).date())
        moment = at - (NEWCOMERS_FIRST_DAYS if is_new else FIRST_DAYS) + timedelta(days=chance.random() * 8)
        for section in sections[:count]:
            moment += timedelta(minutes=chance.randrange(3, 2400))
            if employee.is_employed(moment.date()):
                complete_section(
                    employee, scopes.of(employee, section, at=moment), chance, at=min(moment, at - timedelta(hours=1))
                )
        if 0 < count < len(sections) and chance.random() < 0.5 and employee.number != "1001":
            begin_section(employee, sections[count], at=min(moment + timedelta(hours=1), at))


def _sections_done(employee: Employee, of: int, chance: random.Random, *, everybody: bool) -> int:
    lot = chance.random()
    if everybody:
        return 0 if employee.number == "1008" else of
    if employee.number in CAST_SECTIONS:
        return min(of, CAST_SECTIONS[employee.number])
    if lot < DONE:
        return of
    return chance.randrange(1, of) if lot < BEGUN and of > 1 else 0


def read_what_is_new(people: list[Employee], *, since: datetime, at: datetime) -> None:
    """Let some of those who had completed everything complete what a version published at `since` asks of them."""
    chance = random.Random(3)  # noqa: S311 - the demo's chances, not secrets
    scopes, today = SharedScopes(), timezone.localdate(at)
    employed = Employee.objects.employed(today).filter(pk__in=[employee.pk for employee in people]).order_by("number")
    for status in employee_statuses(employed, on=today):
        employee, lot = status.employee, chance.random()
        reads = employee.number in CAST_READS_NEWS if employee.number in CAST_SECTIONS else lot < NEWS_READ
        if not reads or status.is_on_leave or len(status.completed) < len(status.required):
            continue
        moment = since + chance.random() * 0.8 * (at - since)
        for to_do in status.to_dos:
            moment += timedelta(minutes=chance.randrange(10, 60))
            asking = scopes.of(employee, to_do.section, at=moment)
            complete_section(employee, asking, chance, at=min(moment, at - timedelta(hours=1)))


def begin_section(employee: Employee, section: Section, *, at: datetime) -> Attempt:
    """Confirm the section as shown, and open its quiz."""
    language = employee.language or "nb"
    shown = section_for_reader(section, language=language, audience="everyone")
    return start(
        employee=employee,
        section=section,
        version=shown.version.number or 0,
        language=shown.edition.language,
        since=0,
        leaders_since=0 if employee.is_leader(timezone.localdate(at)) else None,
        requested_language=language,
        at=at,
    )


class SharedScopes:
    """A cache of scopes, for readers who owe the same: all of a version, since the demo requires each handbook from its
    first day, or all that is new in the next one. The scope is then the same in one language and audience."""

    def __init__(self) -> None:
        self._scopes: dict[tuple[int, str, str], AttemptScope] = {}

    def of(self, employee: Employee, section: Section, *, at: datetime) -> AttemptScope:
        language, audience = employee.language or "nb", audience_of(employee, at)
        if (key := (section.pk, language, audience)) not in self._scopes:
            owes, _latest = owed_in_section(employee, section, on=timezone.localdate(at))
            self._scopes[key] = attempt_scope(
                section_for_reader(section, language=language, audience=audience), owes, audience
            )
        return self._scopes[key]


def complete_section(employee: Employee, asking: AttemptScope, chance: random.Random, *, at: datetime) -> None:
    """Read a section, answer its quiz, and answer wrong questions again. The answers are inserted in one query."""
    section = asking.shown.version.section
    attempt = open_attempt(employee=employee, section=section, scope=asking, earlier=None, at=at)
    answers = [
        Answer(
            attempt=attempt,
            sequence=sequence,
            question=question.id,
            options=sorted(chosen),
            is_right=question.grade(chosen),
            at=at + timedelta(minutes=sequence),
        )
        for sequence, (question, chosen) in enumerate(_answers(attempt, asking, chance), start=1)
    ]
    if not answers:  # nothing was asked, so the section is already completed
        return
    Answer.objects.bulk_create(answers)
    complete(attempt=attempt, at=answers[-1].at)


def _answers(
    attempt: Attempt, asking: AttemptScope, chance: random.Random
) -> Iterator[tuple[Question, frozenset[str]]]:
    """Each question in the order of the attempt, then those with a wrong answer once more."""
    quiz = asked_questions(asking.shown.edition)
    again = []
    for question in (quiz[question_id].question for question_id in attempt.question_ids):
        wrong = sorted({option.id for option in question.options} - question.right)
        if question.choose == 1 and chance.random() < 0.25:
            again.append(question)
            yield question, frozenset({chance.choice(wrong)})
        else:
            yield question, question.right
    for question in again:
        yield question, question.right
