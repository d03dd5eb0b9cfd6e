"""Whoever is counted before publishing is asked afterwards, whatever the requirements, positions and completions."""

from datetime import timedelta

import pytest
from django.db import transaction

from courses.completions.counted_unit import assign_due
from courses.impact.completion_groups import completion_groups
from courses.impact.preview import Impact
from courses.models import Attempt, LatestCompletion, Requirement
from handbook.models import Kind, Section
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from people.employment import join, leave, move
from people.models import Employee
from tests.cast import FIRST, HIRED, MONDAY, TODAY, Solvik, hire
from tests.support.attempts import begin, complete
from tests.support.drafts import ROLES_1, ROLES_3, changed
from tests.support.impact import asked_again, impact

DAY = timedelta(days=1)
EVERYBODY: dict[str, object] = {}
"""A requirement as it is, of all."""
REQUIREMENTS = {
    "of everybody": [EVERYBODY],
    "of a unit": [{"unit": "health"}],
    "of two units": [{"unit": "health"}, {"unit": "schools"}],
    "of everybody, who must do it again": [{"again_from": TODAY}],
    "of everybody, and of a unit that must do it again": [EVERYBODY, {"unit": "health", "again_from": TODAY}],
    "of a unit for a month, and of another": [{"unit": "health", "valid_months": 1}, {"unit": "schools"}],
}


@pytest.fixture
def staff(solvik, roles, privacy, required) -> list[Employee]:
    """All sorts of people. Some completed the section long ago; all but one completed another one today."""
    south, schools = solvik.south, solvik.schools
    people = [
        hire(f"4{number:03}", "Ny", "Ansatt", unit, is_leader=is_leader)
        for number, (unit, is_leader) in enumerate(
            [(south, False), (south, True), (schools, False), (schools, True), (solvik.top, False), (south, False),
             (schools, False), (south, True)]
        )
    ]  # fmt: skip
    _nurse, leader, teacher, head, _clerk, gone, mover, _late_leader = people
    join(employee=teacher, unit=south, from_day=HIRED, is_leader=True, is_main=False, by=None, at=FIRST)
    join(employee=head, unit=south, from_day=HIRED, is_main=False, by=None, at=FIRST)
    for number, employee in enumerate(people):
        at = MONDAY - timedelta(days=18) if number % 2 == 0 else MONDAY
        complete(Employee.objects.get(pk=employee.pk), roles, at=at)
        if employee != leader:
            complete(Employee.objects.get(pk=employee.pk), privacy, at=MONDAY)
    leave(employee=gone, last_day=TODAY - DAY, by=None, at=MONDAY)
    move(employee=mover, unit=south, from_day=TODAY, by=None, at=MONDAY)
    LatestCompletion.objects.filter(employee=people[7], section=roles).update(completed_at=FIRST - timedelta(days=31))
    return people


@pytest.mark.parametrize("words", [ROLES_1, ROLES_3])
def test_the_number_is_exact(words: tuple[str, str], staff, solvik, olav, roles) -> None:
    for of in REQUIREMENTS:
        with transaction.atomic():
            impacts, asked = counted_and_asked(of, words, solvik, olav, Section.objects.get(pk=roles.pk))
            transaction.set_rollback(True)
        assert (of, [impact.asked for impact in impacts]) == (of, [len(asked)] * 2)
        assert (of, impacts[0].by_unit) == (of, impacts[1].by_unit)


def counted_and_asked(
    of: str, words: tuple[str, str], solvik: Solvik, olav: Employee, roles: Section
) -> tuple[list[Impact], set[str]]:
    """What is told before publishing, freshly counted and then reckoned; and who is asked afterwards."""
    Requirement.objects.all().delete()
    for facts in REQUIREMENTS[of]:
        unit = getattr(solvik, facts["unit"]) if "unit" in facts else None
        Requirement.objects.create(handbook=roles.handbook, from_day=FIRST.date(), **{**facts, "unit": unit})
    draft = changed(roles, {"source_nb": words}, olav)
    impacts = [impact(draft)]
    assign_due(at=MONDAY)
    impacts.append(impact(draft))
    publish(draft=draft, decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True), by=olav, at=MONDAY)
    return impacts, asked_again(roles, {"roles-1" if words == ROLES_1 else "roles-3"})


def test_each_sort_of_people_is_there(staff, solvik, roles) -> None:
    """Else the numbers above would be right by having nothing to tell apart."""
    groups, _under_way = completion_groups(roles, list(Requirement.objects.all()), TODAY)
    assert {key: dict(units) for key, units in groups.counts.items() if any(units.values())} == {
        (("everyone", 1, "nb"),): {solvik.south.pk: 2, solvik.top.pk: 1, solvik.schools.pk: 0},
        (("everyone", 1, "nb"), ("leaders", 1, "nb")): {solvik.south.pk: 2, solvik.schools.pk: 2},
    }


def test_those_under_way_are_among_those_who_are_counted(staff, solvik, roles) -> None:
    """Not who is not covered, has left, or must do all of it again."""
    for employee in (staff[0], staff[2], staff[4]):
        begin(Employee.objects.get(pk=employee.pk), roles)
    Requirement.objects.update(unit=solvik.health)
    requirements = list(Requirement.objects.select_related("unit"))
    assert Attempt.objects.open().count() == 3
    assert completion_groups(roles, requirements, TODAY)[1].total == 2
    Requirement.objects.update(again_from=TODAY)
    requirements = list(Requirement.objects.select_related("unit"))
    assert completion_groups(roles, requirements, TODAY)[1].total == 0
