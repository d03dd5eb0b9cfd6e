"""What publishing a version would ask, of how many, before anybody dares to do it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from courses.impact.completion_groups import IsAsked, completion_groups
from courses.models import Requirement
from courses.todos.coverage import days_after
from courses.todos.owed_clauses import owed
from courses.todos.status import MINUTES_A_QUESTION
from handbook.models import WORDS_A_MINUTE, Kind
from handbook.versions.decision import ChangeKey, Kinds
from handbook.versions.publication_plan import PublicationPlan
from people.models import PATH_STEP, Unit


@dataclass(frozen=True, slots=True)
class UnitImpact:
    """How many of a unit and all below it are asked again, and how many of those have an open attempt."""

    unit: str
    asked: int
    under_way: int


@dataclass(frozen=True, slots=True)
class Impact:
    """What publishing a plan would ask. People are counted who work here, whom a requirement covers, and whose
    completion of the section still counts; whoever has none owes the whole section before and after."""

    asked: int
    """Employees who must confirm again."""
    under_way: int
    """Those of them with an open attempt: they finish on the version they began with, and are then asked."""
    by_unit: tuple[UnitImpact, ...]
    alone: Mapping[tuple[str, str], int]
    """How many each change would ask if it were the only new rule."""
    by_language: Mapping[str, int]
    """Those asked, by the language they completed the section in."""
    completed: int
    """Employees whose completion of the section counts, asked or not."""
    minutes: float
    """About how long it takes one of them."""
    due_on: date | None
    """The first deadline; None: nothing is required."""


def impact_of(planned: PublicationPlan, kinds: Kinds, *, on: date) -> Impact:
    """Whom publishing a draft that day would ask, with its changes judged so.

    The number of queries is the same for ten employees and for a hundred thousand, and nothing is written.
    Raises NotClassified.
    """
    section, judged = planned.version.section, planned.classified_as(kinds)
    requirements = list(Requirement.objects.in_force(on).filter(handbook=section.handbook_id).select_related("unit"))
    completers, begun = completion_groups(section, requirements, on)
    new_rules = {key for key, kind in judged.items() if kind == Kind.NEW_RULE}
    is_asked = _asking(planned, new_rules)
    asked = completers.asked_by_unit(is_asked)
    under_way = begun.asked_by_unit(is_asked)
    return Impact(
        asked=asked.total(),
        under_way=under_way.total(),
        by_unit=_rolled_up(asked, under_way) if asked else (),
        alone={key: completers.asked(_asking(planned, {key})) for key in judged},
        by_language=completers.asked_by_language(is_asked),
        completed=completers.total,
        minutes=_minutes(planned, new_rules),
        due_on=min((days_after(on, requirement.change_days) for requirement in requirements), default=None),
    )


def _asking(planned: PublicationPlan, new_rules: set[ChangeKey]) -> IsAsked:
    """Who is asked if exactly these changes are new rules."""
    then = planned.published_as(
        {key: Kind.NEW_RULE if key in new_rules else Kind.CLARIFICATION for key in planned.keys}
    )

    @cache
    def is_asked(audience: str, since: int, language: str) -> bool:
        clauses = {clause for clause, of_language in new_rules if of_language in ("", language)}
        return not clauses.isdisjoint(owed(then, audience, language, since))

    return is_asked


def _rolled_up(asked: Counter[int], under_way: Counter[int]) -> tuple[UnitImpact, ...]:
    """By the units just below the top, in tree order; those of the top itself under its own name."""
    units = {pk: (path, name) for pk, path, name in Unit.objects.order_by().values_list("pk", "path", "name")}
    names = dict(units.values())
    counts: dict[str, list[int]] = {}
    for pk, count in asked.items():
        sums = counts.setdefault(units[pk][0][: 2 * PATH_STEP], [0, 0])
        sums[0] += count
        sums[1] += under_way[pk]
    return tuple(UnitImpact(names[path], *counts[path]) for path in sorted(counts))


def _minutes(planned: PublicationPlan, new_rules: set[ChangeKey]) -> float:
    """About how long it takes one employee to read the new rules and answer what tests them; at least half a minute."""
    history = planned.history
    withdrawn = {
        (question, wording[history.source_language])
        for question, wordings in history.withdrawn.items()
        for wording in wordings
    }
    clauses = {clause for clause, _language in new_rules}
    words = sum(len(clause.text.split()) for clause in planned.source.clauses if clause.clause in clauses)
    asked = sum(
        bool(clauses.intersection(question.tests))
        for question in planned.questions
        if (question.id, question.digest) not in withdrawn
    )
    return max(0.5, round(2 * (words / WORDS_A_MINUTE + MINUTES_A_QUESTION * asked)) / 2)
