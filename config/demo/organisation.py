"""The employees of Solvik and their positions."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password

from config.demo.solvik import CAST, EMPLOYEES, FAMILY_NAMES, GIVEN_NAMES, TITLES, UNITS, Person
from people.employment import begin_absence, hire, join, leave
from people.models import Employee, Unit
from people.signin.backend import DEMO_PASSWORD
from people.units import found_unit

NEWCOMER = timedelta(days=20)
"""How long ago the newest positions began: their deadlines are ahead, the others' have passed."""


def create_solvik(at: datetime) -> dict[str, Unit]:
    """Create the units. Returns them by name."""
    return dict(_create_units(UNITS, None, at))


def _create_units(
    below: Mapping[str, object] | list[str], parent: Unit | None, at: datetime
) -> Iterator[tuple[str, Unit]]:
    for name in below:
        unit = found_unit(name=name, parent=parent, by=None, at=at)
        yield name, unit
        deeper = below[name] if isinstance(below, Mapping) else []
        if isinstance(deeper, Mapping | list):
            yield from _create_units(deeper, unit, at)


def hire_everybody(units: dict[str, Unit], *, on: date, at: datetime) -> list[Employee]:
    """Hire the cast and the other employees, of whom one in five is new. All share one password hash."""
    password, chance = make_password(DEMO_PASSWORD), random.Random(1)  # noqa: S311 - names, not secrets
    everybody = []
    for person in (*CAST, *_other_employees(units, chance)):
        employee = Employee(
            number=person.number,
            given_name=person.given_name,
            family_name=person.family_name,
            language=person.language if person.number >= "1100" else "",
            password=password,
            **person.roles,
        )
        is_new = person.number == "1001" or (person.number >= "1100" and chance.random() < 0.2)
        hire(
            employee=employee,
            unit=units[person.unit],
            from_day=on - NEWCOMER if is_new else on - timedelta(days=chance.randrange(400, 4000)),
            title=person.title,
            is_leader=person.is_leader,
            by=None,
            at=at,
        )
        everybody.append(employee)
    _special_cases({employee.number: employee for employee in everybody}, units, on, at)
    return everybody


def _other_employees(units: dict[str, Unit], chance: random.Random) -> Iterator[Person]:
    tops = {unit.path: name for name, unit in units.items() if name in TITLES}
    leaves = [unit for unit in units.values() if unit.parent_id]
    led = {person.unit for person in CAST if person.is_leader}
    # Steps of different primes, so that the two lists do not pair the same names again.
    for count in range(EMPLOYEES - len(CAST)):
        unit = leaves[count % len(leaves)]
        top = next(name for path, name in tops.items() if unit.path.startswith(path))
        is_leader = unit.name not in led
        led.add(unit.name)
        yield Person(
            number=str(1100 + count),
            given_name=GIVEN_NAMES[count * 17 % len(GIVEN_NAMES)],
            family_name=FAMILY_NAMES[count * 11 % len(FAMILY_NAMES)],
            unit=unit.name,
            title="leder" if is_leader else chance.choice(TITLES[top]),
            is_leader=is_leader,
            language=chance.choices(["nb", "nn", "en"], [7, 2, 1])[0],
        )


def _special_cases(cast: dict[str, Employee], units: dict[str, Unit], on: date, at: datetime) -> None:
    """Hamid has two positions, Geir left last month, Ida is on leave."""
    join(
        employee=cast["1006"],
        unit=units["Vei og park"],
        from_day=on - timedelta(days=300),
        is_main=False,
        title="prosjektleder",
        by=None,
        at=at,
    )
    leave(employee=cast["1007"], last_day=on - timedelta(days=28), by=None, at=at)
    begin_absence(employee=cast["1008"], from_day=on - timedelta(days=60), by=None, at=at)
