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

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Tell the browser the bounds of a bounded field, with one sentence for everything out of them."""
        if bounds := Requirement.BOUNDS.get(db_field.name):
            messages = dict.fromkeys(("invalid", "min_value", "max_value"), bounds.sentence)
            options |= {"min_value": bounds.smallest, "max_value": bounds.largest, "error_messages": messages}
        return super().formfield_for_dbfield(db_field, request, **options)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        require(requirement=obj, fields=form.changed_data, by=signed_in(request), at=timezone.now())
