"""A section has an owner, who looks at it again by a day."""

from collections.abc import Sequence
from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from handbook.models import Section
from people.models import Employee
from records.models import record


class NoReviewDue(Exception):
    """Nobody has set a day for the section, or its day is more than a month away: it was moved already. Carries it."""


@transaction.atomic
def edit_section(*, section: Section, fields: Sequence[str], by: Employee, at: datetime) -> Section:
    """Store these fields of the section, and no others: publishing may have changed the row meanwhile."""
    if fields:
        section.save(update_fields=fields)
        record("section edited", section, by=by, at=at, fields=list(fields))
    return section


@transaction.atomic
def reviewed_no_change(*, section: Section, by: Employee, at: datetime) -> Section:
    """Put on record that somebody has looked at the section and found nothing to change: the next day is so many months
    from now; with no number of months there is none. Nobody is asked anything. Raises NoReviewDue."""
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
    """The section is withdrawn, or is going to be. Carries it."""


@transaction.atomic
def withdraw_section(*, section: Section, on: date, by: Employee, at: datetime) -> Section:
    """From `on` the section is no longer in force. Raises SectionAlreadyWithdrawn."""
    section = Section.objects.select_for_update().get(pk=section.pk)
    if section.withdrawn_on is not None:
        raise SectionAlreadyWithdrawn(section)
    section.withdrawn_on = on
    section.save(update_fields=["withdrawn_on"])
    record("section withdrawn", section, by=by, at=at, on=on)
    return section
