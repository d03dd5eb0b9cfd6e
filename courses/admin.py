"""HR's side of the courses. Attempts and answers are never registered here."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from courses import withdrawal_pages
from courses.models import Completion, Requirement, WithdrawnQuestion
from courses.requiring import require
from handbook.admin.drafts import door
from handbook.admin.filters import OfSection
from handbook.models import Edition
from people.doors import GuardedAdmin
from people.rights import may_edit_text, may_see_people, signed_in


@admin.register(Requirement)
class RequirementAdmin(GuardedAdmin):
    """Who must complete which handbook, by when, and how often again."""

    seen_by = added_by = changed_by = staticmethod(may_see_people)
    list_display = ("handbook", "unit", "from_day", "to_day", "newcomer_days", "change_days", "valid_months")
    list_filter = ("handbook",)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """A bounded field tells the browser its bounds, and has one sentence for everything it does not take."""
        if bounds := Requirement.BOUNDS.get(db_field.name):
            refused = dict.fromkeys(("invalid", "min_value", "max_value"), bounds.sentence)
            options |= {"min_value": bounds.smallest, "max_value": bounds.largest, "error_messages": refused}
        return super().formfield_for_dbfield(db_field, request, **options)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        require(requirement=obj, fields=form.changed_data, by=signed_in(request), at=timezone.now())


@admin.register(Completion)
class CompletionAdmin(GuardedAdmin):
    """Who has completed which words, and when. Read-only; what was answered is not here."""

    seen_by = staticmethod(may_see_people)
    list_display = ("employee", "section_title", "number", "completed_at", "receipt")
    list_filter = ("section__handbook", OfSection)
    list_select_related = ("employee", "section", "version")
    search_fields = ("employee__number", "employee__given_name", "employee__family_name")
    date_hierarchy = "completed_at"
    fields = (
        "employee", "section", "version", "language", "audience", "scope", "since", "leaders_since", "reason",
        "reading_confirmed_at", "completed_at", "section_digest", "html_digest", "quiz_digest", "payload_digest",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the title of what was read: in the language of whoever looks, or else in the one it was read in."""
        editions = Edition.objects.filter(version=OuterRef("version"))
        mine, read = editions.filter(language=get_language() or "nb"), editions.filter(language=OuterRef("language"))
        completions: QuerySet[Any] = super().get_queryset(request)
        with_titles: QuerySet[Any] = completions.annotate(
            shown_title=Coalesce(Subquery(mine.values("title")[:1]), Subquery(read.values("title")[:1]))
        )
        return with_titles

    @admin.display(description=_("section"), ordering="section__position")
    def section_title(self, completion: Any) -> str:
        return str(completion.shown_title)

    @admin.display(description=_("receipt"))
    def receipt(self, completion: Completion) -> str:
        return completion.code

    @admin.display(description=_("version"), ordering="version__number")
    def number(self, completion: Completion) -> int | None:
        return completion.version.number


@admin.register(WithdrawnQuestion)
class WithdrawnQuestionAdmin(GuardedAdmin):
    """Questions that were at fault: who withdrew them, when and why. Read-only; they are withdrawn from the questions of
    a published version."""

    seen_by = staticmethod(may_edit_text)
    list_display = ("question", "section_title", "number", "reason", "by", "at")
    list_filter = ("section__handbook", OfSection)
    list_select_related = ("section", "version", "by")
    fields = ("question", "section", "version", "reason", "by", "at")

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site
        questions, withdraw = door(site, withdrawal_pages.questions), door(site, withdrawal_pages.withdraw)
        return [
            path("versions/<int:pk>/", questions, name="courses_withdrawnquestion_version"),
            path("versions/<int:pk>/<slug:question>/", withdraw, name="courses_withdrawnquestion_withdraw"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the title of the section as it was then, in the language of whoever looks."""
        read = Edition.objects.filter(version=OuterRef("version"), language=get_language() or "nb")
        withdrawn: QuerySet[Any] = super().get_queryset(request)
        with_titles: QuerySet[Any] = withdrawn.annotate(shown_title=Subquery(read.values("title")[:1]))
        return with_titles

    @admin.display(description=_("section"), ordering="section__position")
    def section_title(self, withdrawn: Any) -> str:
        return str(withdrawn.shown_title or withdrawn.section.slug)

    @admin.display(description=_("version"), ordering="version__number")
    def number(self, withdrawn: WithdrawnQuestion) -> int | None:
        return withdrawn.version.number
