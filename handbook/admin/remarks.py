from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from handbook.admin.filters import OfSection
from handbook.models import Remark
from handbook.remarking import handle_remark
from people.doors import GuardedAdmin
from people.rights import may_edit_text, signed_in


class IsHandled(admin.SimpleListFilter):
    title = _("handled")
    parameter_name = "handled"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("not yet")), ("yes", _("handled"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        wanted = {"no": True, "yes": False}
        return queryset.filter(handled_at__isnull=wanted[self.value()]) if self.value() in wanted else queryset  # type: ignore[index]


@admin.register(Remark)
class RemarkAdmin(GuardedAdmin):
    """What readers report. Read, and marked as handled."""

    seen_by = changed_by = staticmethod(may_edit_text)
    list_display = ("__str__", "section", "clause", "version", "name", "sent_at", "handled_at")
    list_filter = (IsHandled, OfSection)
    list_select_related = ("section",)
    readonly_fields = (
        "text", "name", "section", "clause", "version", "language", "page", "sent_at", "handled_at", "handled_by",
    )  # fmt: skip
    actions = ("handled",)

    @admin.action(description=_("Mark as handled"), permissions=["change"])
    def handled(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        waiting = list(queryset.filter(handled_at__isnull=True))
        for remark in waiting:
            handle_remark(remark=remark, by=signed_in(request), at=timezone.now())
        said = ngettext(
            "%(count)s report is marked as handled.", "%(count)s reports are marked as handled.", len(waiting)
        )
        messages.success(request, said % {"count": len(waiting)})
