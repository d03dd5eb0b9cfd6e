"""A preview of the impact of publishing a version: who would be asked again, what, and by when."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db.models import Q, QuerySet

from courses.impact.completion_groups import CompletionGroups, IsAsked, completion_groups
from courses.impact.untranslated import asked_in_source
from courses.models import Requirement
from courses.todos.coverage import days_after
from courses.todos.owed_clauses import owed
from handbook.models import Audience, Kind
from handbook.versions.publication_decision import ChangeKey, Kinds
from handbook.versions.publication_plan import PublicationPlan
from markup.time_needed import TimeNeeded, count_words
from people.models import PATH_STEP, Position, Unit, next_path


@dataclass(frozen=True, slots=True)
class UnitImpact:
    """The employees of a unit and all below it who are asked again, and those of them with an open attempt."""

    unit: str
    asked: int
    under_way: int


@dataclass(frozen=True, slots=True)
class Impact:
    """The impact of publishing a plan.

    It counts employees that a requirement covers, if their completion of the section still counts. An employee
    without one owes the whole section before and after, and is not counted.
    """

    asked: int
    """Employees who must confirm again."""
    under_way: int
    """The part of them with an open attempt: they may finish on the version they began with, and are asked then."""
    by_unit: tuple[UnitImpact, ...]
    alone: Mapping[tuple[str, str], int]
    """How many employees each change would ask if it were the only new rule."""
    by_language: Mapping[str, int]
    """The employees asked, by the language in which they completed the section."""
    asked_in_source: Mapping[str, int]
    """The employees who are asked some question in the source language, asked again or not, by their own language."""
    completed: int
    """Employees whose completion of the section counts, asked or not."""
    time: TimeNeeded
    """What each of them reads and answers."""
    due_on: date | None
    """The first deadline of those asked again; None: no requirement is in force."""
    is_due_later_for_some: bool
    """Whether somebody has come so lately that their first deadline is a later one, which they keep."""


def impact_of(plan: PublicationPlan, kinds: Kinds, *, on: date) -> Impact:
    """The impact of publishing a draft that day, with its changes classified as `kinds` says.

    The number of queries is the same for ten employees and for a hundred thousand, and nothing is written.
    Raises NotClassified.
    """
    section, classified = plan.version.section, plan.classified_as(kinds)
    in_force = Requirement.objects.in_force(on).filter(handbook=section.handbook_id).select_related("unit")
    requirements = list(in_force) if section.is_in_force(on) else []  # a withdrawn section asks nobody
    completed, with_open_attempt = completion_groups(section, requirements, on)
    new_rules = {key for key, kind in classified.items() if kind == Kind.NEW_RULE}
    is_asked = _is_asked_for(plan, new_rules)
    asked = completed.asked_by_unit(is_asked)
    under_way = with_open_attempt.asked_by_unit(is_asked)
    due_on = min((_due_on(requirement, on) for requirement in requirements), default=None)
    return Impact(
        asked=asked.total(),
        under_way=under_way.total(),
        by_unit=_impact_by_unit(asked, under_way) if asked else (),
        alone=_alone(plan, completed),
        by_language=completed.asked_by_language(is_asked),
        asked_in_source=asked_in_source(plan, plan.published_as(classified), completed, requirements, on=on),
        completed=completed.total,
        time=_time(plan, new_rules),
        due_on=due_on,
        is_due_later_for_some=due_on is not None and _newcomers_later_than(due_on, requirements, on).exists(),
    )


def _due_on(requirement: Requirement, on: date) -> date:
    """The deadline of those whom a requirement has covered since it began: nobody's first deadline is moved forward."""
    return max(days_after(on, requirement.change_days), days_after(requirement.from_day, requirement.newcomer_days))


def _newcomers_later_than(due_on: date, requirements: Iterable[Requirement], on: date) -> QuerySet[Position]:
    """The positions held that day whose first deadline would be after a day. One who has moved is among them as well."""
    late = Q(pk=None)
    for requirement in requirements:
        days = min(requirement.newcomer_days, (due_on - date.min).days)
        began_late = Q(from_day__gt=due_on - timedelta(days=days))
        if unit := requirement.unit:
            began_late &= Q(unit__path__gte=unit.path, unit__path__lt=next_path(unit.path))
        late |= began_late
    return Position.objects.on(on).filter(late)


def _alone(plan: PublicationPlan, completed: CompletionGroups) -> dict[ChangeKey, int]:
    """How many employees each change would ask if it were the only new rule.

    Whether a clause is owed depends on its own changes alone, so that one history serves them all.
    """
    history = plan.published_as(plan.classified_as(Kind.NEW_RULE))

    @cache
    def owed_clauses(audience: str, since: int, language: str) -> frozenset[str]:
        return frozenset(owed(history, audience, language, since))

    def is_asked_by(clause: str, of_language: str) -> IsAsked:
        return lambda audience, since, language: (
            of_language in ("", language) and clause in owed_clauses(audience, since, language)
        )

    return {key: completed.asked(is_asked_by(*key)) for key in plan.keys}


def _is_asked_for(plan: PublicationPlan, new_rules: set[ChangeKey]) -> IsAsked:
    """Whether an employee is asked again if exactly these changes are new rules."""
    history = plan.published_as({key: Kind.NEW_RULE if key in new_rules else Kind.CLARIFICATION for key in plan.keys})

    @cache
    def is_asked(audience: str, since: int, language: str) -> bool:
        clauses = {clause for clause, of_language in new_rules if of_language in ("", language)}
        return not clauses.isdisjoint(owed(history, audience, language, since))

    return is_asked


def _impact_by_unit(asked: Counter[int], under_way: Counter[int]) -> tuple[UnitImpact, ...]:
    """The impact by the units just below the top, in tree order; employees of the top unit count under its own
    name."""
    units = {pk: (path, name) for pk, path, name in Unit.objects.order_by().values_list("pk", "path", "name")}
    names = dict(units.values())
    asked_below: Counter[str] = Counter()
    under_way_below: Counter[str] = Counter()
    for pk, count in asked.items():
        path = units[pk][0][: 2 * PATH_STEP]
        asked_below[path] += count
        under_way_below[path] += under_way[pk]
    return tuple(UnitImpact(names[path], asked_below[path], under_way_below[path]) for path in sorted(asked_below))


def _time(plan: PublicationPlan, new_rules: set[ChangeKey]) -> TimeNeeded:
    """What one employee reads of the new rules, and the questions that test them: an employee who leads nobody, unless the
    new rules are for leaders alone."""
    history = plan.history
    withdrawn = {
        (question, wording[history.source_language])
        for question, wordings in history.withdrawn.items()
        for wording in wordings
    }
    keys = {clause for clause, _language in new_rules}
    clauses = [clause for clause in plan.source.clauses if clause.clause in keys]
    is_for_leaders = all(clause.audience == Audience.LEADERS for clause in clauses)
    audiences = set(Audience) if is_for_leaders else {Audience.EVERYONE}
    asked = sum(
        bool(keys.intersection(question.tests)) and question.audience in audiences
        for question in plan.questions
        if (question.id, question.digest) not in withdrawn
    )
    return TimeNeeded(sum(count_words(clause.text) for clause in clauses if clause.audience in audiences), asked)
