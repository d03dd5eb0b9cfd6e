"""Create and rename the units of the organisation's tree."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from people.models import PATH_STEP, Employee, Unit
from records.changes import values_changed
from records.models import record


@transaction.atomic
def found_unit(*, name: str, parent: Unit | None, by: Employee | None, at: datetime) -> Unit:
    """Make a unit as the last child of `parent` (None: at the top)."""
    _hold_tree()
    unit = Unit.objects.create(name=name, parent=parent, path=_last_path(parent))
    record("unit founded", unit, by=by, at=at)
    return unit


def _hold_tree() -> None:
    """Allow one change of the tree at a time. The locked row exists before the first unit and is never deleted."""
    ContentType.objects.select_for_update().get(app_label="people", model="unit")


def _last_path(parent: Unit | None) -> str:
    prefix = parent.path if parent else ""
    siblings = Unit.objects.filter(parent=parent).values_list("path", flat=True)
    taken = [int(path[-PATH_STEP:]) for path in siblings]
    return prefix + str(max(taken, default=0) + 1).zfill(PATH_STEP)


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, by: Employee, at: datetime) -> Unit:
    """Give a unit another name. Its place in the tree stays."""
    before = Unit.objects.get(pk=unit.pk)
    unit.name = name
    unit.save(update_fields=["name"])
    record("unit renamed", unit, by=by, at=at, changes=values_changed(before, unit, ["name"]))
    return unit
