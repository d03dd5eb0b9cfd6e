"""Everybody's duties, counted without an object for each person, are those that each employee's own page shows."""

import random
from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from courses.completions.profiles import forget_all_profiles, forget_profiles, renew_profiles
from courses.models import Attempt, EmployeeProfile, LatestCompletion, Reason, Requirement, Scope
from courses.todos.duties_of_all import duties_of_all
from courses.todos.status import Status
from courses.todos.sums import counts_of
from courses.todos.todo_list import employee_statuses
from handbook.models import Audience, Kind
from people.models import Absence, Employee, Position
from reports.team import team_of
from tests.cast import TODAY
from tests.support.attempts import complete
from tests.support.publication import edit_and_publish
from tests.support.queries import parameters, queries
from tests.support.sections import again, publish_up_to
from tests.support.todos import new_rule_on

PEOPLE = 150
DAYS = [TODAY + timedelta(days=offset) for offset in (-14, 0, 3, 15, 40, 120)]
LATER = timedelta(days=1)


def moment(day: date) -> datetime:
    return datetime.combine(day, time(13), tzinfo=timezone.get_current_timezone())


def people_of_all_kinds(solvik, sections, seed: int) -> None:
    """Made-up employees who were hired, moved, promoted, on leave and done at any time. The seed decides."""
    luck = random.Random(seed)  # noqa: S311 - no secret
    units = [solvik.top, solvik.health, solvik.south, solvik.schools]
    for number in range(PEOPLE):
        employee = Employee.objects.create(
            number=f"5{number:03}", given_name="Ansatt", family_name=f"Nummer {number}", is_active=luck.random() > 0.03
        )
        day = TODAY - timedelta(days=luck.choice([2, 10, 20, 31, 45, 200, 900]))
        if luck.random() < 0.3:
            last = day - luck.choice([1, 1, 2, 9]) * LATER
            began = last - timedelta(days=luck.choice([0, 5, 30, 300]))
            Position.objects.create(employee=employee, unit=luck.choice(units), from_day=began, to_day=last)
        ends = TODAY + timedelta(days=luck.choice([-1, 5])) if luck.random() < 0.1 else None
        is_leader = luck.random() < 0.2
        Position.objects.create(
            employee=employee, unit=luck.choice(units), from_day=day, to_day=ends, is_leader=is_leader
        )
        if luck.random() < 0.15:
            Position.objects.create(
                employee=employee, unit=luck.choice(units), from_day=TODAY - 40 * LATER, is_main=False,
                is_leader=luck.random() < 0.3,
            )  # fmt: skip
        for _absence in range(luck.choice([0, 0, 0, 0, 1, 2])):
            away = TODAY - timedelta(days=luck.choice([3, 15, 50, 400]))
            back = luck.choice([None, away + 2 * LATER, away + 20 * LATER, TODAY + 5 * LATER])
            Absence.objects.create(employee=employee, from_day=away, to_day=back)
        for section, newest in sections:
            for audience in Audience:
                if luck.random() < 0.7:
                    completed = TODAY - timedelta(days=luck.choice([0, 1, 5, 12, 25, 100, 370, 800]))
                    LatestCompletion.objects.create(
                        employee=employee, section=section, audience=audience, number=luck.randint(1, newest),
                        language=luck.choice(["nb", "nn", "en"]), completed_at=moment(completed),
                    )  # fmt: skip
            if luck.random() < 0.1 and employee.is_active:
                Attempt.objects.bulk_create([attempt_of(employee, section, newest)])


def attempt_of(employee: Employee, section, number: int) -> Attempt:
    return Attempt(
        employee=employee, section=section, version=section.versions.get(number=number), language="nb",
        audience=Audience.EVERYONE, since=0, scope=Scope.WHOLE, reason=Reason.NEW, started_at=moment(TODAY),
    )  # fmt: skip


