"""Where somebody is counted is copied to what that employee has completed, and never says anything that is not so."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Event

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from courses.completions.complete import update_latest
from courses.completions.counted_unit import assign_due
from courses.impact.completion_groups import completion_groups
from courses.models import LatestCompletion, Requirement
from handbook.models import Handbook, Section
from people.employment import join, leave, move
from people.models import Employee, Position, Unit
from people.units import found_unit
from tests.cast import FIRST, HIRED, MONDAY, TODAY, hire
from tests.support.attempts import complete, finished
from tests.support.queries import queries

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def places(employee: Employee) -> list[tuple[str, str, date | None, date | None]]:
    """What the rows of an employee say: audience, unit, from, to."""
    rows = LatestCompletion.objects.filter(employee=employee).order_by("section", "audience")
    return [
        (row.audience, row.unit.name if row.unit else "", row.unit_from, row.unit_to)
        for row in rows.select_related("unit")
    ]


def counted(section: Section, on: date = TODAY) -> dict[str, int]:
    """How many have completed the section, by the name of the unit they are counted in."""
    groups, _under_way = completion_groups(section, list(Requirement.objects.select_related("unit")), on)
    by_unit = groups.asked_by_unit(lambda *_completed: True)
    return {Unit.objects.get(pk=unit).name: people for unit, people in by_unit.items()}


def test_what_is_completed_is_reckoned_by_the_next_tick_and_once(amina, kari, roles, required, solvik) -> None:
    complete(amina, roles)
    complete(kari, roles)
    assert places(kari) == [("everyone", "", None, None), ("leaders", "", None, None)]
    assert counted(roles) == {"Hjemmetjenesten sør": 2}
    assert assign_due(at=MONDAY) == 3
    south = "Hjemmetjenesten sør"
    assert places(kari) == [("everyone", south, HIRED, None), ("leaders", south, HIRED, None)]
    assert places(amina) == [("everyone", south, HIRED, None)]
    assert counted(roles) == {"Hjemmetjenesten sør": 2}
    assert assign_due(at=MONDAY) == 0


def test_what_is_reckoned_is_counted_without_a_look_at_the_positions(amina, roles, required, solvik) -> None:
    complete(amina, roles)
    assign_due(at=MONDAY)
    Position.objects.filter(employee=amina).update(unit=solvik.schools)  # past staffing, to see what is looked at
    assert counted(roles) == {"Hjemmetjenesten sør": 1}


def test_whoever_moves_takes_the_rows_along_from_that_day(amina, roles, required, solvik) -> None:
    complete(amina, roles)
    assign_due(at=MONDAY)
    move(employee=amina, unit=solvik.schools, from_day=TODAY + WEEK, by=None, at=MONDAY)
    assert places(amina) == [("everyone", "Hjemmetjenesten sør", HIRED, TODAY + WEEK - DAY)]
    assert [counted(roles, on=TODAY + WEEK - DAY), counted(roles, on=TODAY + WEEK)] == [
        {"Hjemmetjenesten sør": 1},
        {"Oppvekst": 1},
    ]
    assert assign_due(at=MONDAY + WEEK) == 1
    assert places(amina) == [("everyone", "Oppvekst", TODAY + WEEK, None)]
    assert counted(roles) == {"Hjemmetjenesten sør": 1}


def test_whoever_leaves_is_counted_until_the_last_day_and_then_nowhere(amina, roles, required, solvik) -> None:
    complete(amina, roles)
    leave(employee=amina, last_day=TODAY, by=None, at=MONDAY)
    assert places(amina) == [("everyone", "Hjemmetjenesten sør", HIRED, TODAY)]
    assert [counted(roles), counted(roles, on=TODAY + DAY)] == [{"Hjemmetjenesten sør": 1}, {}]
    assert assign_due(at=MONDAY + DAY) == 1
    assert places(amina) == [("everyone", "", TODAY + DAY, None)]
    join(employee=amina, unit=solvik.schools, from_day=TODAY + WEEK, by=None, at=MONDAY + DAY)
    assert places(amina) == [("everyone", "", TODAY + DAY, TODAY + WEEK - DAY)]
    assert [counted(roles, on=TODAY + DAY), counted(roles, on=TODAY + WEEK)] == [{}, {"Oppvekst": 1}]


def test_whoever_has_no_main_position_is_counted_where_they_began_first(amina, roles, required, solvik) -> None:
    """A second position that outlives the main one: what is owed is owed all the same."""
    leave(employee=amina, last_day=TODAY + DAY, by=None, at=MONDAY)
    join(employee=amina, unit=solvik.schools, from_day=TODAY, is_main=False, by=None, at=MONDAY)
    join(employee=amina, unit=solvik.health, from_day=TODAY + DAY, is_main=False, by=None, at=MONDAY)
    complete(Employee.objects.get(pk=amina.pk), roles)
    for _looked_up_then_reckoned in range(2):
        assert [counted(roles, on=TODAY + DAY), counted(roles, on=TODAY + 2 * DAY)] == [
            {"Hjemmetjenesten sør": 1},
            {"Oppvekst": 1},
        ]
        assign_due(at=MONDAY + 2 * DAY)
    assert places(amina) == [("everyone", "Oppvekst", TODAY + 2 * DAY, None)]


def test_rebuilding_reckons_as_well(amina, roles, required, solvik) -> None:
    complete(amina, roles)
    LatestCompletion.objects.all().delete()
    call_command("rebuild_latest")
    assert places(amina) == [("everyone", "Hjemmetjenesten sør", HIRED, None)]


def test_a_tick_takes_the_same_statements_for_one_and_for_five(solvik, roles, privacy, required) -> None:
    counts = []
    for people in (1, 5):
        for number in range(people):
            employee = hire(f"3{people}{number}", "Ny", "Ansatt", solvik.south)
            complete(employee, roles)
            complete(employee, privacy)
        with queries() as made:
            assert assign_due(at=MONDAY) == 2 * people
        counts.append(len(made))
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("has_completed_before", [True, False])
def test_a_completion_and_a_move_at_once_leave_no_wrong_unit_behind(is_first: bool, has_completed_before: bool) -> None:
    """Whichever is not on record yet when the other is written, and neither waits for the other's end for ever."""
    section = Section.objects.create(handbook=Handbook.objects.create(slug="small"), slug="roles", position=1)
    south, schools = (found_unit(name=name, parent=None, by=None, at=FIRST) for name in ("sør", "skole"))
    amina = hire("1001", "Amina", "Yusuf", south)
    if has_completed_before:
        update_latest([finished(amina, section, 1)])
        assign_due(at=MONDAY)
    written = Event()

    def complete_it() -> None:
        update_latest([finished(amina, section, 2)])

    def move_her() -> None:
        move(employee=amina, unit=schools, from_day=TODAY, by=None, at=MONDAY)

    def keep_waiting(action: Callable[[], None]) -> None:
        try:
            with transaction.atomic():
                action()
                written.set()
                Event().wait(0.5)
        finally:
            connection.close()

    first, second = (complete_it, move_her) if is_first else (move_her, complete_it)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(keep_waiting, first)
        assert written.wait(10)
        with transaction.atomic():
            second()
        waiting.result()
    (row,) = LatestCompletion.objects.all()
    assert row.number == 2
    if row.unit_from:
        assert (row.unit_id, row.unit_from, row.unit_to) == (schools.pk, TODAY, None)
    Requirement.objects.create(handbook=section.handbook, from_day=TODAY)
    assert counted(section) == {"skole": 1}
