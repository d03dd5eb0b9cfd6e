"""What happened, for the administrator to read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from records.models import Event


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # generic in the stubs alone
    list_display = ("at", "what", "by", "subject_kind", "subject_key")
    list_filter = ("what",)
    list_select_related = ("by",)
    date_hierarchy = "at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
