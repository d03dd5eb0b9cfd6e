"""HR's side of the courses. Attempts and answers are never registered here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import Completion, Requirement
from people.doors import GuardedAdmin
from people.rights import may_see_people
from records.models import record


@admin.register(Requirement)
class RequirementAdmin(GuardedAdmin):
    """Who must complete which handbook, by when, and how often again."""

    seen_by = added_by = changed_by = staticmethod(may_see_people)
    list_display = ("handbook", "unit", "from_day", "to_day", "newcomer_days", "change_days", "valid_months")
    list_filter = ("handbook",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        what = "requirement edited" if change else "requirement made"
        record(what, obj, by=request.user, at=timezone.now(), fields=form.changed_data)


@admin.register(Completion)
class CompletionAdmin(GuardedAdmin):
    """Who has completed which words, and when. Read-only; what was answered is not here."""

    seen_by = staticmethod(may_see_people)
    list_display = ("employee", "section_slug", "number", "completed_at", "code")
    list_filter = ("section__handbook", "section", "version__number")
    list_select_related = ("employee", "section", "version")
    search_fields = ("employee__number", "employee__given_name", "employee__family_name")
    date_hierarchy = "completed_at"
    fields = (
        "employee", "section", "version", "language", "audience", "scope", "since", "reason", "reading_confirmed_at",
        "completed_at", "section_digest", "html_digest", "quiz_digest", "payload_digest",
    )  # fmt: skip

    @admin.display(description=_("section"), ordering="section__position")
    def section_slug(self, completion: Completion) -> str:
        return completion.section.slug

    @admin.display(description=_("version"), ordering="version__number")
    def number(self, completion: Completion) -> int | None:
        return completion.version.number
