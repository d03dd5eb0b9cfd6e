"""A section is no longer in force: it owes nothing, and stays readable with its receipts."""

from datetime import date, datetime

from django.db import transaction

from handbook.models import Section
from people.models import Employee
from records.models import record


class AlreadyWithdrawn(Exception):
    """The section is withdrawn, or is going to be. Carries it."""


@transaction.atomic
def withdraw(*, section: Section, on: date, by: Employee, at: datetime) -> Section:
    """From `on` the section is no longer in force. Raises AlreadyWithdrawn."""
    section = Section.objects.select_for_update().get(pk=section.pk)
    if section.withdrawn_on is not None:
        raise AlreadyWithdrawn(section)
    section.withdrawn_on = on
    section.save(update_fields=["withdrawn_on"])
    record("section withdrawn", section, by=by, at=at, on=on)
    return section
