"""Who works where."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from courses.models import EmployeeProfile
from people import permissions
from people.employment import (
    HasMainPosition,
    NotEmployed,
    begin_absence,
    edit_employee,
    join,
    leave,
    move,
    remember_language,
)
from people.models import Employee, Position, Unit
from people.units import found_unit, rename_unit
from records.models import Event
from tests.cast import FIRST, HIRED, hire

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


def test_the_cast_is_hired_as_the_verb_hires(solvik) -> None:
    """tests/cast.py writes what `join` writes, and saves its questions."""
    south = solvik["south"]
    for number, is_leader in (("5001", False), ("5002", True)):
        verbs = Employee.objects.create_user(
            f"{number}v", "a good long password", given_name="Ny", family_name="Ansatt"
        )
        join(employee=verbs, unit=south, from_day=HIRED, is_leader=is_leader, by=None, at=FIRST)
        casts = hire(f"{number}c", "Ny", "Ansatt", south, is_leader=is_leader)
        positions = [
            list(employee.positions.values("unit", "title", "from_day", "to_day", "is_leader", "is_main"))
            for employee in (verbs, casts)
        ]
        assert len(positions[0]) == 1
        assert positions[0] == positions[1]
        profiles = EmployeeProfile.objects.filter(employee__in=[verbs, casts]).values("profile", "unit", "is_current")
        assert [profiles[0]] * 2 == list(profiles)
    events = [
        (event.what, event.by, event.at, event.subject_kind, event.details["unit"], len(event.details))
        for event in Event.objects.filter(details__employee__startswith="500").order_by("pk")
    ]
    assert [event[0] for event in events] == ["joined"] * 4
    assert len(set(events)) == 1
    joinings = Event.objects.filter(what="joined", details__employee__startswith="500").order_by("pk")
    assert [event.subject_key for event in joinings] == [
        str(position.pk) for position in Position.objects.order_by("pk")
    ]


def test_a_subtree_is_a_range_of_paths(solvik) -> None:
    assert list(Unit.objects.at_or_below(solvik["health"])) == [solvik["health"], solvik["south"]]
    assert [unit.depth for unit in Unit.objects.in_tree_order()] == [0, 1, 2, 1]


def test_the_first_position_is_the_main_one(amina) -> None:
    assert amina.positions.get().is_main


def test_two_open_main_positions_are_refused_by_the_database(amina, solvik) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Position.objects.create(employee=amina, unit=solvik["schools"], from_day=MONDAY, is_main=True)


def test_moving_ends_the_old_position_the_day_before(amina, solvik) -> None:
    move(employee=amina, unit=solvik["schools"], from_day=MONDAY + timedelta(days=7), by=None, at=NOW)
    days = [
        (position.unit.name, position.from_day, position.to_day) for position in amina.positions.order_by("from_day")
    ]
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
        leave(employee=amina, last_day=MONDAY + timedelta(days=4), by=None, at=NOW)


def places(employee: Employee) -> list[tuple[str, int, int | None, bool]]:
    """Each position: where, from and to which day (counted from Monday), whether it is the main one."""
    return [
        (
            position.unit.name,
            (position.from_day - MONDAY).days,
            position.to_day and (position.to_day - MONDAY).days,
            position.is_main,
        )
        for position in employee.positions.order_by("from_day", "pk")
    ]


def the_event(what: str) -> dict[str, object]:
    event: Event = Event.objects.get(what=what)
    return event.details


def test_the_last_day_can_be_corrected_to_an_earlier_one(amina) -> None:
    leave(employee=amina, last_day=MONDAY + timedelta(days=9), by=None, at=NOW)
    leave(employee=amina, last_day=MONDAY + timedelta(days=3), by=None, at=NOW)
    assert places(amina) == [("Hjemmetjenesten sør", 0, 3, True)]
    assert [event.details["last_day"] for event in Event.objects.filter(what="left")] == ["2026-12-02", "2026-11-26"]


def test_a_position_that_was_to_begin_after_somebody_left_never_does(amina, solvik) -> None:
    held = amina.positions.get()
    later = join(
        employee=amina, unit=solvik["schools"], from_day=MONDAY + timedelta(days=9), is_main=False, by=None, at=NOW
    )
    leave(employee=amina, last_day=MONDAY + timedelta(days=3), by=None, at=NOW)
    assert places(amina) == [("Hjemmetjenesten sør", 0, 3, True)]
    assert the_event("left") == {
        "last_day": "2026-11-26",
        "ended": [{"position": held.pk, "unit": solvik["south"].pk, "from_day": "2026-11-23", "to_day_before": None}],
        "taken_away": [{"position": later.pk, "unit": solvik["schools"].pk, "from_day": "2026-12-02"}],
    }


def test_two_moves_on_one_day_leave_one_main_position(amina, solvik) -> None:
    day = MONDAY + timedelta(days=7)
    move(employee=amina, unit=solvik["schools"], from_day=day, by=None, at=NOW)
    move(employee=amina, unit=solvik["health"], from_day=day, by=None, at=NOW)
    assert places(amina) == [("Hjemmetjenesten sør", 0, 6, True), ("Helse", 7, None, True)]


def test_a_move_before_a_move_that_was_planned_takes_its_place(amina, solvik) -> None:
    move(employee=amina, unit=solvik["schools"], from_day=MONDAY + timedelta(days=7), by=None, at=NOW)
    move(employee=amina, unit=solvik["health"], from_day=MONDAY + timedelta(days=3), by=None, at=NOW)
    assert places(amina) == [("Hjemmetjenesten sør", 0, 2, True), ("Helse", 3, None, True)]


def test_a_move_is_one_event_that_says_what_ended(amina, solvik) -> None:
    held = amina.positions.get()
    before = Event.objects.count()
    begun = move(employee=amina, unit=solvik["schools"], from_day=MONDAY + timedelta(days=7), by=None, at=NOW)
    moved = Event.objects.get(what="moved")
    assert (Event.objects.count(), moved.subject_key, moved.details) == (
        before + 1,
        str(begun.pk),
        {
            "employee": "1001",
            "unit": solvik["schools"].pk,
            "ended": [
                {"position": held.pk, "unit": solvik["south"].pk, "from_day": "2026-11-23", "to_day_before": None}
            ],
            "taken_away": [],
        },
    )


def test_whoever_has_left_cannot_be_moved(amina, solvik) -> None:
    leave(employee=amina, last_day=MONDAY + timedelta(days=3), by=None, at=NOW)
    with pytest.raises(NotEmployed):
        move(employee=amina, unit=solvik["schools"], from_day=MONDAY + timedelta(days=4), by=None, at=NOW)


@pytest.mark.parametrize("days", [-7, 0, 7])
def test_main_positions_never_overlap(amina, solvik, days: int) -> None:
    """Nor does one that begins before the one there is."""
    with pytest.raises(HasMainPosition) as refused:
        join(employee=amina, unit=solvik["schools"], from_day=MONDAY + timedelta(days=days), by=None, at=NOW)
    assert refused.value.args == (amina.positions.get(),)
    leave(employee=amina, last_day=MONDAY + timedelta(days=3), by=None, at=NOW)
    join(employee=amina, unit=solvik["schools"], from_day=MONDAY + timedelta(days=4), by=None, at=NOW)
    assert places(amina) == [("Hjemmetjenesten sør", 0, 3, True), ("Skole", 4, None, True)]


def test_a_left_employee_is_on_record(amina) -> None:
    leave(employee=amina, last_day=MONDAY, by=amina, at=NOW)
    events = Event.objects.filter(what="left")
    assert list(events.values_list("what", "subject_kind", "subject_key", "by", "at")) == [
        ("left", "people.Employee", str(amina.pk), amina.pk, NOW)
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_top", [True, False])
def test_units_founded_at_once_get_a_place_each(is_top: bool) -> None:
    """Below a parent without children, and at the top of a tree without units, no sibling can be held."""
    parent = None if is_top else found_unit(name="Solvik kommune", parent=None, by=None, at=NOW)
    barrier = Barrier(4)

    def path_of_new_unit(number: int) -> str:
        barrier.wait()
        try:
            return found_unit(name=f"Enhet {number}", parent=parent, by=None, at=NOW).path
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        paths = sorted(pool.map(path_of_new_unit, range(4)))
    prefix = parent.path if parent else ""
    assert paths == [f"{prefix}0000{number}" for number in (1, 2, 3, 4)]


def test_a_leader_leads_the_unit_and_all_below(solvik) -> None:
    kari = Employee.objects.create_user("1002", given_name="Kari", family_name="Nilsen")
    join(employee=kari, unit=solvik["health"], from_day=MONDAY, is_leader=True, by=None, at=NOW)
    assert permissions.units_led(kari, MONDAY) == [solvik["health"]]
    assert permissions.leads_unit(kari, solvik["south"], MONDAY)
    assert not permissions.leads_unit(kari, solvik["schools"], MONDAY)
    assert not permissions.leads(kari, MONDAY - timedelta(days=1))


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


def test_an_edit_stores_its_fields_alone_and_says_what_each_role_was_and_is(amina, solvik) -> None:
    stale = Employee.objects.get(pk=amina.pk)
    Employee.objects.filter(pk=amina.pk).update(is_hr_editor=True, language="nn")
    stale.family_name, stale.is_hr_editor, stale.is_auditor, stale.language = "Vik", False, True, "en"
    edit_employee(employee=stale, fields=["family_name", "is_hr_editor", "is_auditor"], by=amina, at=NOW)
    stored = Employee.objects.get(pk=amina.pk)
    assert (stored.family_name, stored.is_hr_editor, stored.is_auditor, stored.language) == ("Vik", False, True, "nn")
    event = Event.objects.get(what="employee edited")
    assert (event.by, event.at, event.subject_key) == (amina, NOW, str(amina.pk))
    assert event.details == {
        "fields": ["family_name", "is_hr_editor", "is_auditor"],
        "roles": {"is_hr_editor": [True, False], "is_auditor": [False, True]},
    }


def test_a_language_is_remembered_and_makes_no_event(amina) -> None:
    before = Event.objects.count()
    remember_language(employee=amina, language="nn")
    assert (Employee.objects.get(pk=amina.pk).language, Event.objects.count()) == ("nn", before)


def test_a_renamed_unit_stays_in_its_place(amina, solvik) -> None:
    south = solvik["south"]
    rename_unit(unit=south, name="Sør", by=amina, at=NOW)
    assert Unit.objects.filter(pk=south.pk).values_list("name", "path", "parent").get() == (
        "Sør",
        south.path,
        solvik["health"].pk,
    )
    event = Event.objects.get(what="unit renamed")
    assert (event.by, event.at, event.subject_key, event.details) == (
        amina,
        NOW,
        str(south.pk),
        {"changes": {"name": ["Hjemmetjenesten sør", "Sør"]}},
    )
