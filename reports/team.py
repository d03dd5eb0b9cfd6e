"""A team: the employees of some units and of all units below, each with one status."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from courses.todos.status import EmployeeStatus, Status
from courses.todos.todo_list import employee_statuses
from handbook.models import Handbook
from people.models import PATH_STEP, Employee, Position, Unit, next_path

_STATUS_ORDER = (Status.OVERDUE, Status.UNDER_WAY, Status.NOT_STARTED, Status.ON_LEAVE, Status.DONE)


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a team and their status, without answers."""

    employee: Employee
    unit: Unit
    """The requested unit in which the employee works; that of the main position, if it is among them."""
    is_counted: bool
    """Whether the main position is there. Everybody is listed, but counted only once in the whole organisation."""
    employee_status: EmployeeStatus

    @property
    def status(self) -> Status:
        return self.employee_status.status

    @property
    def due_on(self) -> date | None:
        """The nearest deadline; None for members who are done or on leave."""
        return None if self.status in (Status.DONE, Status.ON_LEAVE) else self.employee_status.due_on


@dataclass(frozen=True, slots=True)
class Total:
    """The progress of the employees of a unit and all units below it."""

    unit: Unit
    done: int
    overdue: int
    of: int

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.of) if self.of else 0


def members(units: Iterable[Unit], *, on: date, handbook: Handbook | None = None) -> list[Member]:
    """Everybody employed in these units and below who is required to complete something, overdue members first. The number
    of queries does not depend on the number of employees."""
    tops = list(units)
    places: dict[int, Position] = {}
    people: dict[int, Employee] = {}
    for position in positions_in(tops, on=on):
        people[position.employee_id] = position.employee
        if position.is_main or position.employee_id not in places:
            places[position.employee_id] = position
    team = [
        Member(employee_status.employee, place.unit, place.is_main, employee_status)
        for employee_status in employee_statuses(people.values(), on=on, handbook=handbook)
        if employee_status.required and (place := places[employee_status.employee.pk])
    ]
    return sorted(team, key=_sort_key)


def _sort_key(member: Member) -> tuple[int, str, str]:
    return _STATUS_ORDER.index(member.status), member.employee.sort_key, member.employee.number


def positions_in(units: Sequence[Unit], *, on: date) -> list[Position]:
    """The positions held on that day in these units and below."""
    held = Position.objects.on(on).select_related("unit", "employee")
    return [
        position
        for unit in topmost_units(units)
        for position in held.filter(unit__path__gte=unit.path, unit__path__lt=next_path(unit.path))
    ]


def topmost_units(units: Iterable[Unit]) -> list[Unit]:
    """The units that are not below any of the others."""
    topmost: list[Unit] = []
    for unit in sorted(units, key=lambda unit: unit.path):
        if not any(unit.path.startswith(above.path) for above in topmost):
            topmost.append(unit)
    return topmost


def totals(team: Sequence[Member], units: Iterable[Unit]) -> list[Total]:
    """A total for each unit with anybody counted at or below it, in tree order."""
    unit_totals = []
    for unit in units:
        sums = sums_of(member for member in team if member.unit.path.startswith(unit.path))
        if sums.of:
            unit_totals.append(Total(unit, sums.done, sums.overdue, sums.of))
    return unit_totals


@dataclass(frozen=True, slots=True)
class Sums:
    """The numbers of counted members who are done, who are overdue, and in total."""

    done: int
    overdue: int
    of: int


def sums_of(team: Iterable[Member]) -> Sums:
    """Leaves out members on leave and members whose main position is elsewhere."""
    statuses = [member.status for member in team if member.is_counted and member.status != Status.ON_LEAVE]
    return Sums(statuses.count(Status.DONE), statuses.count(Status.OVERDUE), len(statuses))


def units_to_level(units: Iterable[Unit], levels: int) -> list[Unit]:
    """These units and the units up to `levels` levels below them. One query for each topmost unit."""
    kept = []
    for top in topmost_units(units):
        below = Unit.objects.at_or_below(top).in_tree_order()
        kept += [unit for unit in below if len(unit.path) <= len(top.path) + levels * PATH_STEP]
    return kept
