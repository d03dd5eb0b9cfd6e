"""The overview of five times as many people asks the same, and takes at most six times as long."""

import time
from itertools import islice
from typing import NamedTuple

import pytest
from django.test import Client

from courses.completions.profiles import forget_profiles, renew_profiles
from courses.models import LatestCompletion
from handbook.models import Audience, Section
from people.models import Absence, Employee, Position, Unit
from tests.cast import HIRED, MONDAY, TODAY, Solvik
from tests.support.queries import parameters, queries
from tests.support.sizes import IS_PROOF, size

pytestmark = pytest.mark.sqlite_only

PEOPLE = size(small=300, full=100_000)
PEOPLE_OF_A_UNIT = 100
AT_ONCE = 500


def employ(people: int, units: list[Unit], sections: list[Section]) -> None:
    """Employees of whom one in twenty has completed nothing, one in thirty half, and one in fifty is on leave."""
    first = Employee.objects.count()
    new = (
        Employee(number=f"9{number:07}", given_name="Ansatt", family_name=f"Nummer {number}")
        for number in range(first, first + people)
    )
    while batch := Employee.objects.bulk_create(islice(new, AT_ONCE)):
        Position.objects.bulk_create(
            Position(employee=employee, unit=units[employee.pk % len(units)], from_day=HIRED) for employee in batch
        )
        Absence.objects.bulk_create(Absence(employee=person, from_day=TODAY) for person in batch if not person.pk % 50)
        LatestCompletion.objects.bulk_create(
            LatestCompletion(
                employee=employee, section=section, audience=Audience.EVERYONE, number=1,
                language=("nb", "nn", "en")[employee.pk % 3], completed_at=MONDAY,
            )
            for employee in batch
            if employee.pk % 20
            for section in (sections if employee.pk % 30 else sections[:1])
        )  # fmt: skip
        forget_profiles(employee.pk for employee in batch)
    renew_profiles(at=MONDAY)


class Cost(NamedTuple):
    """What the page takes, and how many people it counts."""

    statements: int
    seconds: float
    people: int


def cost(client: Client) -> Cost:
    seconds = []
    for _visit in range(3):
        began = time.process_time()
        page = client.get("/reports/overview/")
        seconds.append(time.process_time() - began)
    with queries() as asked, parameters() as counts:
        client.get("/reports/overview/")
    assert max(counts) < 100
    sums = page.context["sums"]
    return Cost(len(asked), min(seconds), sums.of + sums.on_leave)


def test_five_times_as_many_people(ines, solvik: Solvik, roles, privacy, required) -> None:
    client = Client()
    client.force_login(ines)
    units = [
        Unit.objects.create(name=f"Enhet {number}", parent=solvik.health, path=f"{solvik.health.path}{number + 100:05}")
        for number in range(max(PEOPLE // PEOPLE_OF_A_UNIT, 3))
    ]
    others = Position.objects.count()
    employ(PEOPLE, units, [roles, privacy])
    few = cost(client)
    employ(4 * PEOPLE, units, [roles, privacy])
    many = cost(client)
    assert (few.people, many.people) == (others + PEOPLE, others + 5 * PEOPLE)
    assert few.statements == many.statements
    if IS_PROOF:
        assert many.seconds <= 6 * few.seconds
