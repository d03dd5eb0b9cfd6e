"""A profile says what its employee has completed and where they work, or that it may not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from courses.completions import profiles
from courses.completions.complete import update_latest
from courses.completions.profiles import differing_profiles, renew_profiles
from courses.models import EmployeeProfile, LatestCompletion, Profile
from handbook.models import Handbook, Section
from people.employment import leave, move
from people.models import Employee, Position
from people.units import found_unit
from tests.cast import FIRST, HIRED, MONDAY, TODAY, hire
from tests.support.attempts import complete, finished
from tests.support.queries import queries


def row_of(employee: Employee) -> tuple[str, str, bool, object, bool]:
    """What the row of an employee says: what was completed, unit, leading, first day, and whether that is so."""
    row = EmployeeProfile.objects.select_related("profile", "unit").get(employee=employee)
    completed = row.profile.completed if row.profile else ""
    return completed, row.unit.name if row.unit else "", row.is_leader, row.from_day, row.is_current


def test_the_tick_renews_what_was_completed_and_once(amina, kari, roles, privacy, required) -> None:
    assert row_of(amina) == ("", "", False, None, False)
    complete(amina, privacy, language="nn")
    complete(amina, roles)
    complete(kari, roles)
    assert renew_profiles(at=MONDAY) == EmployeeProfile.objects.count()
    south = "Hjemmetjenesten sør"
    of_amina = f"{roles.pk}:everyone:1:nb {privacy.pk}:everyone:1:nn"
    assert row_of(amina) == (of_amina, south, False, HIRED, True)
    assert row_of(kari) == (f"{roles.pk}:everyone:1:nb {roles.pk}:leaders:1:nb", south, True, HIRED, True)
    assert renew_profiles(at=MONDAY) == 0
    complete(amina, privacy, language="en")
    assert row_of(amina) == (of_amina, south, False, HIRED, False)
    assert renew_profiles(at=MONDAY) == 1
    assert row_of(amina)[0] == f"{roles.pk}:everyone:1:nb {privacy.pk}:everyone:1:en"


def test_moving_and_leaving_are_renewed_too(amina, solvik, required) -> None:
    renew_profiles(at=MONDAY)
    move(employee=amina, unit=solvik.schools, from_day=TODAY, is_leader=True, by=None, at=MONDAY)
    assert row_of(amina) == ("", "Hjemmetjenesten sør", False, HIRED, False)
    assert renew_profiles(at=MONDAY) == 1
    assert row_of(amina) == ("", solvik.schools.name, True, TODAY, True)
    leave(employee=amina, last_day=TODAY, by=None, at=MONDAY)
    assert renew_profiles(at=MONDAY) == 1
    assert row_of(amina) == ("", "", False, None, True)


def test_those_who_completed_the_same_have_one_profile(solvik, roles, privacy, required) -> None:
    for number in range(5):
        employee = hire(f"3{number}", "Ny", "Ansatt", solvik.south)
        for section in (roles, privacy) if number % 2 else (privacy, roles):
            complete(employee, section)
    renew_profiles(at=MONDAY)
    assert Profile.objects.exclude(completed="").count() == 1


def test_a_batch_takes_the_same_statements_for_one_and_for_five(solvik, roles, privacy, required) -> None:
    renew_profiles(at=MONDAY)
    counts = []
    for people in (1, 5):
        for number in range(people):
            employee = hire(f"3{people}{number}", "Ny", "Ansatt", solvik.south)
            complete(employee, roles, language="nb" if people == 1 else "nn")
        with queries() as asked:
            assert renew_profiles(at=MONDAY) == people
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 9


def test_completing_takes_one_statement_more(amina, roles) -> None:
    with queries() as asked:
        update_latest([finished(amina, roles, 1)])
    assert len(asked) == 3
    assert "courses_employeeprofile" in asked[-1]


def test_more_people_than_a_batch_are_all_renewed(solvik, amina, kari, ida, monkeypatch) -> None:
    monkeypatch.setattr(profiles, "BATCH_SIZE", 2)
    assert renew_profiles(at=MONDAY) == Employee.objects.count() > 2
    assert not EmployeeProfile.objects.filter(is_current=False).exists()


def test_rebuilding_renews_and_checking_names_what_differs(solvik, amina, kari, ida, roles, required, capsys) -> None:
    complete(amina, roles)
    renew_profiles(at=MONDAY)
    call_command("rebuild_latest", "--check")
    Position.objects.filter(employee=ida).update(unit=solvik.schools)
    EmployeeProfile.objects.filter(employee=amina).update(profile=Profile.objects.get(completed=""))
    assert differing_profiles() == sorted([amina.pk, ida.pk])
    with pytest.raises(CommandError, match=r"^2 rows differ"):
        call_command("rebuild_latest", "--check")
    EmployeeProfile.objects.filter(employee=kari).delete()
    Profile.objects.create(digest="0" * 64, completed="unused")
    call_command("rebuild_latest")
    assert differing_profiles() == []
    assert EmployeeProfile.objects.filter(is_current=True).count() == Employee.objects.count()
    assert not Profile.objects.filter(completed="unused").exists()
    assert LatestCompletion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_completion_beside_a_tick_is_never_lost(is_first: bool) -> None:
    """Whichever is not on record yet when the other begins: the profile names the completion, or is not current."""
    section = Section.objects.create(handbook=Handbook.objects.create(slug="small"), slug="roles", position=1)
    amina = hire("1001", "Amina", "Yusuf", found_unit(name="sør", parent=None, by=None, at=FIRST))
    written = Event()

    def complete_it() -> None:
        update_latest([finished(amina, section, 2)])

    def tick() -> None:
        renew_profiles(at=MONDAY)

    def keep_waiting(action: Callable[[], None]) -> None:
        try:
            with transaction.atomic():
                action()
                written.set()
                Event().wait(0.5)
        finally:
            connection.close()

    first, second = (complete_it, tick) if is_first else (tick, complete_it)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(keep_waiting, first)
        assert written.wait(10)
        second()
        waiting.result()
    assert row_of(amina)[0] == f"{section.pk}:everyone:2:nb" or not row_of(amina)[-1]
    renew_profiles(at=MONDAY)
    assert row_of(amina)[0] == f"{section.pk}:everyone:2:nb"
