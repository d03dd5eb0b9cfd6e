"""A team: the employees of some units and of all units below, each with one status."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from courses.todos.duties_of_all import required_of_all
from courses.todos.status import ALL_DONE, ON_TRACK, Duties, EmployeeStatus, Status
from courses.todos.sums import Counts, Sums
from courses.todos.todo_list import employee_statuses
from handbook.models import Handbook
from people.models import PATH_STEP, Employee, Unit, next_path

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

STATUS_ORDER = (
    Status.OVERDUE, Status.NEW_RULE, Status.UNDER_WAY, Status.NOT_STARTED, Status.ON_LEAVE, Status.DONE,
)  # fmt: skip


class Filter(NamedTuple):
    """What a list can be limited to."""

    label: "str | _StrPromise"
    statuses: frozenset[Status]


FILTERS = {
    "overdue": Filter(Status.OVERDUE.label, frozenset({Status.OVERDUE})),
    "on_track": Filter(_("on track"), ON_TRACK),
    "done": Filter(Status.DONE.label, ALL_DONE),
    **{
        status.value: Filter(status.label, frozenset({status}))
        for status in STATUS_ORDER
        if status not in (Status.OVERDUE, Status.DONE)
    },
}
"""By the value in the address of a list: the three sums, and what they consist of."""
EVERYBODY = Filter("", frozenset(STATUS_ORDER))


class Entry(NamedTuple):
    """Somebody in the list of a team."""

    employee: int
    path: str
    """Of the unit in which the employee works: that of the main position, if it is among those asked for."""
    is_counted: bool
    """Whether the main position is there. Everybody is listed, but counted only once in the whole organisation."""


@dataclass
class Team(Counts):
    """The employees of some units and below who must complete something, without an object for each."""

    entries: dict[Status, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    """In the order of names."""

    def listed(self, filter_by: str) -> list[Entry]:
        """Those with a status that the filter names (empty: all), overdue ones first."""
        statuses = FILTERS.get(filter_by, EVERYBODY).statuses
        return [entry for status in STATUS_ORDER if status in statuses for entry in self.entries[status]]


@dataclass(frozen=True, slots=True)
class Total:
    """The sums of a unit and all units below it."""

    unit: Unit
    sums: Sums


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a team and their status, without answers."""

    employee: Employee
    unit: Unit
    is_counted: bool
    employee_status: EmployeeStatus

    @property
    def status(self) -> Status:
        return self.employee_status.status

    @property
    def due_on(self) -> date | None:
        return shown_deadline(self.employee_status)

    @property
    def days_over(self) -> int:
        """The number of days since the deadline; 0 before and on it."""
        return max((self.employee_status.on - self.due_on).days, 0) if self.due_on else 0


def shown_deadline(duties: Duties) -> date | None:
    """The nearest deadline; None for those who are done or on leave."""
    return None if duties.status in (Status.DONE, Status.ON_LEAVE) else duties.due_on


def team_of(units: Iterable[Unit], *, on: date, handbook: Handbook | None = None, without: int | None = None) -> Team:
    """Everybody employed in these units and below who must complete something, except one employee. The number of
    statements does not depend on the number of employees."""
    team, units = Team(), list(units)
    for person in required_of_all(units, on=on, handbook=handbook, without=without):
        duties, place = person.duties, person.place_in(units)
        team.entries[duties.status].append(Entry(person.employee, place.path, place.is_main))
        team.add(place.path, duties, is_counted=place.is_main)
    return team


def members(entries: Sequence[Entry], *, on: date, handbook: Handbook | None = None) -> list[Member]:
    """The members that a page of the list shows, in its order."""
    employees = Employee.objects.in_bulk([entry.employee for entry in entries])
    units = Unit.objects.in_bulk({entry.path for entry in entries}, field_name="path")
    statuses = employee_statuses([employees[entry.employee] for entry in entries], on=on, handbook=handbook)
    return [
        Member(status.employee, units[entry.path], entry.is_counted, status)
        for entry, status in zip(entries, statuses, strict=True)
    ]


class FileRow(NamedTuple):
    """A row of the file of a team."""

    number: str
    name: str
    unit: Unit
    duties: Duties
    status: Status


def file_rows(
    units: Sequence[Unit], *, filter_by: str, on: date, handbook: Handbook | None, without: int | None
) -> Iterator[FileRow]:
    """The rows of the list, in the order of names."""
    statuses = FILTERS.get(filter_by, EVERYBODY).statuses
    known = Unit.objects.in_bulk(field_name="path")
    for person in required_of_all(units, on=on, handbook=handbook, without=without, exactly=True):
        if (status := person.duties.status) in statuses:
            yield FileRow(person.number, person.name, known[person.place_in(units).path], person.duties, status)


def topmost_units(units: Iterable[Unit]) -> list[Unit]:
    """The units that are not below any of the others."""
    topmost: list[Unit] = []
    for unit in sorted(units, key=lambda unit: unit.path):
        if not any(unit.path.startswith(above.path) for above in topmost):
            topmost.append(unit)
    return topmost


def totals(counts: Counts, units: Iterable[Unit]) -> list[Total]:
    """A total for each unit with anybody counted at or below it, in the order of the units."""
    by_path: dict[str, Counter[Status]] = defaultdict(Counter)
    for path, own in counts.by_path.items():
        for end in range(PATH_STEP, len(path) + 1, PATH_STEP):
            by_path[path[:end]].update(own)
    return [Total(unit, sums) for unit in units if (sums := Sums(by_path.get(unit.path, {}))).of]


def overdue_first(unit_totals: Iterable[Total]) -> list[Total]:
    """Those with anybody overdue first. Otherwise the order stays: how many they are makes no ranking of units."""
    return sorted(unit_totals, key=lambda total: not total.sums.overdue)


def units_to_level(units: Iterable[Unit], levels: int) -> list[Unit]:
    """These units and the units up to `levels` levels below them."""
    within = Q(pk__in=())
    for top in topmost_units(units):
        length = len(top.path) + levels * PATH_STEP
        within |= Q(path__gte=top.path, path__lt=next_path(top.path), length__lte=length)
    return list(Unit.objects.annotate(length=Length("path")).filter(within).in_tree_order())
