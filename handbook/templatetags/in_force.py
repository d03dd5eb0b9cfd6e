"""Marks of what is no longer in force: sections that are withdrawn, and versions whose publication was undone."""

from collections.abc import Mapping

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handbook.models import Section

register = template.Library()


@register.filter
def withdrawn_mark(section: Section | None) -> str:
    """«Withdrawn 1 December 2026»; empty for a section that is in force today."""
    if section is None or section.out_of_force_on is None or section.is_in_force(timezone.localdate()):
        return ""
    return _("Withdrawn %(day)s") % {"day": date_format(section.out_of_force_on, "DATE_FORMAT")}


@register.filter
def undone_mark(undone: Mapping[int, int], number: int | None) -> str:
    """That the publication of a version was undone, or that it undid that of another; empty for any other version.

    `undone` has the number of the version that undid it for each undone version of the section.
    """
    if number is not None and number in undone:
        return _("Undone: version %(number)s has the text from before.") % {"number": undone[number]}
    before = next((before for before, after in undone.items() if after == number), None)
    return _("Undoes version %(number)s: the text from before is back.") % {"number": before} if before else ""
