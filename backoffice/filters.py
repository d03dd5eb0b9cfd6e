"""A filter that lists sections by their titles."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from handbook.models import Section
from handbook.public.section_page import titles_of
from people.admin_permissions import is_key
from people.language import ui_language


def section_titles() -> dict[int, str]:
    """The title of every section, by its id; in reading order."""
    titles = titles_of(None, ui_language())
    sections = Section.objects.order_by("handbook", "position")
    return {section.pk: titles.get(section.pk, section.slug) for section in sections}


class SectionFilter(admin.SimpleListFilter):
    """Keeps the rows of one section."""

    title = _("section")
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(pk), title) for pk, title in section_titles().items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        section = self.value() or ""
        return queryset.filter(section=section) if is_key(section) else queryset
