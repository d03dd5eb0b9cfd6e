"""Edit, review and withdraw a section."""

from collections.abc import Sequence
from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from handbook.models import Section
from people.models import Employee
from records.models import record


class NoReviewDue(Exception):
    """The review date is missing or more than a month away: somebody has moved it already. Carries the section."""


@transaction.atomic
def edit_section(*, section: Section, fields: Sequence[str], by: Employee, at: datetime) -> Section:
    """Store these fields of the section and no others: publishing may have changed the row meanwhile."""
    if fields:
        section.save(update_fields=fields)
        record("section edited", section, by=by, at=at, fields=list(fields))
    return section


@transaction.atomic
def reviewed_no_change(*, section: Section, by: Employee, at: datetime) -> Section:
    """Record a review of the section that found nothing to change, and set the next review date. Raises NoReviewDue.

    The next date is `review_months` from today; without that number there is none. No employee is asked to confirm.
    """
    section = Section.objects.select_for_update(of=("self",)).select_related("handbook").get(pk=section.pk)
    today = timezone.localdate(at)
    if not section.is_to_be_reviewed(today):
        raise NoReviewDue(section)
    was_due_on = section.review_on
    section.review_on = today + relativedelta(months=section.review_months) if section.review_months else None
    section.save(update_fields=["review_on"])
    record("section reviewed", section, by=by, at=at, was_due_on=was_due_on, review_on=section.review_on)
    return section


class SectionAlreadyWithdrawn(Exception):
    """The section is withdrawn, or has a day from which it will be. Carries the section."""


@transaction.atomic
def withdraw_section(*, section: Section, on: date, by: Employee, at: datetime) -> Section:
    """Withdraw a section: from `on` it is no longer in force. Raises SectionAlreadyWithdrawn."""
    section = Section.objects.select_for_update().get(pk=section.pk)
    if section.withdrawn_on is not None:
        raise SectionAlreadyWithdrawn(section)
    section.withdrawn_on = on
    section.save(update_fields=["withdrawn_on"])
    record("section withdrawn", section, by=by, at=at, on=on)
    return section
