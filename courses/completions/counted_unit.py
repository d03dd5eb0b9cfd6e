"""In which unit an employee is counted, from which day to which, is copied to what that employee has completed: so a
hundred thousand are counted without a look at their positions.

A copy holds for its days alone. For any other day, and for a row that has no days yet, whoever counts looks at the
positions: the copy makes counting fast, and never makes it right.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from courses.models import LatestCompletion
from people.models import Employee, Position

AT_ONCE = 200
"""Employees whose rows are reckoned in one transaction."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CountedUnit:
    """The unit that somebody is counted in on each of these days; None: nowhere."""

    unit: int | None
    from_day: date
    to_day: date | None


def in_order(positions: QuerySet[Position]) -> QuerySet[Position]:
    """The first one that holds decides where somebody is counted: the main one, or where there is none that day the one
    that began first."""
    return positions.order_by("-is_main", "from_day", "pk")


def counted_unit_on(positions: Iterable[Position], on: date) -> CountedUnit:
    """Where somebody with these positions, in order, is counted that day, and the days around it on which nothing begins
    or ends."""
    mine = list(positions)
    turns = [position.from_day for position in mine] + [each.to_day + ONE_DAY for each in mine if each.to_day]
    unit = next((position.unit_id for position in mine if position.holds_on(on)), None)
    following = min((day for day in turns if day > on), default=None)
    return CountedUnit(unit, max((day for day in turns if day <= on), default=on), following and following - ONE_DAY)


def unit_on(on: date) -> Subquery:
    """The same unit, looked up in the positions of a row's employee."""
    return Subquery(in_order(Position.objects.on(on).filter(employee=OuterRef("employee"))).values("unit")[:1])


def is_assigned(on: date) -> Q:
    """Rows that say where their employee is counted that day."""
    return Q(unit_from__lte=on) & (Q(unit_to__isnull=True) | Q(unit_to__gte=on))


def is_not_assigned(on: date) -> Q:
    """All others."""
    return Q(unit_from__isnull=True) | Q(unit_from__gt=on) | Q(unit_to__lt=on)


def assign_moved(*, employee: Employee, at: datetime, **_signal: Any) -> None:
    """Hears `positions_changed`, which holds the employee's row."""
    _assign(LatestCompletion.objects.filter(employee=employee), on=timezone.localdate(at))


def assign_due(*, at: datetime) -> int:
    """Reckon the rows that say nothing of today: completed for the first time since, or the last day is over. Returns how
    many. Each two hundred employees are a transaction of their own."""
    on = timezone.localdate(at)
    completions = LatestCompletion.objects.order_by().values_list("employee", flat=True)
    # Two questions, each with an index of its own that holds nothing else: asked as one, every row would be read.
    due = sorted({*completions.filter(unit_from__isnull=True), *completions.filter(unit_to__lt=on)})
    return sum(_assign_locked(due[start : start + AT_ONCE], on=on) for start in range(0, len(due), AT_ONCE))


@transaction.atomic
def _assign_locked(employees: Collection[int], *, on: date) -> int:
    """Whoever is changing one of these employees' positions is waited for, and waits. What another tick has done by then
    is not done again."""
    list(Employee.objects.select_for_update(no_key=True).filter(pk__in=employees).order_by("pk").values_list("pk"))
    return _assign(LatestCompletion.objects.filter(is_not_assigned(on), employee__in=employees), on=on)


def _assign(completions: QuerySet[LatestCompletion], *, on: date) -> int:
    """Behind the lock on their employees. In the order in which completing writes such rows: neither waits for the other
    in a circle."""
    rows = list(completions.order_by("employee", "section", "audience"))
    if not rows:
        return 0
    positions: dict[int, list[Position]] = defaultdict(list)
    for position in in_order(Position.objects.filter(employee__in={row.employee_id for row in rows})):
        positions[position.employee_id].append(position)
    places = {employee: counted_unit_on(mine, on) for employee, mine in positions.items()}
    for row in rows:
        place = places.get(row.employee_id) or counted_unit_on((), on)
        row.pk = None  # a row is known by whose it is, as in completing: the table may have been built anew meanwhile
        row.unit_id, row.unit_from, row.unit_to = place.unit, place.from_day, place.to_day
    LatestCompletion.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["employee", "section", "audience"],
        update_fields=["unit", "unit_from", "unit_to"],
    )
    return len(rows)
