"""The list of events, which the administrator reads."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from people.admin_permissions import GuardedAdmin
from people.permissions import is_administrator
from records.changes import described, subject_label
from records.details import subject_name
from records.event_labels import EVENT_LABELS, event_label
from records.models import Event


class WhatFilter(admin.SimpleListFilter):
    title = _("what")
    parameter_name = "what"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return sorted(((what, event_label(what)) for what in EVENT_LABELS), key=lambda choice: choice[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(what=self.value()) if self.value() else queryset


@admin.register(Event)
class EventAdmin(GuardedAdmin):
    seen_by = staticmethod(is_administrator)
    list_display = ("at", "in_words", "changes", "by", "subject")
    ordering = ("-pk",)
    list_filter = (WhatFilter,)
    list_select_related = ("by",)
    date_hierarchy = "at"
    fields = ("at", "in_words", "changes", "by", "subject", "details")

    @admin.display(description=_("what"), ordering="what")
    def in_words(self, event: Event) -> str:
        return event_label(event.what)

    @admin.display(description=_("what changed"))
    def changes(self, event: Event) -> str:
        return format_html_join("", "<div>{}</div>", ((line,) for line in described(event))) or "–"

    @admin.display(description=_("about"))
    def subject(self, event: Event) -> str:
        return f"{subject_label(event)}: {subject_name(event.subject_kind, event.subject_key)}"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("in_words", "changes", "subject")
