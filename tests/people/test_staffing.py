"""Who works where."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from people import rights
from people.models import Employee, Position, Unit
from people.staffing import NotEmployed, UnderItself, begin_absence, found_unit, join, leave, move, move_unit
from records.models import Event

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
MONDAY = date(2026, 11, 23)


@pytest.fixture
def solvik(db) -> dict[str, Unit]:
    top = found_unit(name="Solvik kommune", parent=None, by=None, at=NOW)
    health = found_unit(name="Helse", parent=top, by=None, at=NOW)
    south = found_unit(name="Hjemmetjenesten sør", parent=health, by=None, at=NOW)
    schools = found_unit(name="Skole", parent=top, by=None, at=NOW)
    return {"top": top, "health": health, "south": south, "schools": schools}


@pytest.fixture
def amina(solvik) -> Employee:
    employee = Employee.objects.create_user("1001", given_name="Amina", family_name="Yusuf")
    join(employee=employee, unit=solvik["south"], from_day=MONDAY, by=None, at=NOW)
    return employee


def test_a_subtree_is_a_range_of_paths(solvik) -> None:
    assert list(Unit.objects.at_or_below(solvik["health"])) == [solvik["health"], solvik["south"]]
    assert [unit.depth for unit in Unit.objects.in_tree_order()] == [0, 1, 2, 1]


def test_a_moved_unit_takes_what_is_below_it_along(solvik) -> None:
    move_unit(unit=solvik["health"], parent=solvik["schools"], by=None, at=NOW)
    below = [str(unit) for unit in Unit.objects.at_or_below(Unit.objects.get(name="Skole"))]
    assert below == ["Skole", "Helse", "Hjemmetjenesten sør"]


def test_a_unit_cannot_be_moved_below_itself(solvik) -> None:
    with pytest.raises(UnderItself):
        move_unit(unit=solvik["health"], parent=solvik["south"], by=None, at=NOW)


def test_the_first_position_is_the_main_one(amina) -> None:
    assert amina.positions.get().is_main


def test_two_open_main_positions_are_refused_by_the_database(amina, solvik) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Position.objects.create(employee=amina, unit=solvik["schools"], from_day=MONDAY, is_main=True)


def test_moving_ends_the_old_position_the_day_before(amina, solvik) -> None:
    move(employee=amina, unit=solvik["schools"], from_day=MONDAY + timedelta(days=7), by=None, at=NOW)
    days = [(each.unit.name, each.from_day, each.to_day) for each in amina.positions.order_by("from_day")]
    assert days == [
        ("Hjemmetjenesten sør", MONDAY, MONDAY + timedelta(days=6)),
        ("Skole", MONDAY + timedelta(days=7), None),
    ]


def test_whoever_has_left_is_not_employed_the_day_after(amina) -> None:
    leave(employee=amina, last_day=MONDAY + timedelta(days=3), by=None, at=NOW)
    amina = Employee.objects.get(pk=amina.pk)
    assert amina.is_employed(MONDAY + timedelta(days=3))
    assert not amina.is_employed(MONDAY + timedelta(days=4))
    assert list(Employee.objects.employed(MONDAY + timedelta(days=4))) == []
    with pytest.raises(NotEmployed):
        leave(employee=amina, last_day=MONDAY, by=None, at=NOW)


def test_a_leader_leads_the_unit_and_all_below(solvik) -> None:
    kari = Employee.objects.create_user("1002", given_name="Kari", family_name="Nilsen")
    join(employee=kari, unit=solvik["health"], from_day=MONDAY, is_leader=True, by=None, at=NOW)
    assert rights.units_led(kari, MONDAY) == [solvik["health"]]
    assert rights.leads_unit(kari, solvik["south"], MONDAY)
    assert not rights.leads_unit(kari, solvik["schools"], MONDAY)
    assert not rights.leads(kari, MONDAY - timedelta(days=1))


def test_each_move_is_on_record(amina) -> None:
    begin_absence(employee=amina, from_day=MONDAY, by=None, at=NOW)
    assert list(Event.objects.filter(subject_kind__startswith="people.").values_list("what", flat=True)) == [
        "unit founded",
        "unit founded",
        "unit founded",
        "unit founded",
        "joined",
        "absence begun",
    ]
