"""The unit in which an employee is counted, copied to the employee's latest completions together with its days.

With the copy, a hundred thousand employees are counted without reading their positions. It is valid on its days only:
for any other day, and for a row without days, the positions are read. So the copy only makes counting fast; the
figures are the same without it.
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

BATCH_SIZE = 200
"""Employees whose rows are assigned a unit in one transaction."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CountedUnit:
    """The unit in which an employee is counted on each of these days, both included; None: in no unit."""

    unit: int | None
    from_day: date
    to_day: date | None


def main_first(positions: QuerySet[Position]) -> QuerySet[Position]:
    """The positions in the order in which they decide: the first that is held on a day gives the counted unit.
    That is the main one, or without a main one on that day the one that began first."""
    return positions.order_by("-is_main", "from_day", "pk")


def counted_unit_on(positions: Iterable[Position], on: date) -> CountedUnit:
    """The counted unit on a day of an employee with these positions (main first), and the days around it on which no
    position begins or ends."""
    held = list(positions)
    changes = [position.from_day for position in held]
    changes += [position.to_day + ONE_DAY for position in held if position.to_day]
    unit = next((position.unit_id for position in held if position.holds_on(on)), None)
    next_change = min((day for day in changes if day > on), default=None)
    from_day = max((day for day in changes if day <= on), default=on)
    return CountedUnit(unit, from_day, next_change - ONE_DAY if next_change else None)


def unit_on(on: date) -> Subquery:
    """The counted unit on a day, looked up in the positions of a row's employee."""
    return Subquery(main_first(Position.objects.on(on).filter(employee=OuterRef("employee"))).values("unit")[:1])


def is_assigned(on: date) -> Q:
    """Rows whose counted unit is valid on that day."""
    return Q(unit_from__lte=on) & (Q(unit_to__isnull=True) | Q(unit_to__gte=on))


def is_not_assigned(on: date) -> Q:
    """Rows without a counted unit that is valid on that day."""
    return Q(unit_from__isnull=True) | Q(unit_from__gt=on) | Q(unit_to__lt=on)


def assign_moved(*, employee: Employee, at: datetime, **_signal: Any) -> None:
    """Receives `positions_changed`, whose sender holds the lock on the employee's row."""
    _assign(LatestCompletion.objects.filter(employee=employee), on=timezone.localdate(at))


def assign_due(*, at: datetime) -> int:
    """Assign the counted unit to the rows that have none valid today: new ones, and those whose last day is over.

    Returns the number of rows. Each batch of two hundred employees is a transaction of its own.
    """
    on = timezone.localdate(at)
    completions = LatestCompletion.objects.order_by().values_list("employee", flat=True)
    # Two queries, each with a partial index of its own; combined into one, every row would be read.
    due = sorted({*completions.filter(unit_from__isnull=True), *completions.filter(unit_to__lt=on)})
    return sum(_assign_locked(due[start : start + BATCH_SIZE], on=on) for start in range(0, len(due), BATCH_SIZE))


@transaction.atomic
def _assign_locked(employees: Collection[int], *, on: date) -> int:
    """Assign under a lock on the employees: a change of their positions is waited for, and waits.

    The rows are selected behind the lock, so those that another tick has assigned meanwhile are left out.
    """
    list(Employee.objects.select_for_update(no_key=True).filter(pk__in=employees).order_by("pk").values_list("pk"))
    return _assign(LatestCompletion.objects.filter(is_not_assigned(on), employee__in=employees), on=on)


def _assign(completions: QuerySet[LatestCompletion], *, on: date) -> int:
    """Assign the counted unit to rows whose employees are locked. Returns the number of rows.

    They are written in the same order as by `update_latest`, so that the two never wait for each other in a circle.
    """
    rows = list(completions.order_by("employee", "section", "audience"))
    if not rows:
        return 0
    positions: dict[int, list[Position]] = defaultdict(list)
    for position in main_first(Position.objects.filter(employee__in={row.employee_id for row in rows})):
        positions[position.employee_id].append(position)
    counted_units = {employee: counted_unit_on(held, on) for employee, held in positions.items()}
    for row in rows:
        counted = counted_units.get(row.employee_id) or counted_unit_on((), on)
        # Rows are matched by employee, section and audience, since the table may have been rebuilt meanwhile.
        row.pk = None
        row.unit_id, row.unit_from, row.unit_to = counted.unit, counted.from_day, counted.to_day
    LatestCompletion.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["employee", "section", "audience"],
        update_fields=["unit", "unit_from", "unit_to"],
    )
    return len(rows)
