"""Permissions in the admin: they follow from `people.permissions`, never from Django's permission tables."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from people.permissions import Visitor

if TYPE_CHECKING:
    from django.db.models import Model

    Base = admin.ModelAdmin[Model]
else:
    Base = admin.ModelAdmin


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
