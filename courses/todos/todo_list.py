"""Each employee's to-dos and status, computed from requirements, positions, absences, completions and `owed`.

The number of queries is the same for one employee's home page and for a team of three hundred.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q

from courses.models import Attempt, LatestCompletion, Reason, Requirement
from courses.todos.coverage import coverages
from courses.todos.duties import Facts, duties_from
from courses.todos.owed_sections import Latest, OwedSection, has_expired, owed_section
from courses.todos.own_rows import OwnRows, own_rows
from courses.todos.situations import Rules
from courses.todos.status import EmployeeStatus
from handbook.history import section_histories
from handbook.models import Audience, Handbook, Section
from people.models import Absence, Employee, Position
from records.process_cache import SiteCache


def required_handbooks(on: date) -> models.QuerySet[Handbook]:
    """The published handbooks that a requirement in force names."""
    required = Requirement.objects.in_force(on).values("handbook")
    handbooks: models.QuerySet[Handbook] = Handbook.objects.published().filter(pk__in=required)
    return handbooks


def in_force(handbook: Handbook | None, *, on: date) -> models.QuerySet[Requirement]:
    """The requirements in force that day, of one handbook or of all."""
    requirements = Requirement.objects.in_force(on).select_related("unit", "handbook")
    return requirements.filter(handbook=handbook) if handbook else requirements


def required_sections(
    requirements: Iterable[Requirement], *, on: date, brought_back: Collection[Section] = ()
) -> list[Section]:
    """The sections in force that day of the handbooks that these name, in reading order, and those to be brought back."""
    is_in_force = Q(pk__in=Section.objects.in_force(on).values("pk"))
    more = Q(pk__in=[section.pk for section in brought_back])
    return list(
        Section.objects.filter(is_in_force | more if brought_back else is_in_force)
        .published()
        .filter(handbook__in={requirement.handbook_id for requirement in requirements})
        .select_related("handbook")
        .order_by("handbook", "position")
    )


_RULES: SiteCache[Rules] = SiteCache(50)
_REQUIREMENTS: SiteCache[list[Requirement]] = SiteCache(50)
"""Those in force in a handbook."""


def rules_on(on: date, *, handbook: Handbook | None = None, stamp: str | None = None) -> Rules:
    """What decides the duties of everybody that day, in one handbook or in all. With the site stamp of a request, asked
    once for each stamp; a verb that has locked what it depends on asks anew."""
    return _RULES.get_or_make(
        stamp, (on, handbook and handbook.pk), lambda: _rules(list(in_force(handbook, on=on)), on=on)
    )


def _rules(requirements: Sequence[Requirement], *, on: date, brought_back: Collection[Section] = ()) -> Rules:
    sections = required_sections(requirements, on=on, brought_back=brought_back)
    return Rules(on, requirements, sections, section_histories(sections))


def owed_in_section(
    employee: Employee, section: Section, *, on: date, stamp: str | None = None
) -> tuple[OwedSection | None, Latest]:
    """One employee's owed section (None: nothing is owed in it) and latest completions of it."""
    own = own_rows(employee)
    return owed_in_sections(employee, [section], own, on=on, stamp=stamp).get(section.pk, (None, {}))


def owed_in_sections(
    employee: Employee, sections: Iterable[Section], own: OwnRows, *, on: date, stamp: str | None = None
) -> dict[int, tuple[OwedSection | None, Latest]]:
    """The same for sections of one handbook, by their ids, without those that are not in force that day. No query for
    requirements that are kept under the stamp."""
    known = [section for section in sections if section.is_in_force(on)]
    if not known:
        return {}
    handbook, histories = known[0].handbook, section_histories(known)
    requirements = _REQUIREMENTS.get_or_make(stamp, (on, handbook.pk), lambda: list(in_force(handbook, on=on)))
    covered = coverages(requirements, employee.positions_on(on), employee.positions_ended_by(on))
    return {
        section.pk: (
            owed_section(section, histories[section.pk], covered, own.latest.get(section.pk, {}), on=on),
            own.latest.get(section.pk, {}),
        )
        for section in known
    }


def employee_statuses(
    employees: Iterable[Employee],
    *,
    on: date,
    handbook: Handbook | None = None,
    requirements: Sequence[Requirement] | None = None,
    brought_back: Collection[Section] = (),
) -> list[EmployeeStatus]:
    """The status of each employee on that day, in the order given: in one handbook, or in all required ones.

    With `requirements`, as if these were the ones in force; with sections to be brought back, as if they were in force.
    """
    people = list(employees)
    in_question = list(in_force(handbook, on=on)) if requirements is None else requirements
    rules = _rules(in_question, on=on, brought_back=brought_back)
    facts = _load(people, rules.sections, on)
    return [_employee_status(employee, rules, facts) for employee in people]


