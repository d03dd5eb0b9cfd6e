"""What publishing a version would ask, of how many, before anybody dares to do it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from courses.covering import Covering, coverings, runs_out_on
from courses.models import Attempt, LatestCompletion, Requirement
from courses.owing import SectionHistory, history_of, owed
from courses.studying import MINUTES_A_QUESTION
from handbook.models import WORDS_A_MINUTE, Audience, Kind, Section
from handbook.signals import Impact, Plan, UnitImpact
from people.models import PATH_STEP, Position, Unit


def foresee(*, section: Section, plan: Plan, on: date, **_signal: Any) -> Impact:
    """The answer to the handbook's `impact_asked`: whom the plan would ask if it were published that day. The number of
    queries is the same for ten employees and for a hundred thousand, and nothing is written."""
    requirements = list(Requirement.objects.in_force(on).filter(handbook=section.handbook_id).select_related("unit"))
    completers = _completers(section, requirements, on) if requirements else _Completers()
    history = history_of(section)
    chosen = {key for key, kind in plan.kinds.items() if kind == Kind.NEW_RULE}
    is_asked = _asking(history, plan, chosen, on)
    asked = completers.by_unit(is_asked)
    under_way = _under_way(section, completers, is_asked, on) if asked else Counter()
    return Impact(
        asked=asked.total(),
        under_way=under_way.total(),
        by_unit=_rolled_up(asked, under_way),
        alone={key: completers.by_unit(_asking(history, plan, {key}, on)).total() for key in plan.kinds},
        by_language=completers.by_language(is_asked),
        completed=completers.by_unit(lambda *_: True).total(),
        minutes=_minutes(plan, chosen, history),
        due_on=min((on + timedelta(days=each.change_days) for each in requirements), default=None),
    )


Asked = Callable[[str, int, str], bool]
"""Whether somebody is asked who last completed, for an audience, a version in a language."""


def foreseen(history: SectionHistory, plan: Plan, on: date) -> SectionHistory:
    """The section's history as it would be with the plan published."""
    number = history.newest + 1
    judgements: dict[tuple[int, str], dict[str, str]] = {key: dict(kinds) for key, kinds in history.judgements.items()}
    for (clause, language), kind in plan.kinds.items():
        judgements.setdefault((number, clause), {})[language] = kind
    return replace(
        history,
        published_at={
            **history.published_at,
            number: datetime.combine(on, time(), tzinfo=timezone.get_current_timezone()),
        },
        digests={**history.digests, number: plan.digests},
        audiences={**history.audiences, number: plan.audiences},
        judgements=judgements,
        _known={},
    )


def _asking(history: SectionHistory, plan: Plan, new_rules: set[tuple[str, str]], on: date) -> Asked:
    """With exactly these changes judged as new rules."""
    kinds = {key: Kind.NEW_RULE if key in new_rules else Kind.CLARIFICATION for key in plan.kinds}
    then = foreseen(history, replace(plan, kinds=kinds), on)

    def is_asked(audience: str, since: int, language: str) -> bool:
        mine = {clause for clause, of_language in new_rules if of_language in ("", language)}
        return not mine.isdisjoint(owed(then, audience, language, since))

    return is_asked


@dataclass(frozen=True, slots=True)
class _Leader:
    """What a leader completed, by audience: the version and its language."""

    unit: int
    completed: Mapping[str, tuple[int, str]]


class _Completers:
    """Everybody covered whose completion of the section still counts: leaders one by one, the others in numbers."""

    def __init__(
        self, others: Mapping[tuple[int, int, str], int] | None = None, leaders: Iterable[_Leader] = ()
    ) -> None:
        self.others = others or {}
        self.leaders = tuple(leaders)

    def by_unit(self, is_asked: Asked) -> Counter[int]:
        """How many are asked, by the unit of the main position."""
        found: Counter[int] = Counter()
        for (unit, since, language), count in self.others.items():
            if is_asked(Audience.EVERYONE, since, language):
                found[unit] += count
        for leader in self.leaders:
            if self._leader_is_asked(leader, is_asked):
                found[leader.unit] += 1
        return found

    def by_language(self, is_asked: Asked) -> Mapping[str, int]:
        """How many of those asked completed the section in each language."""
        found: Counter[str] = Counter()
        for (_unit, since, language), count in self.others.items():
            if is_asked(Audience.EVERYONE, since, language):
                found[language] += count
        for leader in self.leaders:
            if self._leader_is_asked(leader, is_asked):
                found[leader.completed[Audience.EVERYONE][1]] += 1
        return found

    @staticmethod
    def _leader_is_asked(leader: _Leader, is_asked: Asked) -> bool:
        return any(is_asked(audience, since, language) for audience, (since, language) in leader.completed.items())

    def asked_pairs(self, is_asked: Asked) -> set[tuple[int, str]]:
        """The versions and languages whose completers are asked, leaders left aside."""
        return {
            (since, language) for _unit, since, language in self.others if is_asked(Audience.EVERYONE, since, language)
        }


