"""Who works where: join, move, leave, take leave; and the tree they work in."""

from datetime import date, datetime, timedelta

from django.db import transaction

from people.models import PATH_STEP, Absence, Employee, Position, Unit
from people.signals import employee_left
from records.models import record


class UnderItself(Exception):
    """A unit cannot be moved below itself."""


class NotEmployed(Exception):
    """There is no current main position to move from or to end."""


@transaction.atomic
def found_unit(*, name: str, parent: Unit | None, by: Employee | None, at: datetime) -> Unit:
    """Make a unit as the last child of `parent` (None: at the top)."""
    unit = Unit.objects.create(name=name, parent=parent, path=_last_path(parent))
    record("unit founded", unit, by=by, at=at)
    return unit


def _last_path(parent: Unit | None) -> str:
    prefix = parent.path if parent else ""
    siblings = Unit.objects.select_for_update().filter(parent=parent).order_by("path").values_list("path", flat=True)
    taken = [int(path[-PATH_STEP:]) for path in siblings]
    return prefix + str(max(taken, default=0) + 1).zfill(PATH_STEP)


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit | None, by: Employee | None, at: datetime) -> Unit:
    """Put a unit, and all below it, under another parent. Raises UnderItself."""
    if parent and parent.path.startswith(unit.path):
        raise UnderItself(unit)
    below = list(Unit.objects.at_or_below(unit).select_for_update())
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
    """Give an employee a position. The first one is the main one in any case."""
    if not employee.positions.on(from_day).filter(is_main=True).exists():
        is_main = True
    position = Position.objects.create(
        employee=employee, unit=unit, title=title, from_day=from_day, is_leader=is_leader, is_main=is_main
    )
    record("joined", position, by=by, at=at, employee=employee.number, unit=unit.pk)
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
    """End the main position the day before and begin one in another unit. Raises NotEmployed."""
    _end(_main_position(employee), last_day=from_day - timedelta(days=1))
    return join(employee=employee, unit=unit, from_day=from_day, by=by, at=at, title=title, is_leader=is_leader)


@transaction.atomic
def leave(*, employee: Employee, last_day: date, by: Employee | None, at: datetime) -> Employee:
    """End every position; from the day after nothing is owed, and own receipts can still be read. Raises NotEmployed."""
    _main_position(employee)
    for position in employee.positions.filter(to_day__isnull=True):
        _end(position, last_day=last_day)
    record("left", employee, by=by, at=at, last_day=last_day)
    employee_left.send(Employee, employee=employee, last_day=last_day, by=by, at=at)
    return employee


@transaction.atomic
def begin_absence(
    *, employee: Employee, from_day: date, by: Employee | None, at: datetime, to_day: date | None = None
) -> Absence:
    """Put an employee on leave from a day, to a last day where that is known."""
    absence = Absence.objects.create(employee=employee, from_day=from_day, to_day=to_day)
    record("absence begun", absence, by=by, at=at, employee=employee.number)
    return absence


def _main_position(employee: Employee) -> Position:
    positions = Position.objects.filter(employee=employee, is_main=True, to_day__isnull=True)
    position: Position | None = positions.select_for_update().first()
    if position is None:
        raise NotEmployed(employee)
    return position


def _end(position: Position, *, last_day: date) -> None:
    """A position that would end before it begins ends on its first day."""
    position.to_day = max(last_day, position.from_day)
    position.save(update_fields=["to_day"])