@pytest.fixture
def sections(roles, privacy, olav):
    """Two sections with three and two versions, of which two brought a new rule."""
    new_rule_on(roles, olav, on=TODAY - 12 * LATER)
    replaced = {"source_nb": ("Et verv vil", "Verv vil")}
    edit_and_publish(again(roles), replaced, kinds=Kind.CLARIFICATION, by=olav, at=moment(TODAY - 6 * LATER))
    return [(again(roles), 3), (again(privacy), 1)]


def requirements_of_all_kinds(small, solvik, kind: str) -> None:
    from_day = TODAY - timedelta(days=300)
    if kind == "everybody":
        Requirement.objects.create(handbook=small, from_day=from_day)
    elif kind == "one unit, and another with other days":
        Requirement.objects.create(handbook=small, unit=solvik.health, from_day=from_day, change_days=60)
        Requirement.objects.create(handbook=small, unit=solvik.south, from_day=TODAY - 30 * LATER, newcomer_days=3)
    elif kind == "each year":
        Requirement.objects.create(handbook=small, from_day=from_day, valid_months=12)
        Requirement.objects.create(handbook=small, unit=solvik.schools, from_day=from_day, valid_months=1)
    else:
        Requirement.objects.create(handbook=small, from_day=from_day, again_from=TODAY - 7 * LATER)
        Requirement.objects.create(handbook=small, unit=solvik.health, from_day=from_day, again_from=TODAY - 90 * LATER)


def facts(duties, *, with_days: bool) -> tuple[object, ...]:
    owed = [(to_do.section.pk, to_do.owed_section.clauses, to_do.is_new_rule) for to_do in duties.to_dos]
    days = [to_do.due_on for to_do in duties.to_dos] if with_days and not duties.is_on_leave else []
    counts = (duties.status, duties.done, duties.new_rules, duties.overdue, duties.is_on_leave)
    return (*counts, sorted(owed, key=repr), duties.required, days)


KINDS = ["everybody", "one unit, and another with other days", "each year", "once again"]
PROFILES = ["missing", "current", "current, old and missing"]


def renew(profiles: str, solvik) -> None:
    """Profiles as the tick leaves them; with old ones, some employees complete, move and join after it."""
    if profiles == "missing":
        return
    forget_all_profiles()
    renew_profiles(at=moment(TODAY))
    if profiles == "current":
        return
    people = list(Employee.objects.order_by("pk").values_list("pk", flat=True))
    LatestCompletion.objects.filter(employee__in=people[::5]).update(number=1, language="nn")
    LatestCompletion.objects.filter(employee__in=people[::15]).delete()
    Position.objects.filter(employee__in=people[1::5], is_main=True).update(unit=solvik.schools, is_leader=True)
    forget_profiles([*people[::5], *people[1::5]])
    EmployeeProfile.objects.filter(employee__in=people[2::5]).delete()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("profiles", PROFILES[1:])
def test_everybody_owes_what_their_own_page_says(profiles, kind, small, sections, solvik, olav) -> None:
    people_of_all_kinds(solvik, sections, seed=len(kind))
    requirements_of_all_kinds(small, solvik, kind)
    renew(profiles, solvik)
    statuses = set()
    for day in DAYS:
        employees = Employee.objects.employed(day)
        for exactly in (False, True):
            one_by_one = {
                status.employee.number: facts(status, with_days=exactly)
                for status in employee_statuses(employees, on=day)
            }
            at_once = {
                person.number: facts(person.duties, with_days=exactly)
                for person in duties_of_all(on=day, exactly=exactly)
            }
            assert at_once == one_by_one
        statuses |= {row[0] for row in one_by_one.values()}
    assert statuses == set(Status)


