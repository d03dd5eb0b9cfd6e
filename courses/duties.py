"""Each employee's to-dos and status, worked out from requirements, positions, absences, completions and `owed`.

One load serves one employee's home page and a team of three hundred alike: the number of queries is the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import Attempt, LatestCompletion, Reason, Requirement, Scope
from courses.owing import WHOLE, SectionHistory, histories, owed, owed_from
from handbook.models import Audience, Handbook, Section
from people.models import Absence, Employee, Position, next_path


class Status(models.TextChoices):
    """The first that holds."""

    ON_LEAVE = "on_leave", _("on leave")
    DONE = "done", _("done")
    OVERDUE = "overdue", _("overdue")
    UNDER_WAY = "under_way", _("under way")
    NOT_STARTED = "not_started", _("not started")


@dataclass(frozen=True, slots=True)
class Covering:
    """A requirement and the first day it covers somebody, as an employee and (None: never) as a leader."""

    requirement: Requirement
    everyone_from: date
    leaders_from: date | None

    def covers_from(self, audience: str) -> date | None:
        return self.leaders_from if audience == Audience.LEADERS else self.everyone_from


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody owes in a section for one audience."""

    audience: Audience
    reason: Reason
    since: int
    language: str
    clauses: tuple[str, ...]
    completed_on: date | None


@dataclass(frozen=True, slots=True)
class Owing:
    """What somebody owes in a section."""

    section: Section
    parts: tuple[Part, ...]
    since: int
    """The version last completed that still counts; 0: none."""

    @property
    def clauses(self) -> tuple[str, ...]:
        return tuple(clause for part in self.parts for clause in part.clauses)

    @property
    def scope(self) -> Scope:
        if self.parts[0].audience == Audience.EVERYONE:
            return Scope.WHOLE if self.since == WHOLE else Scope.CHANGED
        return Scope.LEADERS if self.parts[0].since == WHOLE else Scope.CHANGED

    @property
    def reason(self) -> Reason:
        return self.parts[0].reason


@dataclass(frozen=True, slots=True)
class ToDo:
    """What an employee owes now in one section, by when, and how far it has come."""

    owing: Owing
    due_on: date
    attempt: Attempt | None

    @property
    def section(self) -> Section:
        return self.owing.section

    def is_overdue(self, on: date) -> bool:
        return self.due_on < on


@dataclass(frozen=True, slots=True)
class Duty:
    """One employee's state on a day, in one handbook or in all."""

    employee: Employee
    to_dos: tuple[ToDo, ...]
    """By deadline, then in reading order."""
    required: tuple[Section, ...]
    """Every section that the employee must complete."""
    is_on_leave: bool
    on: date
    completed: Mapping[int, LatestCompletion]
    """The newest version completed of each section, by section id; what is owed in it now, the to-dos say."""

    @property
    def done(self) -> int:
        return len(self.required) - len(self.to_dos)

    @property
    def is_begun(self) -> bool:
        return self.done > 0 or any(to_do.attempt for to_do in self.to_dos)

    @property
    def due_on(self) -> date | None:
        return min((to_do.due_on for to_do in self.to_dos), default=None)

    @property
    def status(self) -> Status:
        if self.is_on_leave:
            return Status.ON_LEAVE
        if not self.to_dos:
            return Status.DONE
        if any(to_do.is_overdue(self.on) for to_do in self.to_dos):
            return Status.OVERDUE
        return Status.UNDER_WAY if self.is_begun else Status.NOT_STARTED


Latest = Mapping[str, LatestCompletion]
"""An employee's latest completions of one section, by audience."""


def owing(
    section: Section, history: SectionHistory, coverings: Sequence[Covering], latest: Latest, *, on: date
) -> Owing | None:
    """What somebody covered by these requirements, with these completions, owes in a section; None: nothing."""
    if not coverings:
        return None
    audiences = [Audience.EVERYONE]
    if any(each.leaders_from for each in coverings):
        audiences.append(Audience.LEADERS)
    parts = {audience: _part(history, audience, coverings, latest.get(audience), on) for audience in audiences}
    owed_parts = tuple(part for part in parts.values() if part.clauses)
    return Owing(section, owed_parts, parts[Audience.EVERYONE].since) if owed_parts else None


