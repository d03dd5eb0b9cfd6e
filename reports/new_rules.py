"""New rules that employees are being asked about now, which explain a lower number of employees done."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from courses.models import Reason
from handbook.models import Kind, Section, Version
from handbook.public.section_page import titles_of
from handbook.versions.rollback import undone_versions
from reports.team import Member


@dataclass(frozen=True, slots=True)
class NewRule:
    """A section with a new rule, and how many members of a team still have to confirm it."""

    title: str
    published_on: date
    people: int
    due_on: date
    """The most common deadline among them."""
    is_undone: bool
    """Whether they completed a new rule that was undone since, and are asked about the text from before."""


def new_rules(team: Sequence[Member], *, language: str) -> list[NewRule]:
    """The sections that members of the team owe because of a new rule, newest first; members on leave are not counted. Two
    queries, or none if there is no such section; two more where this process does not know yet what was undone."""
    changed = [
        to_do
        for member in team
        if not member.employee_status.is_on_leave
        for to_do in member.employee_status.to_dos
        if to_do.owed_section.reason == Reason.CHANGE
    ]
    if not changed:
        return []
    sections = {to_do.section for to_do in changed}
    undone, published = undone_versions(sections), _newest_with_new_rule(sections)
    due: dict[tuple[Section, bool], Counter[date]] = defaultdict(Counter)
    for to_do in changed:
        if newest := published.get(to_do.section.pk):
            is_undone = undone[to_do.section.pk].get(to_do.owed_section.since) == newest.number
            due[to_do.section, is_undone][to_do.due_on] += 1
    titles = titles_of({section.handbook for section in sections}, language)
    rules = [
        NewRule(
            titles[section.pk],
            timezone.localdate(published[section.pk].published_at),
            days.total(),
            days.most_common(1)[0][0],
            is_undone,
        )
        for (section, is_undone), days in due.items()
    ]
    return sorted(rules, key=lambda rule: (rule.published_on, rule.title), reverse=True)


def _newest_with_new_rule(sections: Iterable[Section]) -> dict[int, Version]:
    """By section, its newest version with a new rule."""
    versions = Version.objects.published().filter(section__in=list(sections), changes__kind=Kind.NEW_RULE)
    rows = versions.order_by("number").only("section", "number", "published_at")
    return {version.section_id: version for version in rows}