def status_of(
    employee: Employee, *, on: date, handbook: Handbook | None = None, stamp: str | None = None
) -> EmployeeStatus:
    """The same of one employee, in as few queries as can be; with the site stamp of a request, by the rules that are kept
    under it."""
    own, pk = own_rows(employee), employee.pk
    facts = _Facts(
        {pk: employee.positions_on(on)},
        {pk: employee.positions_ended_by(on)},
        {pk: own.absences},
        {(pk, section): latest for section, latest in own.latest.items()},
        {(pk, section): attempt for section, attempt in own.attempts.items()},
    )
    return _employee_status(employee, rules_on(on, handbook=handbook, stamp=stamp), facts)


@dataclass(frozen=True, slots=True)
class _Facts:
    """The rows loaded for some employees, by employee id, or by employee id and section id."""

    held: Mapping[int, Sequence[Position]]
    ended: Mapping[int, Sequence[Position]]
    """Positions that ended before the day."""
    absences: Mapping[int, Sequence[Absence]]
    latest: Mapping[tuple[int, int], Latest]
    attempts: Mapping[tuple[int, int], Attempt]


def _load(people: list[Employee], sections: Sequence[Section], on: date) -> _Facts:
    held: dict[int, list[Position]] = defaultdict(list)
    ended: dict[int, list[Position]] = defaultdict(list)
    for position in Position.objects.filter(employee__in=people, from_day__lte=on).select_related("unit"):
        positions = held if position.holds_on(on) else ended
        positions[position.employee_id].append(position)
    absences: dict[int, list[Absence]] = defaultdict(list)
    for absence in Absence.objects.filter(employee__in=people):
        absences[absence.employee_id].append(absence)
    latest: dict[tuple[int, int], dict[str, LatestCompletion]] = defaultdict(dict)
    for completion in LatestCompletion.objects.filter(employee__in=people, section__in=sections):
        latest[(completion.employee_id, completion.section_id)][completion.audience] = completion
    attempts = Attempt.objects.open().filter(employee__in=people, section__in=sections).select_related("version")
    return _Facts(
        held, ended, absences, latest, {(attempt.employee_id, attempt.section_id): attempt for attempt in attempts}
    )


def _employee_status(employee: Employee, rules: Rules, facts: _Facts) -> EmployeeStatus:
    sections, pk = rules.sections, employee.pk
    own = Facts(
        held=facts.held.get(pk, ()) if employee.is_active else (),  # closed accounts owe nothing
        ended=facts.ended.get(pk, ()),
        absences=facts.absences.get(pk, ()),
        latest={section.pk: facts.latest.get((pk, section.pk), {}) for section in sections},
        attempts={section.pk: attempt for section in sections if (attempt := facts.attempts.get((pk, section.pk)))},
    )
    duties = duties_from(own, sections, rules.histories, rules.requirements, on=rules.on)
    completed = {
        section.pk: own.latest[section.pk][Audience.EVERYONE]
        for section in duties.required
        if Audience.EVERYONE in own.latest[section.pk]
    }
    has_withdrawn = any(rules.histories[section.pk].withdrawn for section in duties.required)
    return EmployeeStatus(
        duties.to_dos, duties.required, duties.is_on_leave, rules.on, employee, completed, has_withdrawn
    )


def unowed_attempts(attempts: Iterable[Attempt], *, on: date) -> list[Attempt]:
    """The open attempts among these in sections where their employee owes nothing that day.

    The number of queries is the same for three attempts and for three hundred. An attempt started by choice was never
    owed, and is not among them.
    """
    begun = [attempt for attempt in attempts if not attempt.is_ended and attempt.reason != Reason.REFRESHER]
    employees = {attempt.employee_id: attempt.employee for attempt in begun}
    owed = {
        (status.employee.pk, to_do.section.pk)
        for status in employee_statuses(employees.values(), on=on)
        for to_do in status.to_dos
    }
    return [attempt for attempt in begun if (attempt.employee_id, attempt.section_id) not in owed]


def expired_attempts(attempts: Iterable[Attempt], *, on: date) -> list[Attempt]:
    """The attempts among these that build on a completion that has expired by that day.

    The number of queries is the same for three attempts and for three hundred.
    """
    building = [attempt for attempt in attempts if attempt.builds_on_a_completion]
    if not building:
        return []
    employees = {attempt.employee_id: attempt.employee for attempt in building}
    owed = {
        (status.employee.pk, to_do.section.pk): to_do.owed_section
        for status in employee_statuses(employees.values(), on=on)
        for to_do in status.to_dos
    }
    return [
        attempt for attempt in building if has_expired(attempt, owed.get((attempt.employee_id, attempt.section_id)))
    ]