def counted_plainly(units, day: date, without: int | None) -> tuple[Counter[Status], Counter[object], int]:
    """Counted an employee at a time: those whose main position is in the units, by status; what everybody who is listed
    there and not on leave must confirm again; and how many are listed."""
    by_status: Counter[Status] = Counter()
    changed: Counter[object] = Counter()
    listed = 0
    for status in employee_statuses(Employee.objects.employed(day).exclude(pk=without), on=day):
        inside = [
            position
            for position in status.employee.positions.select_related("unit")
            if position.holds_on(day) and any(position.unit.path.startswith(unit.path) for unit in units)
        ]
        if not (inside and status.required):
            continue
        listed += 1
        by_status[status.status] += any(position.is_main for position in inside)
        if not status.is_on_leave:
            changed.update(
                (to_do.section.pk, to_do.owed_section.since, max(to_do.due_on, day - LATER))
                for to_do in status.to_dos
                if to_do.owed_section.is_change
            )
    return +by_status, changed, listed


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("profiles", PROFILES)
def test_sums_are_those_of_a_count_of_one_employee_after_the_other(
    profiles, kind, small, sections, solvik, olav
) -> None:
    people_of_all_kinds(solvik, sections, seed=len(kind) + 1)
    requirements_of_all_kinds(small, solvik, kind)
    renew(profiles, solvik)
    leader = Employee.objects.get(number="5007").pk
    statuses: set[Status] = set()
    for units, without in (([solvik.top], None), ([solvik.top], leader), ([solvik.south, solvik.schools], leader)):
        for day in DAYS:
            by_status, changed, listed = counted_plainly(units, day, without)
            counts, team = counts_of(units, on=day, without=without), team_of(units, on=day, without=without)
            assert counts.sums.by_status == team.sums.by_status == by_status
            assert counts.by_path == team.by_path
            assert sum(map(len, team.entries.values())) == listed
            assert counts.changed == team.changed
            assert again_by_day(counts.changed, day) == changed
            statuses |= set(by_status)
    assert statuses == set(Status)


def again_by_day(changed, day: date) -> Counter[object]:
    """By section, version and deadline; a deadline that has passed is that of yesterday."""
    counted: Counter[object] = Counter()
    for (section, since, due_on), people in changed.items():
        counted[section.pk, since, max(due_on, day - LATER)] += people
    return counted


def test_only_those_in_the_units_are_counted(small, sections, solvik, required) -> None:
    people_of_all_kinds(solvik, sections, seed=1)
    for units in ([solvik.health], [solvik.south, solvik.schools], [solvik.top]):
        inside = [
            pk
            for pk, unit in Position.objects.on(TODAY).filter(employee__is_active=True).values_list("employee", "unit")
            if any(unit in other_units(one) for one in units)
        ]
        assert {person.employee for person in duties_of_all(on=TODAY, units=units)} == set(inside)


def other_units(unit) -> list[int]:
    return list(type(unit).objects.at_or_below(unit).values_list("pk", flat=True))


def test_more_people_take_no_more_statements_and_no_long_lists(small, sections, solvik, required) -> None:
    list(duties_of_all(on=TODAY))
    with queries() as few:
        list(duties_of_all(on=TODAY))
    people_of_all_kinds(solvik, sections, seed=2)
    with queries() as many, parameters() as counts:
        list(duties_of_all(on=TODAY, exactly=True))
    assert len(many) == len(few) <= 9
    assert max(counts) < 100


def test_a_section_that_was_added_leaves_those_done_who_were(amina, kari, roles, privacy, content, required) -> None:
    for section in (roles, privacy):
        complete(amina, section)
    complete(kari, roles)
    publish_up_to(3, content, at=moment(TODAY + LATER))
    three_days_on = {person.number: person.duties for person in duties_of_all(on=TODAY + 3 * LATER)}
    assert (three_days_on["1001"].status, three_days_on["1002"].status) == (Status.NEW_RULE, Status.UNDER_WAY)
    assert (three_days_on["1001"].done, three_days_on["1001"].new_rules) == (2, 1)
    past = {person.number: person.duties.status for person in duties_of_all(on=TODAY + 60 * LATER)}
    assert past["1001"] == Status.OVERDUE
