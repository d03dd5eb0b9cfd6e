"""Store a requirement: who must complete which handbook, by when, and how often again."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from courses.models import Requirement
from people.models import Employee
from records.models import record


class OutOfBounds(Exception):
    """A number of days or months is smaller or larger than it may be. Carries the sentences, by field."""


@transaction.atomic
def require(*, requirement: Requirement, fields: Iterable[str], by: Employee | None, at: datetime) -> Requirement:
    """Store a new or edited requirement; `fields` are the names of the fields filled in or changed. Raises OutOfBounds."""
    unbounded = {field.name for field in Requirement._meta.fields} - Requirement.BOUNDS.keys()
    try:
        requirement.clean_fields(exclude=unbounded)
    except ValidationError as refused:
        raise OutOfBounds(refused.message_dict) from refused
    is_new = requirement.pk is None
    requirement.save()
    what = "requirement made" if is_new else "requirement edited"
    record(what, requirement, by=by, at=at, fields=list(fields))
    return requirement
