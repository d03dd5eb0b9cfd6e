"""A team: the people of some units and all below them, with one status each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from courses.duties import Duty, Status, duties
from handbook.models import Handbook
from people.models import PATH_STEP, Employee, Position, Unit, next_path

_ORDER = (Status.OVERDUE, Status.UNDER_WAY, Status.NOT_STARTED, Status.ON_LEAVE, Status.DONE)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a team, and how that person stands. Never what was answered."""

    employee: Employee
    unit: Unit
    """Where the person is counted."""
    duty: Duty

    @property
    def status(self) -> Status:
        return self.duty.status

    @property
    def due_on(self) -> date | None:
        """The nearest deadline; none for those who are done or on leave."""
        return None if self.status in (Status.DONE, Status.ON_LEAVE) else self.duty.due_on


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
    places: dict[int, Unit] = {}
    people: dict[int, Employee] = {}
    for position in positions_in(tops, on=on):
        people[position.employee_id] = position.employee
        if position.is_main or position.employee_id not in places:
            places[position.employee_id] = position.unit
    found = [
        Member(each.employee, places[each.employee.pk], each)
        for each in duties(people.values(), on=on, handbook=handbook)
        if each.required
    ]
    return sorted(found, key=lambda each: (_ORDER.index(each.status), each.employee.family_name, each.employee.number))


def positions_in(units: Sequence[Unit], *, on: date) -> list[Position]:
    """The positions held on that day in these units and below."""
    held = Position.objects.on(on).select_related("unit", "employee")
    found = [
        list(held.filter(unit__path__gte=each.path, unit__path__lt=next_path(each.path))) for each in topmost(units)
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
    """A total for each unit with anybody at or below it, in tree order. Those on leave are left out."""
    counted = [each for each in team if each.status != Status.ON_LEAVE]
    found = []
    for unit in units:
        inside = [each for each in counted if each.unit.path.startswith(unit.path)]
        if inside:
            found.append(Total(unit, *_counts(inside)))
    return found


def _counts(team: Sequence[Member]) -> tuple[int, int, int]:
    statuses = [each.status for each in team]
    return statuses.count(Status.DONE), statuses.count(Status.OVERDUE), len(statuses)


def units_to_level(units: Iterable[Unit], levels: int) -> list[Unit]:
    """These units and those below them, that many levels down: one query for each of them."""
    found = []
    for top in topmost(units):
        below = Unit.objects.at_or_below(top).in_tree_order()
        found += [each for each in below if len(each.path) <= len(top.path) + levels * PATH_STEP]
    return found
