"""Permissions in the admin: they follow from `people.permissions`, never from Django's permission tables."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from people.days import FIRST_DAY, LAST_DAY
from people.permissions import Visitor
from records.changes import described
from records.event_labels import event_label
from records.models import Event

if TYPE_CHECKING:
    from django.db.models import Model

    Base = admin.ModelAdmin[Model]
else:
    Base = admin.ModelAdmin


KEYS = ("__exact", "__id__exact", "__isnull", "")
DAYS = ("__year", "__month", "__day", "__gte", "__lt")
LONGEST_KEY = 18
"""The most digits a key can have: one more would not fit into the database's integers."""


def is_key(text: str) -> bool:
    """Whether a part of an address can be the key of a row. «²» is a digit to Python, but not a number."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY


def nobody(visitor: Visitor) -> bool:
    return False


class GuardedAdmin(Base):
    """An admin whose rows visitors may see, add and change if `seen_by`, `added_by` and `changed_by` allow it.

    Nothing is ever deleted in the admin.
    """

    seen_by: Callable[[Visitor], bool] = staticmethod(nobody)
    added_by: Callable[[Visitor], bool] = staticmethod(nobody)
    changed_by: Callable[[Visitor], bool] = staticmethod(nobody)

    view_on_site = False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only what the list's own filters send, with a key or a day that there can be.

        Django allows every column of the row: a filter by one that no page shows would tell what it holds.
        """
        filters = list(self.get_list_filter(request))
        fields = [name for name in filters if isinstance(name, str)]
        if lookup in [getattr(own_filter, "parameter_name", None) for own_filter in filters]:
            return True
        by_key = lookup in {field + ending for field in fields for ending in KEYS}
        by_day = self.date_hierarchy and lookup in {self.date_hierarchy + ending for ending in DAYS}
        if by_day and lookup.endswith("__year"):
            return is_key(value) and FIRST_DAY.year <= int(value) <= LAST_DAY.year
        return bool(by_key or by_day) and (is_key(value) or not value.isdecimal())

    object_history_template = "admin/history_of_events.html"

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What happened to the row, newest first, from the events instead of Django's own log, which keeps English names."""
        events = Event.objects.filter(subject_kind=self.model._meta.label, subject_key=object_id)
        page = Paginator(events.select_related("by").order_by("-pk"), 100).get_page(request.GET.get("p"))
        rows = [(event, event_label(event.what), described(event)) for event in page]
        return super().history_view(request, object_id, {"page": page, "rows": rows, **(extra_context or {})})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return type(self).seen_by(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return type(self).seen_by(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return type(self).added_by(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return type(self).changed_by(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
