"""Sections as the database has them now."""

from handbook.models import Section


def again(section: Section) -> Section:
    return Section.objects.select_related("handbook").get(pk=section.pk)
