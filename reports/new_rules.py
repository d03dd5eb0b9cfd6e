"""New rules that employees are being asked about now."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from courses.todos.sums import Counts
from handbook.models import Kind, Section, Version
from handbook.public.section_page import titles_of
from handbook.versions.rollback import undone_versions


@dataclass(frozen=True, slots=True)
class NewRule:
    """A section with a new rule, and how many employees still have to confirm it."""

    title: str
    published_on: date
    people: int
    due_on: date | None
    """The next deadline among them; None: all deadlines have passed."""
    is_undone: bool
    """Whether they completed a new rule that was undone since, and are asked about the text from before."""


def new_rules(counts: Counts, *, language: str, on: date) -> list[NewRule]:
    """The sections that employees owe because of a new rule, newest first; those on leave are not counted. Two
    queries, or none if there is no such section; two more where this process does not know yet what was undone."""
    if not counts.changed:
        return []
    sections = {changed.section for changed in counts.changed}
    undone, published = undone_versions(sections), _newest_with_new_rule(sections)
    due: dict[tuple[Section, bool], Counter[date]] = defaultdict(Counter)
    for changed, people in counts.changed.items():
        if newest := published.get(changed.section.pk):
            is_undone = undone[changed.section.pk].get(changed.since) == newest.number
            due[changed.section, is_undone][changed.due_on] += people
    titles = titles_of({section.handbook for section in sections}, language)
    rules = [
        NewRule(
            titles[section.pk],
            timezone.localdate(published[section.pk].published_at),
            days.total(),
            min((day for day in days if day >= on), default=None),
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
