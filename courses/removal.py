"""Remove a handbook or a section that was imported wrongly, while nothing of it was ever published."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from courses.models import Requirement
from handbook.models import Handbook, Remark, Section, Version
from people.models import Employee
from records.models import record
from records.refusal import Refusal


class HasPublication(Refusal):
    """Something of it was published: readers, receipts and links know it by its name. Carries its slug."""

    sentence = _(
        "Something of “%(name)s” was published: readers, receipts and links know it by that name. Withdraw it instead."
    )

    def values(self) -> Mapping[str, object]:
        return {"name": self.args[0]}


@transaction.atomic
def remove_handbook(*, handbook: Handbook, by: Employee | None, at: datetime) -> None:
    """Delete a handbook with its sections, drafts and requirements. Raises HasPublication.

    Nobody has owed or read anything of it. What readers reported about its addresses stays, about no section.
    """
    handbook = Handbook.objects.select_for_update().get(pk=handbook.pk)
    sections = Section.objects.select_for_update().filter(handbook=handbook).order_by("position")
    slugs = [section.slug for section in sections]
    _delete_drafts(handbook.slug, Section.objects.filter(handbook=handbook))
    requirements, _by_kind = Requirement.objects.filter(handbook=handbook).delete()
    record("handbook removed", handbook, by=by, at=at, slug=handbook.slug, sections=slugs, requirements=requirements)
    Section.objects.filter(handbook=handbook).delete()
    handbook.delete()


@transaction.atomic
def remove_section(*, section: Section, by: Employee | None, at: datetime) -> None:
    """Delete a section with its drafts. Raises HasPublication."""
    section = Section.objects.select_for_update(of=("self",)).select_related("handbook").get(pk=section.pk)
    _delete_drafts(section.slug, Section.objects.filter(pk=section.pk))
    record("section removed", section, by=by, at=at, handbook=section.handbook.slug, slug=section.slug)
    section.delete()


def _delete_drafts(slug: str, sections: QuerySet[Section]) -> None:
    versions = Version.objects.filter(section__in=sections)
    if versions.published().exists():
        raise HasPublication(slug)
    Remark.objects.filter(section__in=sections).update(section=None)
    versions.delete()
