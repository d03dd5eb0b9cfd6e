"""Employees and their work: hire, edit, join, move, leave, take leave."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from people.administrators import an_administrator_stays
from people.models import NAME_FIELDS, Absence, Employee, Position, Unit
from people.signals import employee_left, positions_changed
from records.models import record

ROLES = ("is_active", "is_hr_editor", "is_hr_publisher", "is_hr_staff", "is_auditor", "is_superuser")
"""The columns that decide what an employee may do."""


class NotEmployed(Exception):
    """The employee has no position on that day or later, so there is none to move from or to end."""


class HasMainPosition(Exception):
    """The employee already has a main position, and is counted in one unit at a time. Carries that position."""


@transaction.atomic
def hire(
    *,
    employee: Employee,
    unit: Unit,
    from_day: date,
    by: Employee | None,
    at: datetime,
    title: str = "",
    is_leader: bool = False,
) -> Employee:
    """Store a new employee with a first position."""
    employee.save()
    record("hired", employee, by=by, at=at)
    join(employee=employee, unit=unit, from_day=from_day, title=title, is_leader=is_leader, by=by, at=at)
    return employee


@transaction.atomic
def edit_employee(*, employee: Employee, fields: Sequence[str], by: Employee, at: datetime) -> Employee:
    """Store these fields of an employee, roles among them, and no others.

    The event names the fields; of each role it says what it was and what it is. Another name and another number are
    events of their own. Raises LastAdministrator and NumberTaken.
    """
    with an_administrator_stays():
        before = Employee.objects.select_for_update(no_key=True).get(pk=employee.pk)
        employee.save(update_fields=fields)
    changes = {field: [getattr(before, field), getattr(employee, field)] for field in (*NAME_FIELDS, *ROLES)}
    changed = {field: change for field, change in changes.items() if field in fields and change[0] != change[1]}
    if names := {field: changed[field] for field in ("given_name", "family_name") if field in changed}:
        record("employee renamed", employee, by=by, at=at, **names)
    if "number" in changed:
        record("employee renumbered", employee, by=by, at=at, number=changed["number"])
    roles = {role: changes[role] for role in ROLES if role in fields}
    record("employee edited", employee, by=by, at=at, fields=list(fields), roles=roles)
    return employee


@transaction.atomic
def remember_language(*, employee: Employee, language: str) -> Employee:
    """Remember the language in which an employee wants to read.

    It makes no event and takes no `by` and `at`: employees choose for themselves alone, with one click on any page,
    and a log of those clicks would hide the events that count.
    """
    employee.language = language
    employee.save(update_fields=["language"])
    return employee


@transaction.atomic
def join(
    *,
    employee: Employee,
    unit: Unit,
    from_day: date,
    by: Employee | None,
    at: datetime,
    title: str = "",
    is_leader: bool = False,
    is_main: bool = True,
) -> Position:
    """Give an employee a position. It is always the main one if there is none that day. Raises HasMainPosition."""
    _hold(employee)
    if not employee.positions.on(from_day).filter(is_main=True).exists():
        is_main = True
    if is_main and (other := _reaching(employee, from_day).filter(is_main=True).first()):
        raise HasMainPosition(other)
    position = Position.objects.create(
        employee=employee, unit=unit, title=title, from_day=from_day, is_leader=is_leader, is_main=is_main
    )
    record("joined", position, by=by, at=at, employee=employee.number, unit=unit.pk)
    positions_changed.send(Employee, employee=employee, at=at)
    return position


@transaction.atomic
def move(
    *,
    employee: Employee,
    unit: Unit,
    from_day: date,
    by: Employee | None,
    at: datetime,
    title: str = "",
    is_leader: bool = False,
) -> Position:
    """End the main position the day before, and begin one in another unit on `from_day`.

    A main position that was to begin on that day or later is removed. Raises NotEmployed.
    """
    _hold(employee)
    mains = _reaching(employee, from_day).filter(is_main=True)
    if not mains.exists():
        raise NotEmployed(employee)
    ended = _end(mains, last_day=from_day - timedelta(days=1))
    position = Position.objects.create(
        employee=employee, unit=unit, title=title, from_day=from_day, is_leader=is_leader, is_main=True
    )
    record("moved", position, by=by, at=at, employee=employee.number, unit=unit.pk, **ended)
    positions_changed.send(Employee, employee=employee, at=at)
    return position


@transaction.atomic
def leave(*, employee: Employee, last_day: date, by: Employee | None, at: datetime) -> Employee:
    """End every position; from the day after `last_day` nothing is owed, and own receipts can still be read.

    Calling it again with an earlier day corrects the last day. A position that was to begin later is removed. Raises
    NotEmployed.
    """
    _hold(employee)
    positions = _reaching(employee, last_day + timedelta(days=1))
    if not positions.exists():
        raise NotEmployed(employee)
    record("left", employee, by=by, at=at, last_day=last_day, **_end(positions, last_day=last_day))
    employee_left.send(Employee, employee=employee, last_day=last_day, by=by, at=at)
    positions_changed.send(Employee, employee=employee, at=at)
    return employee


@transaction.atomic
def begin_absence(
    *, employee: Employee, from_day: date, by: Employee | None, at: datetime, to_day: date | None = None
) -> Absence:
    """Put an employee on leave from a day to a last day; None: until further notice."""
    absence = Absence.objects.create(employee=employee, from_day=from_day, to_day=to_day)
    record("absence begun", absence, by=by, at=at, employee=employee.number)
    return absence


def _hold(employee: Employee) -> None:
    """Lock the employee, so that positions change one at a time.

    Inserting a record that refers to the employee is compatible with this lock: leaving waits for an attempt
    that is being completed, and completing it must not wait for the employee in turn.
    """
    Employee.objects.select_for_update(no_key=True).get(pk=employee.pk)


def _reaching(employee: Employee, day: date) -> QuerySet[Position]:
    """The positions held on that day or later."""
    open_or_later: QuerySet[Position] = Position.objects.filter(
        Q(to_day__isnull=True) | Q(to_day__gte=day), employee=employee
    )
    return open_or_later.order_by("from_day", "pk")


def _end(positions: QuerySet[Position], *, last_day: date) -> dict[str, list[dict[str, Any]]]:
    """End positions on a day and remove those that begin after it. Returns the facts for the event."""
    ended, taken_away = [], []
    for position in positions:
        facts = {"position": position.pk, "unit": position.unit_id, "from_day": position.from_day}
        if position.from_day > last_day:
            taken_away.append(facts)
            position.delete()
        else:
            ended.append({**facts, "to_day_before": position.to_day})
            position.to_day = last_day
            position.save(update_fields=["to_day"])
    return {"ended": ended, "taken_away": taken_away}
