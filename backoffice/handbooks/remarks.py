from typing import Any

from django.contrib import admin, messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from backoffice.filters import SectionFilter
from backoffice.marks import with_mark
from handbook.changes import MESSAGE, TITLE
from handbook.models import ClauseText, Edition, Remark
from handbook.public.remarks import handle_remark
from handbook.templatetags.languages import language_name
from people.admin_permissions import GuardedAdmin
from people.language import ui_language
from people.permissions import may_edit_text, signed_in


class HandledFilter(admin.SimpleListFilter):
    title = _("handled")
    parameter_name = "handled"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("not yet")), ("yes", _("handled"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("no", "yes"):
            return queryset
        return queryset.filter(handled_at__isnull=self.value() == "no")


@admin.register(Remark)
class RemarkAdmin(GuardedAdmin):
    """Reports from readers. HR reads them and marks them as handled."""

    seen_by = changed_by = staticmethod(may_edit_text)
    list_display = ("__str__", "section_title", "point", "version", "name", "sent_at", "handled_at")
    list_filter = (HandledFilter, SectionFilter)
    list_select_related = ("section__handbook",)
    fields = readonly_fields = (
        "text", "name", "section", "point", "version", "in_language", "page", "sent_at", "handled_at", "handled_by",
    )  # fmt: skip
    actions = ("handled",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Add the newest title of the section, in the visitor's language, and the number that the point had."""
        editions = Edition.objects.filter(version__section=OuterRef("section"), language=ui_language())
        newest = Subquery(editions.order_by("-version__number").values("title")[:1])
        remarks: QuerySet[Any] = super().get_queryset(request)
        points = ClauseText.objects.filter(
            edition__version__section=OuterRef("section"),
            edition__version__number=OuterRef("version"),
            edition__language=OuterRef("language"),
            clause=OuterRef("clause"),
        )
        with_titles: QuerySet[Any] = remarks.select_related("section__handbook").annotate(
            newest_title=newest, point_number=Subquery(points.values("number")[:1])
        )
        return with_titles

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store nothing: every field is read-only, and the row may have been marked as handled meanwhile."""

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of one report, without buttons that save: reports are marked as handled in the list."""
        buttons = dict.fromkeys(("show_save", "show_save_and_continue", "show_save_and_add_another"), False)
        return super().change_view(request, object_id, form_url, {**buttons, **(extra_context or {})})

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Lead to the list without saying that anything was saved."""
        return redirect("admin:handbook_remark_changelist")

    @admin.display(description=_("language"), ordering="language")
    def in_language(self, remark: Remark) -> str:
        return language_name(remark.language)

    @admin.display(description=_("point"), ordering="clause")
    def point(self, remark: Any) -> str:
        """As readers knew it; of a heading or an example, the words are in the report."""
        if remark.clause in (TITLE, MESSAGE):
            return gettext("Title") if remark.clause == TITLE else gettext("Key message")
        if not remark.point_number:
            return gettext("Heading or example") if remark.clause else "–"
        return gettext("Point %(number)s") % {"number": f"{remark.section.position}.{remark.point_number}"}

    @admin.display(description=_("section"), ordering="section__position")
    def section_title(self, remark: Any) -> str:
        title = remark.newest_title or (remark.section.slug if remark.section else "–")
        return with_mark(title, remark.section)

    @admin.action(description=_("Mark as handled"), permissions=["change"])
    def handled(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        waiting = list(queryset.filter(handled_at__isnull=True))
        for remark in waiting:
            handle_remark(remark=remark, by=signed_in(request), at=timezone.now())
        message = ngettext(
            "%(count)s report is marked as handled.", "%(count)s reports are marked as handled.", len(waiting)
        )
        messages.success(request, message % {"count": len(waiting)})
