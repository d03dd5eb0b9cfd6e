"""A team: the people of some units and all below them, with one status each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from courses.todos.status import EmployeeStatus, Status
from courses.todos.todo_list import employee_statuses
from handbook.models import Handbook
from people.models import PATH_STEP, Employee, Position, Unit, next_path
from people.name_order import alphabetical

_ORDER = (Status.OVERDUE, Status.UNDER_WAY, Status.NOT_STARTED, Status.ON_LEAVE, Status.DONE)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a team, and how that person stands. Never what was answered."""

    employee: Employee
    unit: Unit
    """Where the person works among the units asked for; the unit of the main position, if that is one of them."""
    is_counted: bool
    """Whether the main position is there. Everybody is listed; each is counted once in the whole organisation."""
    employee_status: EmployeeStatus

    @property
    def status(self) -> Status:
        return self.employee_status.status

    @property
    def due_on(self) -> date | None:
        """The nearest deadline; none for those who are done or on leave."""
        return None if self.status in (Status.DONE, Status.ON_LEAVE) else self.employee_status.due_on


@dataclass(frozen=True, slots=True)
class Total:
    """How far the people of a unit and all below it have come."""

    unit: Unit
    done: int
    overdue: int
    of: int

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.of) if self.of else 0


def members(units: Iterable[Unit], *, on: date, handbook: Handbook | None = None) -> list[Member]:
    """Everybody employed in these units and below of whom something is required, those overdue first: the same few
    queries for three people and for three hundred."""
    tops = list(units)
    places: dict[int, Position] = {}
    people: dict[int, Employee] = {}
    for position in positions_in(tops, on=on):
        people[position.employee_id] = position.employee
        if position.is_main or position.employee_id not in places:
            places[position.employee_id] = position
    found = [
        Member(employee_status.employee, place.unit, place.is_main, employee_status)
        for employee_status in employee_statuses(people.values(), on=on, handbook=handbook)
        if employee_status.required and (place := places[employee_status.employee.pk])
    ]
    return sorted(found, key=_order)


def _order(member: Member) -> tuple[Any, ...]:
    who = member.employee
    return _ORDER.index(member.status), alphabetical(who.family_name), alphabetical(who.given_name), who.number


def positions_in(units: Sequence[Unit], *, on: date) -> list[Position]:
    """The positions held on that day in these units and below."""
    held = Position.objects.on(on).select_related("unit", "employee")
    found = [
        list(held.filter(unit__path__gte=unit.path, unit__path__lt=next_path(unit.path))) for unit in topmost(units)
    ]
    return [position for each in found for position in each]


def topmost(units: Iterable[Unit]) -> list[Unit]:
    """The units that lie below none of the others."""
    kept: list[Unit] = []
    for unit in sorted(units, key=lambda each: each.path):
        if not any(unit.path.startswith(above.path) for above in kept):
            kept.append(unit)
    return kept


def totals(team: Sequence[Member], units: Iterable[Unit]) -> list[Total]:
    """A total for each unit with anybody counted at or below it, in tree order."""
    found = []
    for unit in units:
        sums = sums_of(member for member in team if member.unit.path.startswith(unit.path))
        if sums.of:
            found.append(Total(unit, sums.done, sums.overdue, sums.of))
    return found


@dataclass(frozen=True, slots=True)
class Sums:
    """How many of those counted are done, are overdue, and are counted at all."""

    done: int
    overdue: int
    of: int


def sums_of(team: Iterable[Member]) -> Sums:
    """Those on leave are left out, and those whose main position is elsewhere."""
    statuses = [member.status for member in team if member.is_counted and member.status != Status.ON_LEAVE]
    return Sums(statuses.count(Status.DONE), statuses.count(Status.OVERDUE), len(statuses))


def units_to_level(units: Iterable[Unit], levels: int) -> list[Unit]:
    """These units and those below them, that many levels down: one query for each of them."""
    found = []
    for top in topmost(units):
        below = Unit.objects.at_or_below(top).in_tree_order()
        found += [unit for unit in below if len(unit.path) <= len(top.path) + levels * PATH_STEP]
    return found
