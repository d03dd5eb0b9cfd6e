"""The panel below a section's text: confirm, go on, or what is on record already."""

from typing import Any

from django import template
from django.utils import timezone

from courses.duties import owing_in
from courses.models import Attempt
from courses.pinning import pinned
from handbook.models import Audience
from handbook.reading import Shown
from people.models import Employee

register = template.Library()


@register.inclusion_tag("courses/_confirm.html", takes_context=True)
def confirm_panel(context: dict[str, Any], shown: Shown) -> dict[str, Any]:
    """For a signed-in employee, three queries; for others the way to sign in and back."""
    visitor, today = context["request"].user, timezone.localdate()
    base = {
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "shown": shown,
        "moved": "moved" in context["request"].GET,
        "is_changes": context.get("is_changes", False),
    }
    if not isinstance(visitor, Employee):
        return base | {"state": "signed_out"}
    if not visitor.is_employed(today):
        return base | {"state": "left"}
    section = shown.version.section
    attempt = Attempt.objects.open().filter(employee=visitor, section=section).first()
    owes, latest = owing_in(visitor, section, on=today)
    now = pinned(shown, owes, Audience.LEADERS if visitor.is_leader(today) else Audience.EVERYONE)
    return base | {
        "state": "owed" if owes else "done",
        "attempt": attempt,
        "moved_on": now.moved(attempt) if attempt else "",
        "latest": latest.get(Audience.EVERYONE),
        "asked": len(now.questions),
        "now": now,
    }
