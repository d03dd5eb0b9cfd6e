"""Employees whose completion of a section counts, grouped by what they completed last and by counted unit.

The number of queries is the same for ten employees and for a hundred thousand. The database counts them from
one index; only the leaders are counted apart.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from courses.completions.counted_unit import is_assigned, is_not_assigned, unit_on
from courses.models import Attempt, LatestCompletion, Requirement
from courses.todos.coverage import counts_from
from handbook.models import Audience, Section
from people.models import Employee, Position, Unit

# Plain strings, as in the rows: looking up an enumeration member takes longer, and there are thousands of look-ups.
EVERYONE, LEADERS = Audience.EVERYONE.value, Audience.LEADERS.value
IsAsked = Callable[[str, int, str], bool]
"""Whether an employee is asked again, by audience, and number and language of the version last completed."""
LastCompleted = tuple[tuple[str, int, str], ...]
"""The last completions: audience, version and language; for everyone first, then for leaders if that one counts."""


class CompletionGroups:
    """The number of employees by what they completed last, and by the unit they are counted in."""

    def __init__(self, counts: Mapping[LastCompleted, Mapping[int, int]]) -> None:
        self.counts = counts
        self.totals = {completed: sum(by_unit.values()) for completed, by_unit in counts.items()}

    @property
    def total(self) -> int:
        return sum(self.totals.values())

    def asked(self, is_asked: IsAsked) -> int:
        """The number of employees who are asked again."""
        return sum(people for completed, people in self.totals.items() if _is_asked(completed, is_asked))

    def asked_by_unit(self, is_asked: IsAsked) -> Counter[int]:
        people_by_unit: Counter[int] = Counter()
        for completed, by_unit in self.counts.items():
            if _is_asked(completed, is_asked):
                people_by_unit.update(by_unit)
        return +people_by_unit

    def asked_by_language(self, is_asked: IsAsked) -> Counter[str]:
        """The number who are asked again, by the language in which they completed the section."""
        by_language: Counter[str] = Counter()
        for completed, people in self.totals.items():
            if _is_asked(completed, is_asked):
                by_language[completed[0][2]] += people
        return +by_language


def _is_asked(completed: LastCompleted, is_asked: IsAsked) -> bool:
    return any(is_asked(audience, number, language) for audience, number, language in completed)


def completion_groups(
    section: Section, requirements: Sequence[Requirement], on: date
) -> tuple[CompletionGroups, CompletionGroups]:
    """The employees covered that day whose completion still counts under each requirement that covers them; and
    the part of them with an open attempt in the section. `requirements` are all those of the section's
    handbook."""
    everybody, under_way = _empty_counts(), _empty_counts()
    if not requirements:
        return CompletionGroups(everybody), CompletionGroups(under_way)
    completed = LatestCompletion.objects.filter(
        _is_covered(requirements, on), _still_counts(requirements, on), section=section, audience=EVERYONE
    )
    begun, closed = Attempt.objects.open().filter(section=section), Employee.objects.closed()
    # Closed accounts are few: they are counted by themselves and taken off, so that nobody else's row is read for them.
    for among, counts, sign in (
        (completed, everybody, 1),
        (completed.filter(employee__in=closed), everybody, -1),
        (completed.filter(employee__in=begun.exclude(employee__in=closed).values("employee")), under_way, 1),
    ):
        for same, unit, people in _by_unit(among, ("number", "language"), on):
            counts[((EVERYONE, *same),)][unit] += sign * people
    # Leaders are counted above as well: those who completed what is for leaders move to a group of their own.
    has_begun = Exists(begun.filter(employee=OuterRef("employee")))
    for (is_under_way, *same, number, language), unit, people in _leaders(
        completed.exclude(employee__in=closed).annotate(is_under_way=has_begun), section, requirements, on
    ):
        for_everyone = (EVERYONE, *same)
        for counts in (everybody, under_way) if is_under_way else (everybody,):
            counts[(for_everyone,)][unit] -= people
            counts[(for_everyone, (LEADERS, number, language))][unit] += people
    return CompletionGroups(everybody), CompletionGroups(under_way)


def completions_that_count(
    section: Section, requirements: Sequence[Requirement], on: date
) -> QuerySet[LatestCompletion]:
    """The latest completions of a section that still count that day under every requirement that covers their
    employee."""
    return LatestCompletion.objects.filter(_still_counts(requirements, on), section=section)


def covered_employees(requirements: Sequence[Requirement], on: date) -> QuerySet[Any, Any]:
    """The ids of the employees whom a requirement covers that day."""
    return _held_inside(requirements, on).values("employee")


def covered_leaders(requirements: Sequence[Requirement], on: date) -> QuerySet[Any, Any]:
    """The ids of those who lead where a requirement covers them."""
    return _held_inside(requirements, on).filter(is_leader=True).values("employee")


def _empty_counts() -> dict[LastCompleted, dict[int, int]]:
    return defaultdict(lambda: defaultdict(int))


GroupRow = tuple[Sequence[Any], int, int]
"""The values that some rows share, the unit they are counted in, and the number of rows."""


def _by_unit(completed: QuerySet[LatestCompletion], fields: Sequence[str], on: date) -> Iterator[GroupRow]:
    """Count rows by `fields` and counted unit. The unit is read from the rows if it is valid that day, else
    looked up in the positions. An employee who is counted in no unit is no longer employed."""
    others = 0
    for *same, unit, people, assigned in (
        completed.order_by()
        .values_list(*fields, "unit")
        .annotate(everybody=Count("*"), assigned=Count("section", filter=is_assigned(on)))
    ):
        others += people - assigned
        if assigned and unit is not None:
            yield same, unit, assigned
    if others:
        looked_up = completed.filter(is_not_assigned(on)).annotate(counted_unit=unit_on(on)).order_by()
        for *same, unit, people in looked_up.values_list(*fields, "counted_unit").annotate(everybody=Count("*")):
            if unit is not None:
                yield same, unit, people


def _leaders(
    completed: QuerySet[LatestCompletion], section: Section, requirements: Sequence[Requirement], on: date
) -> Iterator[GroupRow]:
    """The rows of employees who lead where a requirement covers them, and whose completion for leaders counts."""
    as_leader = "employee__latest_completions"
    leaders = completed.filter(
        _still_counts(requirements, on, f"{as_leader}__completed_at"),
        **{f"{as_leader}__section": section, f"{as_leader}__audience": LEADERS},
        employee__in=covered_leaders(requirements, on),
    )
    return _by_unit(
        leaders, ("is_under_way", "number", "language", f"{as_leader}__number", f"{as_leader}__language"), on
    )


def _covers_everybody(requirements: Sequence[Requirement]) -> bool:
    return any(requirement.unit is None for requirement in requirements)


def _held_inside(requirements: Sequence[Requirement], on: date) -> QuerySet[Position]:
    """The positions held that day in the units that the requirements cover."""
    held = Position.objects.on(on)
    if _covers_everybody(requirements):
        return held
    inside = Q()
    for requirement in requirements:
        assert requirement.unit
        inside |= Q(unit__in=Unit.objects.at_or_below(requirement.unit))
    return held.filter(inside)


def _is_covered(requirements: Sequence[Requirement], on: date) -> Q:
    """The employees that a requirement covers. If one covers everybody, no positions need to be read."""
    return Q() if _covers_everybody(requirements) else Q(employee__in=covered_employees(requirements, on))


def _still_counts(requirements: Sequence[Requirement], on: date, completed_at: str = "completed_at") -> Q:
    """Latest completions that still count under every requirement that covers their employee."""
    counts = Q()
    for requirement in requirements:
        if first_day := counts_from(requirement, on):
            first_moment = datetime.combine(first_day, time(), tzinfo=timezone.get_current_timezone())
            in_time = Q(**{f"{completed_at}__gte": first_moment})
            covered = Q(employee__in=covered_employees([requirement], on))
            counts &= in_time | ~covered if requirement.unit else in_time
    return counts
