"""The context of every page: the employer and its look, whether this is the demo, the visitor's permissions, and under what
pieces of it are kept."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from people import permissions
from people.models import Employee
from people.signin.sessions import stamp_of


@dataclass(frozen=True, slots=True)
class PagePermissions:
    """What the links of the menu depend on: the visitor's permissions, and whether there is a password to change."""

    leads: bool
    sees_overview: bool
    looks_back: bool
    enters_admin: bool
    edits_text: bool
    is_signed_in: bool
    has_password: bool


def page(request: HttpRequest) -> dict[str, Any]:
    visitor = getattr(request, "user", None) or AnonymousUser()  # a request refused before authentication has no user
    return {
        "site_stamp": lambda: stamp_of(request),  # asked for by what keeps pieces under it
        "today": timezone.localdate(),
        "employer": settings.EMPLOYER,
        "demo": settings.DEMO,
        "theme": f"themes/{settings.THEME}.css",
        "logo": settings.LOGO,
        "permissions": PagePermissions(
            leads=permissions.leads(visitor, timezone.localdate()),
            sees_overview=permissions.sees_overview(visitor),
            looks_back=permissions.may_look_back(visitor),
            enters_admin=permissions.enters_admin(visitor),
            edits_text=permissions.may_edit_text(visitor),
            is_signed_in=visitor.is_authenticated,
            has_password=isinstance(visitor, Employee) and visitor.has_usable_password(),
        ),
    }
