"""The courses' parts of a handbook's pages: what a reader has done in its contents; on a section's page the panel below
the text, and the alert above it if it is shown again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.utils import timezone

from courses.attempts.progress import open_question_ids
from courses.attempts.scope import attempt_scope
from courses.home import plan_items
from courses.models import Attempt
from courses.todos.owed_sections import Latest, OwedSection
from courses.todos.todo_list import employee_statuses, owed_in_section, owed_in_sections
from handbook.models import Audience, Handbook
from handbook.public.reader_editions import ReaderEdition
from markup.time_needed import TimeNeeded
from people.models import Employee
from people.views import NOT_SAVED

Owed = tuple[OwedSection | None, Latest]
"""What is owed in a section, if anything, and the latest completions of it."""
register = template.Library()


@register.inclusion_tag("courses/_moved.html", takes_context=True)
def moved_alert(context: dict[str, Any]) -> dict[str, Any]:
    """Above the text: why the page is shown again after a confirmation or an answer that was not saved."""
    return {"moved": context["request"].GET.get("moved", "")}


@register.simple_tag(takes_context=True)
def reader_progress(context: dict[str, Any], sections: Iterable[ReaderEdition]) -> dict[int, Owed]:
    """What the reader owes in each section of a handbook, and has completed, by the section's id; nothing for those who are
    not employed here. The panel below the text takes its section from it, so both ask once: three queries."""
    visitor, today = context["request"].user, timezone.localdate()
    if not isinstance(visitor, Employee) or not visitor.is_employed(today):
        return {}
    return owed_in_sections(visitor, [shown.version.section for shown in sections], on=today)


@register.filter
def has_done(progress: Mapping[int, Owed], section: int) -> bool:
    """Whether the reader has completed the section, and nothing is owed in it now."""
    owed, latest = progress.get(section, (None, {}))
    return owed is None and Audience.EVERYONE in latest


@register.inclusion_tag("courses/_confirm.html", takes_context=True)
def confirm_panel(
    context: dict[str, Any], shown: ReaderEdition, progress: Mapping[int, Owed] | None = None
) -> dict[str, Any]:
    """The panel below the text. `progress` is what `reader_progress` gives: then one query for a signed-in employee, else
    three; and two more with an open attempt. Others get the link to sign in and return."""
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
    owed, latest = (progress or {}).get(section.pk) or owed_in_section(visitor, section, on=today)
    scope = attempt_scope(shown, owed, Audience.LEADERS if visitor.is_leader(today) else Audience.EVERYONE)
    changed = scope.changed_since(attempt) if attempt else ""
    # The attempt is open but has no question left: confirming completes it.
    only_confirm = attempt is not None and not changed and not open_question_ids(attempt)
    return base | {
        "state": "owed" if owed else "done",
        "attempt": None if only_confirm else attempt,
        "changed": changed,
        "latest": latest.get(Audience.EVERYONE),
        "only_confirm": only_confirm,
        "question_count": 0 if only_confirm else len(scope.questions),
        "attempt_scope": scope,
    }


@dataclass(frozen=True, slots=True)
class ContentsRow:
    """A section in the list of contents."""

    shown: ReaderEdition
    time: TimeNeeded
    """What the reader still owes in it; all of it, if nothing is owed."""
    completed_on: date | None = None
    """The day the reader completed it, if nothing is owed in it now."""
    change: str = ""
    """The change since the reader completed it, in a few words."""


@register.inclusion_tag("courses/_contents.html", takes_context=True)
def contents_list(
    context: dict[str, Any], handbook: Handbook, sections: Iterable[tuple[ReaderEdition, TimeNeeded]]
) -> dict[str, Any]:
    """The sections of a handbook, with how far the reader has come. Who is not employed here gets the sections alone,
    without a query."""
    visitor, today = context["request"].user, timezone.localdate()
    base = {"handbook": handbook, "LANGUAGE_CODE": context["LANGUAGE_CODE"]}
    if not isinstance(visitor, Employee) or not visitor.is_employed(today):
        return base | {"rows": [ContentsRow(shown, time) for shown, time in sections]}
    (status,) = employee_statuses([visitor], on=today, handbook=handbook)
    audience = Audience.LEADERS if visitor.is_leader(today) else Audience.EVERYONE
    by_section = {shown.version.section_id: (shown, time) for shown, time in sections}
    editions = {section: shown for section, (shown, _time) in by_section.items()}
    items = {item.to_do.section.pk: item for item in plan_items(status, editions, audience)}
    rows = []
    for section, (shown, time) in by_section.items():
        if item := items.get(section):
            rows.append(ContentsRow(shown, item.time, change=item.change))
        else:
            latest = status.completed.get(section)
            rows.append(ContentsRow(shown, time, timezone.localdate(latest.completed_at) if latest else None))
    changed = sum(item.is_change for item in items.values())
    return base | {
        "rows": rows,
        "done_of": {"of": len(status.required), "done": len(status.required) - len(status.to_dos) + changed},
    }
