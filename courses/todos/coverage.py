"""Which requirements cover an employee, from which day, and until when a completion counts under them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from courses.models import Requirement
from handbook.models import Audience
from people.models import Position, next_path

_BEFORE_ALL = date(1900, 1, 1)
"""A day before any completion. If a completion from that day is still valid, validity sets no limit."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A requirement and the first day on which it covers an employee, and on which it covers the same as a leader."""

    requirement: Requirement
    everyone_from: date
    leaders_from: date | None
    """None: the requirement does not cover the employee as a leader."""

    def covers_from(self, audience: str) -> date | None:
        return self.leaders_from if audience == Audience.LEADERS else self.everyone_from


def coverages(
    requirements: Iterable[Requirement], held: Iterable[Position], ended: Iterable[Position] = ()
) -> list[Coverage]:
    """The requirements that cover an employee with these positions, all held on the day in question.

    `ended` are positions that ended before. An employee who moves between units that a requirement covers is covered
    without a break, from the first day of the first of those positions.
    """
    covering = []
    held, ended = list(held), list(ended)
    for requirement in requirements:
        inside = _inside(requirement, held)
        if not inside:
            continue
        earlier = _inside(requirement, ended)
        leading = [position for position in inside if position.is_leader]
        led_before = [position for position in earlier if position.is_leader]
        leaders_from = _first_day(requirement, leading, led_before) if leading else None
        covering.append(Coverage(requirement, _first_day(requirement, inside, earlier), leaders_from))
    return covering


def _inside(requirement: Requirement, positions: Iterable[Position]) -> list[Position]:
    """The positions in the unit of a requirement or below it."""
    unit = requirement.unit
    return [
        position for position in positions if unit is None or unit.path <= position.unit.path < next_path(unit.path)
    ]


def _first_day(requirement: Requirement, held: Sequence[Position], ended: Iterable[Position]) -> date:
    """The first day of the unbroken run of positions up to those held, but not before the requirement begins."""
    first = min(position.from_day for position in held)
    for position in sorted(ended, key=lambda position: position.to_day or date.max, reverse=True):
        if position.to_day is None or position.to_day < first - timedelta(days=1):
            break
        first = min(first, position.from_day)
    return max(requirement.from_day, first)


def expires_on(requirement: Requirement, completed_on: date) -> date | None:
    """The first day on which a completion no longer counts under a requirement; None: it does not expire.

    The day is `date.max` if the months lead beyond the calendar.
    """
    if requirement.valid_months is None:
        return None
    try:
        return completed_on + relativedelta(months=requirement.valid_months)
    except ValueError:
        return date.max


def days_after(start: date, days: int) -> date:
    """The day that is so many days later, or the calendar's last."""
    return start + timedelta(days=min(days, (date.max - start).days))


def counts_from(requirement: Requirement, on: date) -> date | None:
    """The first day whose completions still count that day under a requirement; None: all do."""
    days = []
    if requirement.again_from and requirement.again_from <= on:
        days.append(requirement.again_from)
    oldest_expires = expires_on(requirement, _BEFORE_ALL)
    if requirement.valid_months is not None and oldest_expires and oldest_expires <= on:
        first = on - timedelta(days=31 * requirement.valid_months + 31)
        while (expires := expires_on(requirement, first)) is not None and expires <= on:
            first += timedelta(days=1)
        days.append(first)
    return max(days, default=None)


def asks_again(requirement: Requirement, completed_on: date, on: date) -> bool:
    """Whether a completion of that day is outdated by `again_from`, when everybody must complete the handbook
    again."""
    return requirement.again_from is not None and completed_on < requirement.again_from <= on
