"""The due date of an owed section."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from courses.models import Reason, Requirement
from courses.todos.coverage import Coverage, asks_again, days_after, expires_on
from courses.todos.owed_clauses import owed_from
from courses.todos.owed_sections import OwedPart, OwedSection
from handbook.history import SectionHistory
from people.models import Absence


def due_on(
    owed_section: OwedSection,
    history: SectionHistory,
    coverages: Iterable[Coverage],
    absences: Iterable[Absence],
    *,
    on: date,
) -> date:
    """The earliest due date of any part under any requirement that it is owed by; days of leave are added."""
    owed_parts = [
        (part, coverage.requirement, covered_from)
        for coverage in coverages
        for part in owed_section.parts
        if (covered_from := coverage.covers_from(part.audience)) and _is_owed_by(part, coverage.requirement, on)
    ]
    leave = list(absences)
    return min(
        _due_on(part, history, requirement, covered_from, leave, on) for part, requirement, covered_from in owed_parts
    )


def _is_owed_by(part: OwedPart, requirement: Requirement, on: date) -> bool:
    """Whether the part is owed by this requirement: an expiry or a new round counts only under the requirement that
    has it."""
    if part.reason not in (Reason.AGAIN, Reason.EXPIRED):
        return True
    assert part.completed_on
    ends = expires_on(requirement, part.completed_on)
    return asks_again(requirement, part.completed_on, on) or (ends is not None and ends <= on)


def _due_on(
    part: OwedPart,
    history: SectionHistory,
    requirement: Requirement,
    covered_from: date,
    absences: Sequence[Absence],
    on: date,
) -> date:
    """The latest of: first day covered + newcomer days; day the oldest clause became owed + change days; first
    day of a new round + newcomer days, or day of expiry."""
    starts = [(covered_from, requirement.newcomer_days)]
    if began := owed_from(history, part.clauses, part.language, part.since):
        starts.append((began, requirement.change_days))
    if part.completed_on and part.reason in (Reason.AGAIN, Reason.EXPIRED):
        if requirement.again_from and asks_again(requirement, part.completed_on, on):
            starts.append((requirement.again_from, requirement.newcomer_days))
        elif ends := expires_on(requirement, part.completed_on):
            starts.append((ends, 0))
    start, days = max(starts, key=lambda start: days_after(*start))
    return days_after(start, days + days_of_leave(absences, start, on))


def days_of_leave(absences: Iterable[Absence], start: date, on: date) -> int:
    """The number of days of leave from `start` to `on`, both included; a day in two absences counts once."""
    days, counted_to = 0, start - timedelta(days=1)
    for absence in sorted(absences, key=lambda absence: absence.from_day):
        first, last = max(absence.from_day, counted_to + timedelta(days=1)), min(absence.to_day or on, on)
        if last >= first:
            days += (last - first).days + 1
            counted_to = last
    return days
