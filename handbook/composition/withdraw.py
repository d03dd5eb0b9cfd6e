"""HR withdraws a handbook from a day on, and brings it back."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from handbook.models import Handbook
from people.models import Employee
from records.models import record
from records.refusal import Refusal


class HandbookAlreadyWithdrawn(Refusal):
    """The handbook is withdrawn, or has a day from which it will be. Carries the handbook."""

    sentence = _("The handbook is already withdrawn.")


class HandbookNotWithdrawn(Refusal):
    """The handbook is not withdrawn, and has no day from which it will be. Carries the handbook."""

    sentence = _("The handbook is not withdrawn. Nothing was done.")


@transaction.atomic
def withdraw_handbook(*, handbook: Handbook, on: date, by: Employee, at: datetime) -> Handbook:
    """Withdraw a handbook: from `on` neither it nor any section of it is in force. Raises HandbookAlreadyWithdrawn."""
    handbook = Handbook.objects.select_for_update().get(pk=handbook.pk)
    if handbook.withdrawn_on is not None:
        raise HandbookAlreadyWithdrawn(handbook)
    handbook.withdrawn_on = on
    handbook.save(update_fields=["withdrawn_on"])
    record("handbook withdrawn", handbook, by=by, at=at, on=on)
    return handbook


@transaction.atomic
def bring_back_handbook(*, handbook: Handbook, by: Employee, at: datetime) -> Handbook:
    """Put a withdrawn handbook in force again, or cancel a withdrawal that is to come. Raises HandbookNotWithdrawn.

    Sections that are withdrawn themselves stay so.
    """
    handbook = Handbook.objects.select_for_update().get(pk=handbook.pk)
    if handbook.withdrawn_on is None:
        raise HandbookNotWithdrawn(handbook)
    was_withdrawn_on, handbook.withdrawn_on = handbook.withdrawn_on, None
    handbook.save(update_fields=["withdrawn_on"])
    record("handbook brought back", handbook, by=by, at=at, was_withdrawn_on=was_withdrawn_on)
    return handbook
