from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from courses.models import Requirement
from courses.todos.requirements import require
from people.admin_permissions import GuardedAdmin
from people.permissions import may_see_people, signed_in


@admin.register(Requirement)
class RequirementAdmin(GuardedAdmin):
    """Who must complete which handbook, by when, and how often again."""

    seen_by = added_by = changed_by = staticmethod(may_see_people)
    list_display = ("handbook", "unit", "from_day", "to_day", "newcomer_days", "change_days", "valid_months")
    list_filter = ("handbook",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        require(requirement=obj, fields=form.changed_data, by=signed_in(request), at=timezone.now())