def _completers(section: Section, requirements: list[Requirement], on: date) -> _Completers:
    leading = Position.objects.on(on).filter(is_leader=True)
    latest = LatestCompletion.objects.filter(_counting(requirements, on), section=section)
    main = Q(employee__positions__is_main=True) & holding_of("employee__positions", on)
    others = (
        latest.filter(main, audience=Audience.EVERYONE)
        .exclude(employee__in=leading.values("employee"))
        .values_list("employee__positions__unit", "number", "language")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return _Completers(
        {(unit, number, language): count for unit, number, language, count in others},
        _leaders(latest.filter(employee__in=leading.values("employee")), requirements, on),
    )


def holding_of(relation: str, on: date) -> Q:
    """`holding` for rows reached over a relation."""
    return Q(
        Q(**{f"{relation}__to_day__isnull": True}) | Q(**{f"{relation}__to_day__gte": on}),
        **{f"{relation}__from_day__lte": on},
    )


def _counting(requirements: list[Requirement], on: date) -> Q:
    """Latest completions of those that a requirement covers, and that still count under each requirement that does."""
    covered, stale = Q(), Q()
    for requirement in requirements:
        held = Position.objects.on(on)
        if requirement.unit:
            held = held.filter(unit__in=Unit.objects.at_or_below(requirement.unit))
        mine = Q(employee__in=held.values("employee"))
        covered |= mine
        if begins := _counts_from(requirement, on):
            stale |= mine & Q(completed_at__lt=begins)
    return covered & ~stale if stale else covered


def _counts_from(requirement: Requirement, on: date) -> datetime | None:
    """The moment from which on a completion still counts under a requirement that day; None: all do."""
    days = []
    if requirement.again_from and requirement.again_from <= on:
        days.append(requirement.again_from)
    if requirement.valid_months is not None:
        first = on - timedelta(days=31 * requirement.valid_months + 31)
        while (runs_out := runs_out_on(requirement, first)) is not None and runs_out <= on:
            first += timedelta(days=1)
        days.append(first)
    return datetime.combine(max(days), time(), tzinfo=timezone.get_current_timezone()) if days else None


def _leaders(latest: Any, requirements: list[Requirement], on: date) -> list[_Leader]:
    rows = list(latest.values_list("employee", "audience", "number", "language"))
    positions: dict[int, list[Position]] = {}
    for position in Position.objects.on(on).filter(employee__in={row[0] for row in rows}).select_related("unit"):
        positions.setdefault(position.employee_id, []).append(position)
    completed: dict[int, dict[str, tuple[int, str]]] = {}
    for employee, audience, number, language in rows:
        if audience == Audience.EVERYONE or _leads(coverings(requirements, positions[employee])):
            completed.setdefault(employee, {})[audience] = (number, language)
    return [
        _Leader(_main_unit(positions[employee]), mine)
        for employee, mine in completed.items()
        if Audience.EVERYONE in mine
    ]


def _leads(covering: Iterable[Covering]) -> bool:
    return any(each.leaders_from for each in covering)


def _main_unit(positions: list[Position]) -> int:
    return next((each.unit_id for each in positions if each.is_main), positions[0].unit_id)


def _under_way(section: Section, completers: _Completers, is_asked: Asked, on: date) -> Counter[int]:
    """Open attempts of those who are asked, by the unit of the main position. A leader counts by the text for everyone."""
    pairs = Q()
    for since, language in completers.asked_pairs(is_asked):
        pairs |= Q(
            employee__latest_completions__number=since,
            employee__latest_completions__language=language,
            employee__latest_completions__audience=Audience.EVERYONE,
            employee__latest_completions__section=section,
        )
    if not pairs:
        return Counter()
    begun = (
        Attempt.objects.open()
        .filter(pairs & Q(employee__positions__is_main=True) & holding_of("employee__positions", on), section=section)
        .values_list("employee__positions__unit")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return Counter(dict(begun))


def _rolled_up(asked: Counter[int], under_way: Counter[int]) -> tuple[UnitImpact, ...]:
    """By the units just below the top, in tree order; those of the top itself under its own name."""
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=asked)}
    tops = {unit.path[: 2 * PATH_STEP] for unit in units.values()}
    names = {unit.path: unit.name for unit in Unit.objects.filter(path__in=tops)}
    found: dict[str, list[int]] = {}
    for pk, count in asked.items():
        sums = found.setdefault(units[pk].path[: 2 * PATH_STEP], [0, 0])
        sums[0] += count
        sums[1] += under_way[pk]
    return tuple(UnitImpact(names[path], *found[path]) for path in sorted(found))


def _minutes(plan: Plan, new_rules: set[tuple[str, str]], history: SectionHistory) -> float:
    """About how long it takes one employee to read the new rules and answer what tests them; at least half a minute."""
    withdrawn = {
        (question, wording[history.source_language])
        for question, wordings in history.withdrawn.items()
        for wording in wordings
    }
    clauses = {clause for clause, _language in new_rules}
    words = sum(plan.words.get(clause, 0) for clause in clauses)
    asked = sum(
        bool(clauses.intersection(each.tests)) for each in plan.questions if (each.id, each.digest) not in withdrawn
    )
    return max(0.5, round(2 * (words / WORDS_A_MINUTE + MINUTES_A_QUESTION * asked)) / 2)
