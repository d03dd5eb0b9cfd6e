"""New rules that people are being asked about now: why the number of those who are done has fallen."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from courses.models import Reason
from handbook.models import Kind, Section, Version
from handbook.public.section_page import titles_of
from reports.team import Member


@dataclass(frozen=True, slots=True)
class NewRule:
    """A section with a new rule, and how many of a team still have to confirm it."""

    title: str
    published_on: date
    people: int
    due_on: date
    """The deadline that most of them have."""


def new_rules(team: Sequence[Member], *, language: str) -> list[NewRule]:
    """The sections that somebody in the team owes for a new rule, newest first: two queries, and none where there is
    nothing. People on leave are not counted."""
    due: dict[Section, Counter[date]] = defaultdict(Counter)
    for member in team:
        for to_do in () if member.employee_status.is_on_leave else member.employee_status.to_dos:
            if to_do.owed_section.reason == Reason.CHANGE:
                due[to_do.section][to_do.due_on] += 1
    if not due:
        return []
    published = _published(due)
    titles = titles_of({section.handbook for section in due}, language)
    found = [
        NewRule(titles[section.pk], published[section.pk], days.total(), days.most_common(1)[0][0])
        for section, days in due.items()
        if section.pk in published
    ]
    return sorted(found, key=lambda each: (each.published_on, each.title), reverse=True)


def _published(sections: Iterable[Section]) -> dict[int, date]:
    """By section, the day of its newest version with a new rule."""
    versions = Version.objects.published().filter(section__in=list(sections), changes__kind=Kind.NEW_RULE)
    days = versions.order_by("number").values_list("section", "published_at")
    return {section: timezone.localdate(at) for section, at in days if at}
