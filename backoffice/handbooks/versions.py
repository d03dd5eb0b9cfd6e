from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import linebreaksbr
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from backoffice.cards import points, questions
from backoffice.filters import SectionFilter
from backoffice.handbooks.handbooks import language_of
from backoffice.marks import number_with_mark, was_undone, with_mark
from backoffice.publication import review, workflow
from backoffice.texts import clause_statistics, drafts, published
from handbook.models import Stage, Version
from handbook.versions.rollback import undone_versions
from people.admin_permissions import GuardedAdmin, is_key
from people.language import LANGUAGES
from people.permissions import may_edit_text


class StageFilter(admin.SimpleListFilter):
    title = _("stage")
    parameter_name = "stage"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return Stage.choices

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(stage=self.value()) if self.value() in Stage else queryset


RAW = tuple(f"{field}_{language}" for language in LANGUAGES for field in ("source", "quiz"))
"""The columns whose marks only the raw text shows, folded."""


WORDS = ("title", "message", "news")
LANGUAGE_NAMES = dict(settings.LANGUAGES)


def text_of(column: str) -> Callable[[Any], str]:
    """A read-only field of the admin: the text of a column, marked with its language."""

    field: Any = Version._meta.get_field(column if column in RAW else column.rpartition("_")[0])

    @admin.display(description=field.verbose_name, empty_value="-")
    def text(version: Any) -> str:
        written = linebreaksbr(getattr(version, column) or "", autoescape=True)
        return written and format_html('<div lang="{}">{}</div>', language_of(column), written)

    text.__name__ = column
    return text


@admin.register(Version)
class VersionAdmin(GuardedAdmin):
    """Versions of sections. A draft opens in its editor; a published version is read-only."""

    seen_by = staticmethod(may_edit_text)
    list_display = ("section_title", "state", "review", "published_at", "published_by", "saved_at", "saved_by")
    list_filter = (StageFilter, "section__handbook", SectionFilter)
    list_select_related = ("section__handbook", "published_by", "saved_by")
    ordering = ("section__position", "-number")
    change_form_template = "backoffice/version.html"
    facts: ClassVar[list[str]] = ["section", "number", "published_at", "published_by", "begun_at", "begun_by"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """The facts, and the words in each language of the handbook; the raw text is folded."""
        languages = obj.section.handbook.languages_source_first if obj else LANGUAGES
        raw = [text_of(column) for column in RAW if language_of(column) in languages]
        words = {language: [text_of(f"{field}_{language}") for field in WORDS] for language in languages}
        return [
            (None, {"fields": self.facts}),
            *((LANGUAGE_NAMES[language], {"fields": columns}) for language, columns in words.items()),
            ("Markdown", {"classes": ["collapse"], "fields": [*raw, "laws"]}),
        ]

    def names_in_history(self, object_id: str) -> dict[str, str]:
        version = Version.objects.published().select_related("section__handbook").filter(pk=object_id).first()
        return published.names_in_version(version) if version else {}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        versions: QuerySet[Any] = super().get_queryset(request)
        with_marks: QuerySet[Any] = versions.annotate(is_undone=was_undone())
        return with_marks

    @admin.display(description=_("title"))
    def section_title(self, version: Version) -> str:
        return with_mark(version.title or version.section.slug, version.section)

    @admin.display(description=_("version"), ordering="number")
    def state(self, version: Any) -> Any:
        return number_with_mark(version.number, version) if version.number else Stage(version.stage).label

    @admin.display(description=_("review and approval"))
    def review(self, version: Version) -> str:
        if version.is_published:
            return ""
        address = reverse("admin:handbook_version_review", args=[version.pk])
        label = _("Look at the draft and approve") if not version.is_scheduled else _("Look at the draft")
        return format_html(
            '<a href="{}">{}<span class="visually-hidden"> {}</span></a>', address, label, self.section_title(version)
        )

    def get_urls(self) -> list[URLPattern]:
        guarded = partial(drafts.guarded_view, self.admin_site)
        return [
            path("<int:pk>/preview/", guarded(points.preview_points), name="handbook_version_preview"),
            path("<int:pk>/discard/", guarded(drafts.discard), name="handbook_version_discard"),
            path("<int:pk>/review/", guarded(review.review), name="handbook_version_review"),
            path("<int:pk>/stage/", guarded(workflow.change_stage), name="handbook_version_stage"),
            path("<int:pk>/markdown/", guarded(drafts.edit_draft), name="handbook_version_markdown"),
            path("<int:pk>/edit/", guarded(points.edit_points), name="handbook_version_edit"),
            path("<int:pk>/questions/", guarded(questions.edit_questions), name="handbook_version_questions"),
            path("<int:pk>/changes/", guarded(published.published_version), name="handbook_version_changes"),
            path(
                "<int:pk>/first-answers/",
                guarded(clause_statistics.first_answers),
                name="handbook_version_first_answers",
            ),
            path("<int:pk>/undo/", guarded(published.undo), name="handbook_version_undo"),
            path("<int:pk>/roll-back/", guarded(published.roll_back), name="handbook_version_roll_back"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show a published version, read-only. A draft redirects to its editor, which redirects a scheduled version."""
        if is_key(object_id) and Version.objects.filter(pk=object_id, published_at=None).exists():
            return drafts.redirect_to_draft(int(object_id))
        version = Version.objects.filter(pk=object_id).select_related("section").first() if is_key(object_id) else None
        undone = undone_versions([version.section])[version.section_id] if version else {}
        return super().change_view(request, object_id, form_url, {"undone": undone, **(extra_context or {})})
