"""What the courses say on a section's page: the panel below the text, and above it, why it is shown again."""

from typing import Any

from django import template
from django.utils import timezone

from courses.attempts.progress import open_questions
from courses.attempts.scope import attempt_scope
from courses.models import Attempt
from courses.todos.todo_list import owed_in_section
from handbook.models import Audience
from handbook.public.reader_editions import ReaderEdition
from people.models import Employee
from people.views import NOT_SAVED

register = template.Library()


@register.inclusion_tag("courses/_moved.html", takes_context=True)
def moved_alert(context: dict[str, Any]) -> dict[str, Any]:
    """Above the text: why the page is shown again, after a confirmation or an answer that was not taken."""
    return {"moved": context["request"].GET.get("moved", "")}


@register.inclusion_tag("courses/_confirm.html", takes_context=True)
def confirm_panel(context: dict[str, Any], shown: ReaderEdition) -> dict[str, Any]:
    """For a signed-in employee, three queries, with an attempt open five; for others the way to sign in and back."""
    visitor, today = context["request"].user, timezone.localdate()
    base = {
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "shown": shown,
        "is_changes": context.get("is_changes", False),
        "not_saved": NOT_SAVED in context["request"].GET,
    }
    if not isinstance(visitor, Employee):
        return base | {"state": "signed_out"}
    if not visitor.is_employed(today):
        return base | {"state": "left"}
    section = shown.version.section
    attempt = Attempt.objects.open().filter(employee=visitor, section=section).first()
    owes, latest = owed_in_section(visitor, section, on=today)
    now = attempt_scope(shown, owes, Audience.LEADERS if visitor.is_leader(today) else Audience.EVERYONE)
    moved_on = now.moved(attempt) if attempt else ""
    # Nothing is left to answer, and the attempt is open all the same: to confirm is what completes it.
    only_confirm = attempt is not None and not moved_on and not open_questions(attempt)
    return base | {
        "state": "owed" if owes else "done",
        "attempt": None if only_confirm else attempt,
        "moved_on": moved_on,
        "latest": latest.get(Audience.EVERYONE),
        "asked": 0 if only_confirm else len(now.questions),
        "now": now,
    }