def _part(
    history: SectionHistory,
    audience: Audience,
    coverings: Sequence[Covering],
    latest: LatestCompletion | None,
    on: date,
) -> Part:
    completed_on = timezone.localdate(latest.completed_at) if latest else None
    reason = _reason(completed_on, coverings, on)
    since = latest.number if latest and reason == Reason.CHANGE else WHOLE
    language = latest.language if latest else history.source_language
    return Part(audience, reason, since, language, owed(history, audience, language, since), completed_on)


def _reason(completed_on: date | None, coverings: Sequence[Covering], on: date) -> Reason:
    """Why something may be owed by somebody who completed the section on that day (None: never)."""
    if completed_on is None:
        return Reason.NEW
    requirements = [each.requirement for each in coverings]
    if any(_asks_again(each, completed_on, on) for each in requirements):
        return Reason.AGAIN
    ends = [runs_out for each in requirements if (runs_out := runs_out_on(each, completed_on))]
    return Reason.EXPIRED if ends and min(ends) <= on else Reason.CHANGE


def runs_out_on(requirement: Requirement, completed_on: date) -> date | None:
    """The first day a completion no longer counts under a requirement; None: it counts until something changes."""
    if requirement.valid_months is None:
        return None
    years, month = divmod(completed_on.month - 1 + requirement.valid_months, 12)
    first = date(completed_on.year + years, month + 1, 1)
    last_of_month = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return last_of_month.replace(day=min(completed_on.day, last_of_month.day))


def due_on(
    owing: Owing, history: SectionHistory, coverings: Iterable[Covering], absences: Iterable[Absence], *, on: date
) -> date:
    """The earliest day by which one of the requirements wants one of the parts; leave since the start is added."""
    wanted = [
        (part, each.requirement, covered_from)
        for each in coverings
        for part in owing.parts
        if (covered_from := each.covers_from(part.audience)) and _wants(each.requirement, part, on)
    ]
    leave = list(absences)
    return min(_due(part, history, requirement, covered_from, leave, on) for part, requirement, covered_from in wanted)


def _wants(requirement: Requirement, part: Part, on: date) -> bool:
    """Whether this requirement is one of those by which the part is owed: another's fresh round is not its own."""
    if part.reason not in (Reason.AGAIN, Reason.EXPIRED):
        return True
    assert part.completed_on
    ends = runs_out_on(requirement, part.completed_on)
    return _asks_again(requirement, part.completed_on, on) or (ends is not None and ends <= on)


def _asks_again(requirement: Requirement, completed_on: date, on: date) -> bool:
    return requirement.again_from is not None and completed_on < requirement.again_from <= on


def _due(
    part: Part,
    history: SectionHistory,
    requirement: Requirement,
    covered_from: date,
    absences: Sequence[Absence],
    on: date,
) -> date:
    """The later of (first day covered + newcomer days) and (the day the oldest clause came to be owed + change days)."""
    starts = [(covered_from, requirement.newcomer_days)]
    if began := owed_from(history, part.clauses, part.language, part.since):
        starts.append((began, requirement.change_days))
    if part.completed_on and part.reason in (Reason.AGAIN, Reason.EXPIRED):
        if requirement.again_from and _asks_again(requirement, part.completed_on, on):
            starts.append((requirement.again_from, requirement.newcomer_days))
        elif ends := runs_out_on(requirement, part.completed_on):
            starts.append((ends, 0))
    start, days = max(starts, key=lambda each: each[0] + timedelta(days=each[1]))
    return start + timedelta(days=days + days_of_leave(absences, start, on))


def days_of_leave(absences: Iterable[Absence], start: date, on: date) -> int:
    """How many days from `start` to `on` were leave; a day of two leaves is one."""
    days, counted_to = 0, start - timedelta(days=1)
    for absence in sorted(absences, key=lambda each: each.from_day):
        first, last = max(absence.from_day, counted_to + timedelta(days=1)), min(absence.to_day or on, on)
        if last >= first:
            days += (last - first).days + 1
            counted_to = last
    return days


def coverings(requirements: Iterable[Requirement], positions: Iterable[Position]) -> list[Covering]:
    """Which of the requirements cover somebody with these positions, all held today."""
    found = []
    held = list(positions)
    for requirement in requirements:
        unit = requirement.unit
        inside = [each for each in held if unit is None or unit.path <= each.unit.path < next_path(unit.path)]
        if not inside:
            continue
        leading = [max(requirement.from_day, each.from_day) for each in inside if each.is_leader]
        everyone = min(max(requirement.from_day, each.from_day) for each in inside)
        found.append(Covering(requirement, everyone, min(leading, default=None)))
    return found


