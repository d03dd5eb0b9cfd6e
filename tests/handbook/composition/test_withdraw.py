"""A handbook that is withdrawn owes nothing, and stays readable with what was completed of it."""

from datetime import timedelta

import pytest

from courses.impact.employee_count import count_employees_owing_handbook, impact_of_bringing_back_handbook
from courses.todos.todo_list import employee_statuses, required_handbooks
from handbook.composition.withdraw import (
    HandbookAlreadyWithdrawn,
    HandbookNotWithdrawn,
    bring_back_handbook,
    withdraw_handbook,
)
from handbook.models import Handbook
from handbook.public.reader_editions import sections_as_of
from handbook.sections import withdraw_section
from records.models import Event
from tests.cast import MONDAY, TODAY
from tests.support.attempts import complete
from tests.support.backoffice import signed_in

LATER = TODAY + timedelta(days=1)


def owed(employee, on=TODAY) -> list[str]:
    return [to_do.section.slug for to_do in employee_statuses([employee], on=on)[0].to_dos]


def test_from_its_day_on_nothing_of_it_is_owed(amina, small, olav, required) -> None:
    withdraw_handbook(handbook=small, on=LATER, by=olav, at=MONDAY)
    assert [owed(amina, on) for on in (TODAY, LATER)] == [["roles", "privacy"], []]
    assert [required_handbooks(on).count() for on in (TODAY, LATER)] == [1, 0]
    event = Event.objects.get(what="handbook withdrawn")
    assert (event.by, event.details) == (olav, {"on": LATER.isoformat()})
    with pytest.raises(HandbookAlreadyWithdrawn):
        withdraw_handbook(handbook=small, on=TODAY, by=olav, at=MONDAY)


def test_brought_back_it_is_owed_as_before_without_what_is_withdrawn_itself(
    amina, roles, small, olav, required
) -> None:
    withdraw_section(section=roles, on=TODAY, by=olav, at=MONDAY)
    withdraw_handbook(handbook=small, on=TODAY, by=olav, at=MONDAY)
    assert owed(amina) == []
    bring_back_handbook(handbook=small, by=olav, at=MONDAY)
    assert (owed(amina), Handbook.objects.get().withdrawn_on) == (["privacy"], None)
    event = Event.objects.latest("pk")
    assert (event.what, event.details) == ("handbook brought back", {"was_withdrawn_on": TODAY.isoformat()})
    with pytest.raises(HandbookNotWithdrawn):
        bring_back_handbook(handbook=small, by=olav, at=MONDAY)


def test_the_past_remembers_that_it_was_withdrawn(small, olav) -> None:
    withdraw_handbook(handbook=small, on=TODAY, by=olav, at=MONDAY)
    bring_back_handbook(handbook=small, by=olav, at=MONDAY + timedelta(days=3))
    shown = {
        day: len(sections_as_of(TODAY + timedelta(days=day), small, language="nb", audience="everyone"))
        for day in (-1, 0, 2, 3)
    }
    assert shown == {-1: 2, 0: 0, 2: 0, 3: 2}


def test_the_numbers_count_everybody_who_has_something_of_it(
    amina, kari, geir, roles, small, olav, siri, required
) -> None:
    complete(amina, roles)
    assert count_employees_owing_handbook(small, on=TODAY) == 4
    withdraw_handbook(handbook=small, on=TODAY, by=olav, at=MONDAY)
    small.refresh_from_db()
    assert count_employees_owing_handbook(small, on=TODAY) == 0
    impact = impact_of_bringing_back_handbook(small, on=TODAY)
    assert (impact.owing, impact.overdue) == (4, 0)
    assert impact_of_bringing_back_handbook(small, on=TODAY + timedelta(days=300)).overdue == 4


def test_readers_still_read_it_and_home_asks_for_nothing(amina, roles, small, olav, required) -> None:
    client = signed_in(amina)
    assert 'href="/handbooks/small/' in client.get("/").content.decode()
    withdraw_handbook(handbook=small, on=TODAY - timedelta(days=400), by=olav, at=MONDAY)
    assert client.get("/handbooks/small/roles/").status_code == 200
    assert b"Rollene dine" not in client.get("/").content
