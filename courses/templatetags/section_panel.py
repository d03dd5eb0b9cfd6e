"""The courses' parts of a handbook's pages: what a reader has done in its contents; on a section's page the panel below
the text, and the alert above it if it is shown again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django import template
from django.utils import timezone

from courses.attempts.progress import open_question_ids
from courses.attempts.scope import attempt_scope
from courses.home import plan_items
from courses.models import Attempt
from courses.todos.owed_sections import Latest, OwedSection
from courses.todos.own_rows import own_rows
from courses.todos.todo_list import owed_in_sections, status_of
from handbook.models import Audience, Handbook
from handbook.public.reader_editions import ReaderEdition
from markup.time_needed import TimeNeeded
from people.models import Employee
from people.signin.sessions import stamp_of
from people.views import NOT_SAVED


class ReaderProgress(NamedTuple):
    """How far a reader has come in the sections of a handbook."""

    owed: Mapping[int, tuple[OwedSection | None, Latest]]
    """What is owed in a section, if anything, and the latest completions of it, by the section's id."""
    attempts: Mapping[int, Attempt]
    """The open attempts, by section."""


register = template.Library()


@register.inclusion_tag("courses/_moved.html", takes_context=True)
def moved_alert(context: dict[str, Any]) -> dict[str, Any]:
    """Above the text: why the page is shown again after a confirmation or an answer that was not saved."""
    return {"moved": context["request"].GET.get("moved", "")}


@register.simple_tag(takes_context=True)
def reader_progress(context: dict[str, Any], sections: Iterable[ReaderEdition]) -> ReaderProgress:
    """How far the reader has come in these sections; nothing for those who are not employed here. Asked once for each
    request, by the panel below the text and by the list beside it: one query, and one more with an open attempt."""
    request, today = context["request"], timezone.localdate()
    if not isinstance(request.user, Employee) or not request.user.is_employed(today):
        return ReaderProgress({}, {})
    if not hasattr(request, "reader_progress"):
        shown, own = [shown.version.section for shown in sections], own_rows(request.user)
        owed = owed_in_sections(request.user, shown, own, on=today, stamp=stamp_of(request))
        request.reader_progress = ReaderProgress(owed, own.attempts)
    progress: ReaderProgress = request.reader_progress
    return progress


@register.filter
def done_sections(progress: ReaderProgress) -> frozenset[int]:
    """The sections that the reader has completed, and in which nothing is owed now."""
    return frozenset(pk for pk, (owed, latest) in progress.owed.items() if owed is None and Audience.EVERYONE in latest)


@register.inclusion_tag("courses/_confirm.html", takes_context=True)
def confirm_panel(context: dict[str, Any], shown: ReaderEdition) -> dict[str, Any]:
    """The panel below the text. Others than employees get the link to sign in and return."""
    visitor, today = context["request"].user, timezone.localdate()
    base = {
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "shown": shown,
        "is_changes": context.get("is_changes", False),
        "not_saved": NOT_SAVED in context["request"].GET,
        "site_stamp": stamp_of(context["request"]),
    }
    if not isinstance(visitor, Employee):
        return base | {"state": "signed_out"}
    if not visitor.is_employed(today):
        return base | {"state": "left"}
    section = shown.version.section
    progress = reader_progress(context, context.get("sections") or [shown])
    owed, latest = progress.owed.get(section.pk, (None, {}))
    attempt = progress.attempts.get(section.pk)
    scope = attempt_scope(shown, owed, Audience.LEADERS if visitor.is_leader(today) else Audience.EVERYONE)
    changed = scope.changed_since(attempt) if attempt else ""
    # The attempt is open but has no question left: confirming completes it.
    only_confirm = attempt is not None and not changed and not open_question_ids(attempt)
    questions, done = 0 if only_confirm else len(scope.questions), latest.get(Audience.EVERYONE)
    # With an attempt it is the reader's own; else others see the same.
    facts = (shown.edition.pk, bool(owed), scope, done and timezone.localdate(done.completed_at), questions)
    return base | {
        "facts": None if attempt else (*facts, base["not_saved"], base["is_changes"]),
        "state": "owed" if owed else "done",
        "attempt": None if only_confirm else attempt,
        "changed": changed,
        "latest": done,
        "only_confirm": only_confirm,
        "question_count": questions,
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
    status = status_of(visitor, on=today, handbook=handbook, stamp=stamp_of(context["request"]))
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
