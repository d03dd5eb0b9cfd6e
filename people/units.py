"""The organisation's tree: units are founded and renamed."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from people.models import PATH_STEP, Employee, Unit
from records.models import record


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
    """The unit with the path it has now: it may have changed since the caller read it."""
    return unit and Unit.objects.get(pk=unit.pk)


def _last_path(parent: Unit | None) -> str:
    prefix = parent.path if parent else ""
    siblings = Unit.objects.filter(parent=parent).values_list("path", flat=True)
    taken = [int(path[-PATH_STEP:]) for path in siblings]
    return prefix + str(max(taken, default=0) + 1).zfill(PATH_STEP)


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, by: Employee, at: datetime) -> Unit:
    """Give a unit another name. Its place in the tree stays."""
    unit.name = name
    unit.save(update_fields=["name"])
    record("unit renamed", unit, by=by, at=at, name=name)
    return unit
