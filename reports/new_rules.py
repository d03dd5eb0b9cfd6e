"""New rules that employees are being asked about now, which explain a lower number of employees done."""

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
    """A section with a new rule, and how many members of a team still have to confirm it."""

    title: str
    published_on: date
    people: int
    due_on: date
    """The most common deadline among them."""


def new_rules(team: Sequence[Member], *, language: str) -> list[NewRule]:
    """The sections that members of the team owe because of a new rule, newest first; members on leave are not counted. Two
    queries, or none if there is no such section."""
    due: dict[Section, Counter[date]] = defaultdict(Counter)
    for member in team:
        if member.employee_status.is_on_leave:
            continue
        for to_do in member.employee_status.to_dos:
            if to_do.owed_section.reason == Reason.CHANGE:
                due[to_do.section][to_do.due_on] += 1
    if not due:
        return []
    published = _published_on(due)
    titles = titles_of({section.handbook for section in due}, language)
    rules = [
        NewRule(titles[section.pk], published[section.pk], days.total(), days.most_common(1)[0][0])
        for section, days in due.items()
        if section.pk in published
    ]
    return sorted(rules, key=lambda rule: (rule.published_on, rule.title), reverse=True)


def _published_on(sections: Iterable[Section]) -> dict[int, date]:
    """For each section, the day on which its newest version with a new rule was published."""
    versions = Version.objects.published().filter(section__in=list(sections), changes__kind=Kind.NEW_RULE)
    days = versions.order_by("number").values_list("section", "published_at")
    return {section: timezone.localdate(at) for section, at in days if at}
