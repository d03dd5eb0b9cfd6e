"""Where a rollout of the handbook stands: who has read and answered what."""

import random
from datetime import datetime, timedelta

from django.utils import timezone

from courses.models import Attempt
from courses.studying import answer, edition_of, quiz_of, start
from handbook.models import Section
from handbook.reading import shown_section
from people.models import Employee

DONE, BEGUN = 0.62, 0.82
"""Up to the one share of the people has done all, up to the other some; the rest have not started."""
FIRST_DAYS, NEWCOMERS_FIRST_DAYS = timedelta(days=34), timedelta(days=19)
"""How long ago people begin to read."""
CAST_SECTIONS = {"1001": 3, "1002": 10, "1003": 10, "1004": 10, "1005": 4, "1006": 6, "1007": 10, "1008": 0}


def roll_out(people: list[Employee], sections: list[Section], *, everybody: bool, at: datetime) -> None:
    """Completions and open attempts, spread over the weeks before `at`; with `everybody`, all are done."""
    chance = random.Random(2)  # noqa: S311 - a demo's chances, not secrets
    for employee in people:
        count = _sections_done(employee, len(sections), chance, everybody=everybody)
        is_new = not employee.is_employed((at - FIRST_DAYS).date())
        moment = at - (NEWCOMERS_FIRST_DAYS if is_new else FIRST_DAYS) + timedelta(days=chance.random() * 8)
        for section in sections[:count]:
            moment += timedelta(minutes=chance.randrange(3, 2400))
            if employee.is_employed(moment.date()):
                study(employee, section, chance, at=min(moment, at - timedelta(hours=1)))
        if 0 < count < len(sections) and chance.random() < 0.5 and employee.number != "1001":
            begin(employee, sections[count], at=min(moment + timedelta(hours=1), at))


def _sections_done(employee: Employee, of: int, chance: random.Random, *, everybody: bool) -> int:
    lot = chance.random()
    if everybody:
        return 0 if employee.number == "1008" else of
    if employee.number in CAST_SECTIONS:
        return min(of, CAST_SECTIONS[employee.number])
    if lot < DONE:
        return of
    return chance.randrange(1, of) if lot < BEGUN and of > 1 else 0


def begin(employee: Employee, section: Section, *, at: datetime) -> Attempt:
    """Confirm the section as it is shown, and open its quiz."""
    language = employee.language or "nb"
    shown = shown_section(section, language=language, audience="everyone")
    return start(
        employee=employee,
        section=section,
        version=shown.version.number or 0,
        language=shown.edition.language,
        since=0,
        leaders_since=0 if employee.is_leader(timezone.localdate(at)) else None,
        wished=language,
        at=at,
    )


def study(employee: Employee, section: Section, chance: random.Random, *, at: datetime) -> None:
    """Read, answer, and answer again what was not right."""
    attempt = begin(employee, section, at=at)
    quiz, sequence = quiz_of(edition_of(attempt)), 0
    wanting = list(attempt.question_ids)
    while wanting:
        question = next(each for each in quiz.questions if each.id == wanting[0])
        wrong = sorted({option.id for option in question.options} - question.right)
        is_first = sequence < len(attempt.question_ids)
        guess = question.choose == 1 and is_first and chance.random() < 0.25
        chosen = frozenset({chance.choice(wrong)}) if guess else question.right
        sequence += 1
        moment = at + timedelta(minutes=sequence)
        answer(attempt=attempt, question=question.id, options=chosen, sequence=sequence, at=moment)
        wanting = wanting[1:] + (wanting[:1] if guess else [])
