"""Edit, review and withdraw a section; give it another address."""

from collections.abc import Sequence
from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from handbook.handbooks import require_slug, taken_section_slugs
from handbook.models import FormerAddress, Handbook, Section
from markup.slugs import is_addressable
from people.models import Employee
from records.changes import changed_fields, values_changed
from records.models import record
from records.refusal import Refusal


class NoReviewDue(Refusal):
    """The review date is missing or more than a month away: somebody has moved it already. Carries the section."""

    sentence = _("The section is not due for review. Nothing was done.")


@transaction.atomic
def edit_section(*, section: Section, fields: Sequence[str], by: Employee, at: datetime) -> Section:
    """Store these fields of the section and no others: publishing may have changed the row meanwhile."""
    before = Section.objects.get(pk=section.pk)
    if changed := changed_fields(before, section, fields):
        section.save(update_fields=changed)
        changes = values_changed(before, section, changed)
        record("section edited", section, by=by, at=at, fields=changed, changes=changes)
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


class SectionAlreadyWithdrawn(Refusal):
    """The section is withdrawn, or has a day from which it will be. Carries the section."""

    sentence = _("The section is already withdrawn.")


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


class SectionNotWithdrawn(Refusal):
    """The section is not withdrawn, and has no day from which it will be. Carries the section."""

    sentence = _("The section is not withdrawn. Nothing was done.")


@transaction.atomic
def bring_back_section(*, section: Section, by: Employee, at: datetime) -> Section:
    """Put a withdrawn section in force again, or cancel a withdrawal that is to come. Raises SectionNotWithdrawn."""
    section = Section.objects.select_for_update(of=("self",)).select_related("handbook").get(pk=section.pk)
    if section.withdrawn_on is None:
        raise SectionNotWithdrawn(section)
    was_withdrawn_on, section.withdrawn_on = section.withdrawn_on, None
    section.save(update_fields=["withdrawn_on"])
    record("section brought back", section, by=by, at=at, was_withdrawn_on=was_withdrawn_on)
    return section


@transaction.atomic
def rename_section(*, section: Section, slug: str, by: Employee | None, at: datetime) -> Section:
    """Give a section another address. The one that it had leads on to it for good, and is given to no other.

    Raises NoSlug and SlugTaken. The contacts of its handbook follow; its folder of files is to be renamed too. The ids of its
    clauses stay, and links to them find it by its former slugs.
    """
    handbook = Handbook.objects.select_for_update().get(pk=section.handbook_id)
    section = Section.objects.select_for_update().get(pk=section.pk)
    if slug == section.slug:
        return section
    require_slug(slug, taken_section_slugs(handbook, section))
    old, section.slug = section.slug, slug
    section.save(update_fields=["slug"])
    if is_addressable(old):
        FormerAddress.objects.get_or_create(handbook=handbook, section=section, slug=old)
    for contact in handbook.readable_contacts:
        if old in contact.get("sections", ()):
            contact["sections"] = [slug if named == old else named for named in contact["sections"]]
    handbook.save(update_fields=["contacts"])
    record("section renamed", section, by=by, at=at, old=old, new=slug)
    return section
