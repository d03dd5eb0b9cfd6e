"""Store a requirement: who must complete which handbook, by when, and how often again."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from courses.models import Requirement
from handbook.models import Handbook
from people.models import Employee
from records.changes import changed_fields, values_changed
from records.models import record


class OutOfBounds(Exception):
    """A number of days or months is smaller or larger than it may be. Carries the sentences, by field."""


@transaction.atomic
def require(*, requirement: Requirement, fields: Iterable[str], by: Employee | None, at: datetime) -> Requirement:
    """Store a new or edited requirement; `fields` are the names of the fields filled in or changed. Raises OutOfBounds.

    A new one that says the same as one that is there is stored once: it returns that one.
    """
    unbounded = {field.name for field in Requirement._meta.fields} - Requirement.BOUNDS.keys()
    try:
        requirement.clean_fields(exclude=unbounded)
    except ValidationError as refused:
        raise OutOfBounds(refused.message_dict) from refused
    is_new = requirement.pk is None
    Handbook.objects.select_for_update().get(pk=requirement.handbook_id)  # two quick presses come one after the other
    if is_new and (same := stored_alike(requirement)):
        return same
    before = Requirement() if is_new else Requirement.objects.get(pk=requirement.pk)
    columns = {field.name for field in Requirement._meta.fields}
    changed = changed_fields(before, requirement, [name for name in fields if name in columns])
    requirement.save()
    what = "requirement made" if is_new else "requirement edited"
    changes = values_changed(before, requirement, changed)
    record(what, requirement, by=by, at=at, fields=changed, changes=changes)
    return requirement


def stored_alike(requirement: Requirement) -> Requirement | None:
    """Return the stored requirement that says exactly the same, or None."""
    columns = [field.attname for field in Requirement._meta.fields if not field.primary_key]
    return Requirement.objects.filter(**{column: getattr(requirement, column) for column in columns}).first()
