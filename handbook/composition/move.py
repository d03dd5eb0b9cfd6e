"""HR puts the sections of a handbook in another order."""

from datetime import datetime

from django.db import transaction

from handbook.models import Handbook, Section
from people.models import Employee
from records.models import record


@transaction.atomic
def move_section(*, section: Section, to: int, by: Employee | None, at: datetime) -> Section:
    """Put a section at a place of its handbook, counted from 1; the others close up. Returns it.

    A place before the first is the first, one behind the last is the last. Where it stands already, nothing is written.
    """
    Handbook.objects.select_for_update().get(pk=section.handbook_id)
    order = list(Section.objects.select_for_update().filter(handbook=section.handbook_id).order_by("position", "pk"))
    old = order.index(section)
    moved = order.pop(old)
    order.insert(max(to, 1) - 1, moved)
    if (new := order.index(moved)) == old:
        return moved
    for position, other in enumerate(order, start=1):
        if other.position != position:
            other.position = position
            other.save(update_fields=["position"])
    record("section moved", moved, by=by, at=at, old=old + 1, new=new + 1)
    return moved
