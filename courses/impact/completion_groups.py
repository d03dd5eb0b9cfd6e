"""Everybody whose completion of a section counts, in groups: what they completed last, and in which unit they are counted.

The number of queries is the same for ten employees and for a hundred thousand, and all but the leaders are counted by the
database, from one index.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from courses.completions.counted_unit import is_assigned, is_not_assigned, unit_on
from courses.models import Attempt, LatestCompletion, Requirement
from courses.todos.coverage import expires_on
from handbook.models import Audience, Section
from people.models import Position, Unit

# As they are in the rows: a member of an enumeration takes longer to look up, and there are thousands.
EVERYONE, LEADERS = Audience.EVERYONE.value, Audience.LEADERS.value
_BEFORE_ALL = date(1900, 1, 1)
"""A day before any completion."""
IsAsked = Callable[[str, int, str], bool]
"""Whether somebody is asked who last completed, for an audience, a version in a language."""
LastCompleted = tuple[tuple[str, int, str], ...]
"""What somebody completed last: audience, version, language; for everyone first, then for leaders if that counts."""


class CompletionGroups:
    """How many have completed the same, by the unit they are counted in."""

    def __init__(self, counts: Mapping[LastCompleted, Mapping[int, int]]) -> None:
        self.counts = counts
        self.totals = {completed: sum(by_unit.values()) for completed, by_unit in counts.items()}

    @property
    def total(self) -> int:
        return sum(self.totals.values())

    def asked(self, is_asked: IsAsked) -> int:
        """How many are asked."""
        return sum(people for completed, people in self.totals.items() if _is_asked(completed, is_asked))

    def asked_by_unit(self, is_asked: IsAsked) -> Counter[int]:
        found: Counter[int] = Counter()
        for completed, by_unit in self.counts.items():
            if _is_asked(completed, is_asked):
                found.update(by_unit)
        return +found

    def asked_by_language(self, is_asked: IsAsked) -> Counter[str]:
        """By the language that they completed the section in."""
        found: Counter[str] = Counter()
        for completed, people in self.totals.items():
            if _is_asked(completed, is_asked):
                found[completed[0][2]] += people
        return +found


def _is_asked(completed: LastCompleted, is_asked: IsAsked) -> bool:
    return any(is_asked(*each) for each in completed)


def completion_groups(
    section: Section, requirements: Sequence[Requirement], on: date
) -> tuple[CompletionGroups, CompletionGroups]:
    """Those whom the requirements, all of the section's handbook, cover that day, and whose completion still counts under
    each requirement that does; and those of them who have an open attempt in the section."""
    everybody, under_way = _none(), _none()
    if not requirements:
        return CompletionGroups(everybody), CompletionGroups(under_way)
    completed = LatestCompletion.objects.filter(
        _is_covered(requirements, on), _still_counts(requirements, on), section=section, audience=EVERYONE
    )
    begun = Attempt.objects.open().filter(section=section)
    for among, counts in (
        (completed, everybody),
        (completed.filter(employee__in=begun.values("employee")), under_way),
    ):
        for same, unit, people in _by_unit(among, ("number", "language"), on):
            counts[((EVERYONE, *same),)][unit] += people
    # Leaders have been counted among all: those who have completed what is for leaders are taken out again.
    has_begun = Exists(begun.filter(employee=OuterRef("employee")))
    for (is_under_way, *same, number, language), unit, people in _leaders(
        completed.annotate(is_under_way=has_begun), section, requirements, on
    ):
        for_everyone = (EVERYONE, *same)
        for counts in (everybody, under_way) if is_under_way else (everybody,):
            counts[(for_everyone,)][unit] -= people
            counts[(for_everyone, (LEADERS, number, language))][unit] += people
    return CompletionGroups(everybody), CompletionGroups(under_way)


def _none() -> dict[LastCompleted, dict[int, int]]:
    return defaultdict(lambda: defaultdict(int))


GroupRow = tuple[Sequence[Any], int, int]
"""What is the same of some rows, the unit they are counted in, and how many there are."""


def _by_unit(completed: QuerySet[LatestCompletion], fields: Sequence[str], on: date) -> Iterator[GroupRow]:
    """From the rows themselves where they say it of that day; the positions of all others are looked up. Whoever is counted
    nowhere works here no more."""
    everybody, reckoned = Count("*"), Count("section", filter=is_assigned(on))
    others = 0
    for *same, unit, people, said in (
        completed.order_by().values_list(*fields, "unit").annotate(everybody=everybody, reckoned=reckoned)
    ):
        others += people - said
        if said and unit is not None:
            yield same, unit, said
    if others:
        looked_up = completed.filter(is_not_assigned(on)).annotate(found=unit_on(on)).order_by()
        for *same, unit, people in looked_up.values_list(*fields, "found").annotate(everybody=everybody):
            if unit is not None:
                yield same, unit, people


def _leaders(
    completed: QuerySet[LatestCompletion], section: Section, requirements: Sequence[Requirement], on: date
) -> Iterator[GroupRow]:
    """Those of them who lead where a requirement covers them, and have completed what is for leaders."""
    leading = _held_inside(requirements, on).filter(is_leader=True)
    as_leader = "employee__latest_completions"
    found = completed.filter(
        _still_counts(requirements, on, f"{as_leader}__completed_at"),
        **{f"{as_leader}__section": section, f"{as_leader}__audience": LEADERS},
        employee__in=leading.values("employee"),
    )
    return _by_unit(found, ("is_under_way", "number", "language", f"{as_leader}__number", f"{as_leader}__language"), on)


def _covers_everybody(requirements: Sequence[Requirement]) -> bool:
    return any(requirement.unit is None for requirement in requirements)


def _held_inside(requirements: Sequence[Requirement], on: date) -> QuerySet[Position]:
    """The positions held that day in what the requirements cover."""
    held = Position.objects.on(on)
    if _covers_everybody(requirements):
        return held
    inside = Q()
    for requirement in requirements:
        assert requirement.unit
        inside |= Q(unit__in=Unit.objects.at_or_below(requirement.unit))
    return held.filter(inside)


def _is_covered(requirements: Sequence[Requirement], on: date) -> Q:
    """Where a requirement covers everybody, so does being counted anywhere: no position need be looked at."""
    return Q() if _covers_everybody(requirements) else Q(employee__in=_held_inside(requirements, on).values("employee"))


def _still_counts(requirements: Sequence[Requirement], on: date, completed_at: str = "completed_at") -> Q:
    """Latest completions that are not outdated by any requirement that covers their employee."""
    counts = Q()
    for requirement in requirements:
        if begins := _counts_from(requirement, on):
            in_time = Q(**{f"{completed_at}__gte": begins})
            elsewhere = ~Q(employee__in=_held_inside([requirement], on).values("employee")) if requirement.unit else Q()
            counts &= in_time | elsewhere
    return counts


def _counts_from(requirement: Requirement, on: date) -> datetime | None:
    """The moment from which on a completion still counts under a requirement that day; None: all do."""
    days = []
    if requirement.again_from and requirement.again_from <= on:
        days.append(requirement.again_from)
    oldest_expires = expires_on(requirement, _BEFORE_ALL)
    if requirement.valid_months is not None and oldest_expires and oldest_expires <= on:
        first = on - timedelta(days=31 * requirement.valid_months + 31)
        while (runs_out := expires_on(requirement, first)) is not None and runs_out <= on:
            first += timedelta(days=1)
        days.append(first)
    return datetime.combine(max(days), time(), tzinfo=timezone.get_current_timezone()) if days else None
