"""What publishing a version would ask, of how many, before anybody dares to do it."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache
from typing import Any

from django.utils import timezone

from courses.covering import days_after
from courses.grouping import Asked, groups_of
from courses.models import Requirement
from courses.owing import SectionHistory, history_of, owed
from courses.studying import MINUTES_A_QUESTION
from handbook.models import WORDS_A_MINUTE, Kind, Section
from handbook.signals import Impact, Plan, UnitImpact
from people.models import PATH_STEP, Unit


def foresee(*, section: Section, plan: Plan, on: date, **_signal: Any) -> Impact:
    """The answer to the handbook's `impact_asked`: whom the plan would ask if it were published that day. The number of
    queries is the same for ten employees and for a hundred thousand, and nothing is written."""
    requirements = list(Requirement.objects.in_force(on).filter(handbook=section.handbook_id).select_related("unit"))
    completers, begun = groups_of(section, requirements, on)
    history = history_of(section)
    chosen = {key for key, kind in plan.kinds.items() if kind == Kind.NEW_RULE}
    is_asked = _asking(history, plan, chosen, on)
    asked = completers.asked_by_unit(is_asked)
    under_way = begun.asked_by_unit(is_asked)
    return Impact(
        asked=asked.total(),
        under_way=under_way.total(),
        by_unit=_rolled_up(asked, under_way) if asked else (),
        alone={key: completers.asked(_asking(history, plan, {key}, on)) for key in plan.kinds},
        by_language=completers.asked_by_language(is_asked),
        completed=completers.total,
        minutes=_minutes(plan, chosen, history),
        due_on=min((days_after(on, each.change_days) for each in requirements), default=None),
    )


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

    @cache
    def is_asked(audience: str, since: int, language: str) -> bool:
        mine = {clause for clause, of_language in new_rules if of_language in ("", language)}
        return not mine.isdisjoint(owed(then, audience, language, since))

    return is_asked


def _rolled_up(asked: Counter[int], under_way: Counter[int]) -> tuple[UnitImpact, ...]:
    """By the units just below the top, in tree order; those of the top itself under its own name."""
    units = {pk: (path, name) for pk, path, name in Unit.objects.order_by().values_list("pk", "path", "name")}
    names = dict(units.values())
    found: dict[str, list[int]] = {}
    for pk, count in asked.items():
        sums = found.setdefault(units[pk][0][: 2 * PATH_STEP], [0, 0])
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
