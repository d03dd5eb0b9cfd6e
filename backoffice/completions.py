"""HR's list of receipts. Attempts and answers are never registered in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backoffice.filters import SectionFilter
from backoffice.marks import number_with_mark, was_undone, with_mark
from courses.models import Completion
from handbook.models import Edition
from handbook.templatetags.languages import language_name
from people.admin_permissions import GuardedAdmin
from people.language import ui_language
from people.names.admin_search import NameSearch
from people.permissions import may_see_people


@admin.register(Completion)
class CompletionAdmin(NameSearch, GuardedAdmin):
    """Who has completed which version, and when. Read-only, and without the answers."""

    seen_by = staticmethod(may_see_people)
    list_display = ("employee", "section_title", "number", "completed_at", "receipt")
    list_filter = ("section__handbook", SectionFilter)
    list_select_related = ("employee", "section__handbook", "version")
    search_column = "employee__search_text"
    search_help_text = _("Name, employee number, or the code of a receipt")
    date_hierarchy = "completed_at"
    fieldsets = (
        (None, {"fields": (
            "employee", "section", "version", "in_language", "audience", "scope", "covered", "covered_for_leaders",
            "reason", "reading_confirmed_at", "completed_at",
        )}),
        (_("Check codes for the text"), {
            "classes": ["collapse"],
            "description": _("If a word changes, the code changes. So anybody can check what was read."),
            "fields": ("section_digest", "html_digest", "quiz_digest", "payload_digest"),
        }),
    )  # fmt: skip
    readonly_fields = ("in_language", "covered", "covered_for_leaders")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Add the title of the section: in the visitor's language, or else in the language it was read in."""
        editions = Edition.objects.filter(version=OuterRef("version"))
        own_language, read_language = (
            editions.filter(language=ui_language()),
            editions.filter(language=OuterRef("language")),
        )
        completions: QuerySet[Any] = super().get_queryset(request)
        with_titles: QuerySet[Any] = completions.annotate(
            shown_title=Coalesce(
                Subquery(own_language.values("title")[:1]), Subquery(read_language.values("title")[:1])
            ),
            is_undone=was_undone("version"),
        )
        return with_titles

    @admin.display(description=_("language"), ordering="language")
    def in_language(self, completion: Completion) -> str:
        return language_name(completion.language)

    @admin.display(description=_("points for everybody"))
    def covered(self, completion: Completion) -> str:
        return covered_since(completion.since)

    @admin.display(description=_("points for managers"))
    def covered_for_leaders(self, completion: Completion) -> str:
        return gettext("not asked for") if completion.leaders_since is None else covered_since(completion.leaders_since)

    def matches(self, search_term: str) -> Q:
        return super().matches(search_term) | Completion.with_code(search_term)

    @admin.display(description=_("section"), ordering="section__position")
    def section_title(self, completion: Any) -> str:
        return with_mark(str(completion.shown_title), completion.section)

    @admin.display(description=_("receipt"))
    def receipt(self, completion: Completion) -> str:
        return completion.code

    @admin.display(description=_("version"), ordering="version__number")
    def number(self, completion: Completion) -> str:
        return number_with_mark(completion.version.number, completion)


def covered_since(number: int) -> str:
    """Say what a completion covers: all of the text, or what has changed since a version."""
    return (
        gettext("what has changed since version %(number)s") % {"number": number}
        if number
        else gettext("all of the text")
    )
