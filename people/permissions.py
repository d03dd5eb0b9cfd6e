"""Permissions as named questions. They follow the roles and today's positions of a visitor, and only add up."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, TypeGuard

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from people.models import Employee, Unit, next_path

Visitor = Employee | AnonymousUser


def signed_in(request: HttpRequest) -> Employee:
    """The employee who is signed in. For views that only signed-in visitors reach."""
    assert isinstance(request.user, Employee)
    return request.user


def works_here(visitor: Visitor) -> TypeGuard[Employee]:
    """Whether the visitor has a position today: roles end with the last one. An administrator needs none, since
    nobody could have hired the first."""
    return isinstance(visitor, Employee) and (visitor.is_superuser or visitor.is_employed(timezone.localdate()))


def reads_as_employee(visitor: Visitor) -> bool:
    """Whether the visitor reads what is for employees alone. Those who have left do not; those whose first day is yet
    to come do, and an administrator, who needs no position."""
    return isinstance(visitor, Employee) and (visitor.is_superuser or not visitor.has_left(timezone.localdate()))


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
    """Whether the visitor may read a handbook as a given employee saw it on a day: HR staff and auditors."""
    return sees_overview(visitor)


def sees_figures(visitor: Visitor) -> bool:
    """Whether the visitor sees statistics of questions: editors, who can correct them, HR staff and auditors."""
    return may_edit_text(visitor) or sees_overview(visitor)


def units_led(visitor: Visitor, on: date) -> list[Unit]:
    """The units that the visitor leads, topmost first. The units below them are led as well."""
    if not isinstance(visitor, Employee):
        return []
    return sorted(
        (position.unit for position in visitor.positions_on(on) if position.is_leader), key=lambda unit: unit.path
    )


def leads(visitor: Visitor, on: date) -> bool:
    return bool(units_led(visitor, on))


def leads_unit(visitor: Visitor, unit: Unit, on: date) -> bool:
    return any(led.path <= unit.path < next_path(led.path) for led in units_led(visitor, on))


def may_see_unit(visitor: Visitor, unit: Unit, on: date) -> bool:
    """Leaders see the employees of the units that they lead and of all below; HR staff and auditors see all."""
    return sees_overview(visitor) or leads_unit(visitor, unit, on)


def sees_people(visitor: Visitor, on: date) -> bool:
    """Whether the visitor may see the status of any employees."""
    return sees_overview(visitor) or leads(visitor, on)


def left_out_of_lists(visitor: Visitor, on: date) -> int | None:
    """The id of a leader, who is left out of their own lists: their to-dos are on their home page. None for those who see
    the whole organisation: they are listed with everybody."""
    return visitor.pk if leads(visitor, on) and not sees_overview(visitor) else None


def allow(
    question: Callable[[Any], bool],
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Let a view answer only visitors who pass `question`. Others are led to sign in, or refused once signed in."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if question(request.user):
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise PermissionDenied

        return guarded

    return decorate
