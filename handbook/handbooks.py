"""HR edits a handbook's front page, its readers and what its versions wait for."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from handbook.models import Handbook
from people.models import Employee
from records.models import record


@transaction.atomic
def edit_handbook(*, handbook: Handbook, fields: Sequence[str], by: Employee, at: datetime) -> Handbook:
    """Store a handbook as it was edited; `fields` names the columns that were changed."""
    handbook.save()
    record("handbook edited", handbook, by=by, at=at, fields=list(fields))
    return handbook
