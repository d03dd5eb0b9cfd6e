"""Who may do what, as named questions. Rights follow the positions of today and only add up."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, TypeGuard

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from people.models import Employee, Unit, next_path

Visitor = Employee | AnonymousUser


def signed_in(request: HttpRequest) -> Employee:
    """Who is signed in; behind a door that asks for it, somebody is."""
    assert isinstance(request.user, Employee)
    return request.user


def works_here(visitor: Visitor) -> TypeGuard[Employee]:
    """Roles go with the last position. The administrator needs none: the first one has nobody to be hired by."""
    return isinstance(visitor, Employee) and (visitor.is_superuser or visitor.is_employed(timezone.localdate()))


def enters_admin(visitor: Visitor) -> bool:
    return works_here(visitor) and visitor.is_active and visitor.is_staff


def is_administrator(visitor: Visitor) -> bool:
    return isinstance(visitor, Employee) and visitor.is_superuser


def may_edit_text(visitor: Visitor) -> bool:
    return works_here(visitor) and (visitor.is_superuser or visitor.is_hr_editor or visitor.is_hr_publisher)


def may_publish_text(visitor: Visitor) -> bool:
    return works_here(visitor) and (visitor.is_superuser or visitor.is_hr_publisher)


def may_see_people(visitor: Visitor) -> bool:
    return works_here(visitor) and (visitor.is_superuser or visitor.is_hr_staff)


def sees_overview(visitor: Visitor) -> bool:
    return works_here(visitor) and (visitor.is_superuser or visitor.is_hr_staff or visitor.is_auditor)


def may_look_back(visitor: Visitor) -> bool:
    """Who may read a handbook as a given employee would have seen it on a day: HR staff and auditors."""
    return sees_overview(visitor)


def sees_figures(visitor: Visitor) -> bool:
    """Who may see how questions went, in totals: those who can mend them, and those who see the overview."""
    return may_edit_text(visitor) or sees_overview(visitor)


def units_led(visitor: Visitor, on: date) -> list[Unit]:
    """The units whose leader this is, topmost first. What lies below them is led as well."""
    if not isinstance(visitor, Employee):
        return []
    return sorted(
        (position.unit for position in visitor.positions_on(on) if position.is_leader), key=lambda unit: unit.path
    )


def leads(visitor: Visitor, on: date) -> bool:
    return bool(units_led(visitor, on))


def leads_unit(visitor: Visitor, unit: Unit, on: date) -> bool:
    return any(each.path <= unit.path < next_path(each.path) for each in units_led(visitor, on))


def may_see_unit(visitor: Visitor, unit: Unit, on: date) -> bool:
    """Leaders see the people of the units they lead and of all below; HR staff and auditors see all."""
    return sees_overview(visitor) or leads_unit(visitor, unit, on)


def sees_people(visitor: Visitor, on: date) -> bool:
    """Whether there is anybody whose status this visitor sees."""
    return sees_overview(visitor) or leads(visitor, on)


def allow(question: Callable[[Any], bool]) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """The door of a view: whoever is not signed in is led to sign in and back, whoever may not is refused."""

    def door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if question(request.user):
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise PermissionDenied

        return guarded

    return door
