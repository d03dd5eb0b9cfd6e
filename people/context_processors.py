"""The context of every page: the employer and its look, whether this is the demo, and the visitor's permissions."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from people import permissions


@dataclass(frozen=True, slots=True)
class PagePermissions:
    """The permissions that decide which links the menu shows."""

    leads: bool
    sees_overview: bool
    looks_back: bool
    enters_admin: bool
    edits_text: bool


def page(request: HttpRequest) -> dict[str, Any]:
    visitor = getattr(request, "user", None) or AnonymousUser()  # a request refused before authentication has no user
    return {
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
        ),
    }
