"""Who works where: join, move, leave, take leave; and the tree they work in."""

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet

from people.models import PATH_STEP, Absence, Employee, Position, Unit
from people.signals import employee_left, positions_changed
from records.models import record


class UnderItself(Exception):
    """A unit cannot be moved below itself."""


class NotEmployed(Exception):
    """There is no position to move from or to end: none, or all have ended by then."""


class HasMainPosition(Exception):
    """Somebody is counted in one unit at a time. Carries the main position that is in the way."""


@transaction.atomic
def found_unit(*, name: str, parent: Unit | None, by: Employee | None, at: datetime) -> Unit:
    """Make a unit as the last child of `parent` (None: at the top)."""
    _hold_tree()
    parent = _as_it_stands(parent)
    unit = Unit.objects.create(name=name, parent=parent, path=_last_path(parent))
    record("unit founded", unit, by=by, at=at)
    return unit


def _hold_tree() -> None:
    """One change of the tree at a time. The row that is held is there before the first unit is, and never goes."""
    ContentType.objects.select_for_update().get(app_label="people", model="unit")


def _as_it_stands(unit: Unit | None) -> Unit | None:
    """The unit with the path it has now: it may have been moved since the caller read it."""
    return unit and Unit.objects.get(pk=unit.pk)


def _last_path(parent: Unit | None) -> str:
    prefix = parent.path if parent else ""
    siblings = Unit.objects.filter(parent=parent).values_list("path", flat=True)
    taken = [int(path[-PATH_STEP:]) for path in siblings]
    return prefix + str(max(taken, default=0) + 1).zfill(PATH_STEP)


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit | None, by: Employee | None, at: datetime) -> Unit:
    """Put a unit, and all below it, under another parent. Raises UnderItself."""
    _hold_tree()
    unit, parent = Unit.objects.get(pk=unit.pk), _as_it_stands(parent)
    if parent and parent.path.startswith(unit.path):
        raise UnderItself(unit)
    below = list(Unit.objects.at_or_below(unit))
    old, new = unit.path, _last_path(parent)
    for each in below:
        each.path = new + each.path[len(old) :]
    Unit.objects.bulk_update(below, ["path"])
    unit.parent, unit.path = parent, new
    unit.save(update_fields=["parent"])
    record("unit moved", unit, by=by, at=at, old_path=old, new_path=new)
    return unit


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
    """Store a new employee together with the first position."""
    employee.save()
    record("hired", employee, by=by, at=at)
    join(employee=employee, unit=unit, from_day=from_day, title=title, is_leader=is_leader, by=by, at=at)
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
    """Give an employee a position. The first one is the main one in any case. Raises HasMainPosition."""
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
    """End the main position the day before and begin one in another unit. A main position that was to begin on that day or
    later never does. Raises NotEmployed."""
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
    """End every position; from the day after nothing is owed, and own receipts can still be read. Said again with an earlier
    day, it corrects the day. A position that was to begin later never does. Raises NotEmployed."""
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
    """Put an employee on leave from a day, to a last day where that is known."""
    absence = Absence.objects.create(employee=employee, from_day=from_day, to_day=to_day)
    record("absence begun", absence, by=by, at=at, employee=employee.number)
    return absence


def _hold(employee: Employee) -> None:
    """One change of somebody's positions at a time. A record that points at the employee goes with this lock: whoever
    leaves waits for an attempt that is being completed, which must not wait for the employee in turn."""
    Employee.objects.select_for_update(no_key=True).get(pk=employee.pk)


def _reaching(employee: Employee, day: date) -> QuerySet[Position]:
    """The positions that are held on that day or later."""
    open_or_later: QuerySet[Position] = Position.objects.filter(
        Q(to_day__isnull=True) | Q(to_day__gte=day), employee=employee
    )
    return open_or_later.order_by("from_day", "pk")


def _end(positions: QuerySet[Position], *, last_day: date) -> dict[str, list[dict[str, Any]]]:
    """End positions on a day; those that would not have begun by then are taken away. Returns what to put on record."""
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
