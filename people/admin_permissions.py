"""Permissions in the admin: they follow from `people.permissions`, never from Django's permission tables."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast
from zlib import crc32

from django import forms
from django.contrib import admin
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from people.days import FIRST_DAY, LAST_DAY
from people.permissions import Visitor
from records.changes import described
from records.event_labels import event_label
from records.models import Event

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    Base = admin.ModelAdmin[Model]
    PaginatorBase = Paginator[Any]
else:
    Base = admin.ModelAdmin
    PaginatorBase = Paginator


KEYS = ("__exact", "__id__exact", "__isnull", "")
DAYS = ("__year", "__month", "__day", "__gte", "__lt")
LONGEST_KEY = 18
"""The most digits a key can have: one more would not fit into the database's integers."""


def is_key(text: str) -> bool:
    """Whether a part of an address can be the key of a row. «²» is a digit to Python, but not a number."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY


class SeenForm(forms.ModelForm):  # type: ignore[type-arg] # generic in the stubs alone
    """A form of a stored row, which is refused once if it would overwrite what somebody else has saved since its page
    was opened.

    The page carries along what `seen` returns. A form that comes without it is not compared.
    """

    def seen(self) -> str:
        """The fields that can be changed, each with a digest of what is stored in it."""
        open_fields = [name for name, field in self.fields.items() if not field.disabled]
        return ",".join(f"{name}:{crc32(repr(self.initial.get(name)).encode()):x}" for name in open_fields)

    def clean(self) -> dict[str, Any]:
        """Refuse, by name, the fields that would overwrite a value stored since the page was opened."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if opened := self.data.get("seen"):
            saved_since = {part.partition(":")[0] for part in set(self.seen().split(",")) - set(opened.split(","))}
            if overwritten := [name for name in self.changed_data if name in saved_since]:
                labels = ", ".join(f"«{self.fields[name].label}»" for name in overwritten)
                self.add_error(None, CHANGED_MEANWHILE % {"fields": labels})
        return cleaned


CHANGED_MEANWHILE = _(
    "Somebody has changed this since you opened the page: %(fields)s. Nothing was saved. Below is what you typed; the "
    "history says what was changed. Save again to store what stands here."
)


def nobody(visitor: Visitor) -> bool:
    return False


class KeyPaginator(PaginatorBase):
    """Reads the keys of a page's rows first, and then whole rows for these alone.

    What is worked out for a row, such as the title of its section, then costs nothing for the rows that come before the
    page, and an index of the order leads to its keys.
    """

    def page(self, number: int | str) -> Page[Any]:
        """Raises PageNotAnInteger and EmptyPage."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        last = first + self.per_page
        if last + self.orphans >= self.count:
            last = self.count
        rows = cast("QuerySet[Any]", self.object_list)
        keys = list(rows.values_list("pk", flat=True)[first:last])
        return Page(rows.filter(pk__in=keys), number, self)


class GuardedAdmin(Base):
    """An admin whose rows visitors may see, add and change if `seen_by`, `added_by` and `changed_by` allow it.

    Nothing is ever deleted in the admin.
    """

    seen_by: Callable[[Visitor], bool] = staticmethod(nobody)
    added_by: Callable[[Visitor], bool] = staticmethod(nobody)
    changed_by: Callable[[Visitor], bool] = staticmethod(nobody)

    view_on_site = False
    paginator = KeyPaginator

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

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        """The form of a stored row also compares what was stored when its page was opened."""
        form = super().get_form(request, obj, change=change, **options)
        return type(form.__name__, (SeenForm, form), {}) if change else form

    def names_in_history(self, object_id: str) -> Mapping[str, str]:
        """Names by the ids that the events of a row have."""
        return {}

    object_history_template = "admin/history_of_events.html"

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What happened to the row, newest first, from the events instead of Django's own log, which keeps English names."""
        events = Event.objects.filter(subject_kind=self.model._meta.label, subject_key=object_id)
        page = Paginator(events.select_related("by").order_by("-pk"), 100).get_page(request.GET.get("p"))
        names = self.names_in_history(object_id) if page else {}
        rows = [(event, event_label(event.what), described(event, names)) for event in page]
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