def required_handbooks(on: date) -> models.QuerySet[Handbook]:
    """The handbooks that anybody is required to complete."""
    return Handbook.objects.filter(pk__in=Requirement.objects.in_force(on).values("handbook"))


def owing_in(employee: Employee, section: Section, *, on: date) -> tuple[Owing | None, Latest]:
    """What one employee owes in one section, and what is completed of it: two queries."""
    if not section.is_in_force(on):
        return None, {}
    requirements = Requirement.objects.in_force(on).filter(handbook=section.handbook_id).select_related("unit")
    latest = {each.audience: each for each in LatestCompletion.objects.filter(employee=employee, section=section)}
    history = histories([section])[section.pk]
    return owing(section, history, coverings(requirements, employee.positions_on(on)), latest, on=on), latest


def duties(employees: Iterable[Employee], *, on: date, handbook: Handbook | None = None) -> list[Duty]:
    """The duty of each employee on that day, in the order given: in one handbook, or in all that are required."""
    people = list(employees)
    requirements = Requirement.objects.in_force(on).select_related("unit", "handbook")
    wanted = list(requirements.filter(handbook=handbook) if handbook else requirements)
    sections = list(
        Section.objects.in_force(on)
        .filter(handbook__in={each.handbook_id for each in wanted})
        .select_related("handbook")
        .order_by("handbook", "position")
    )
    known = histories(sections)
    published = [section for section in sections if known[section.pk].newest]
    facts = _load(people, published, on)
    return [_duty(employee, published, known, wanted, facts, on) for employee in people]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What was loaded of the employees at hand, by employee id."""

    positions: Mapping[int, Sequence[Position]]
    absences: Mapping[int, Sequence[Absence]]
    latest: Mapping[tuple[int, int], Latest]
    attempts: Mapping[tuple[int, int], Attempt]


def _load(people: list[Employee], sections: list[Section], on: date) -> _Facts:
    positions: dict[int, list[Position]] = defaultdict(list)
    if len(people) == 1:
        positions[people[0].pk] = people[0].positions_on(on)
    else:
        for position in Position.objects.on(on).filter(employee__in=people).select_related("unit"):
            positions[position.employee_id].append(position)
    absences: dict[int, list[Absence]] = defaultdict(list)
    for absence in Absence.objects.filter(employee__in=people):
        absences[absence.employee_id].append(absence)
    latest: dict[tuple[int, int], dict[str, LatestCompletion]] = defaultdict(dict)
    for each in LatestCompletion.objects.filter(employee__in=people, section__in=sections):
        latest[(each.employee_id, each.section_id)][each.audience] = each
    attempts = Attempt.objects.open().filter(employee__in=people, section__in=sections).select_related("version")
    return _Facts(positions, absences, latest, {(each.employee_id, each.section_id): each for each in attempts})


def _duty(
    employee: Employee,
    sections: Sequence[Section],
    known: Mapping[int, SectionHistory],
    requirements: Sequence[Requirement],
    facts: _Facts,
    on: date,
) -> Duty:
    absences = facts.absences[employee.pk]
    mine: dict[int, list[Covering]] = defaultdict(list)
    for covering in coverings(requirements, facts.positions[employee.pk]):
        mine[covering.requirement.handbook_id].append(covering)
    required = tuple(section for section in sections if mine[section.handbook_id])
    found = []
    for section in required:
        covering_it, key = mine[section.handbook_id], (employee.pk, section.pk)
        if owes := owing(section, known[section.pk], covering_it, facts.latest.get(key, {}), on=on):
            day = due_on(owes, known[section.pk], covering_it, absences, on=on)
            found.append(ToDo(owes, day, facts.attempts.get(key)))
    found.sort(key=lambda each: each.due_on)
    is_on_leave = any(each.from_day <= on and (each.to_day is None or each.to_day >= on) for each in absences)
    completed = {
        section.pk: latest[Audience.EVERYONE]
        for section in required
        if Audience.EVERYONE in (latest := facts.latest.get((employee.pk, section.pk), {}))
    }
    return Duty(employee, tuple(found), required, is_on_leave, on, completed)
