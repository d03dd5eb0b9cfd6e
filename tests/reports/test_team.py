"""Everybody in a team is listed, in Norwegian order, and counted once."""

import re

import pytest
from django.core.exceptions import ValidationError

from handbook.handbooks import rename_handbook
from people.employment import join
from people.models import Employee
from reports.team import members, team_of, totals
from tests.cast import FIRST, TODAY, hire
from tests.support.attempts import complete
from tests.support.clients import client_of
from tests.support.publication import new_rule
from tests.support.text import csv_rows

pytestmark = pytest.mark.usefixtures("required")


def test_whoever_has_two_positions_is_listed_in_both_units_and_counted_in_the_main_one(amina, kari, solvik) -> None:
    nora = hire("2100", "Nora", "Topp", solvik.schools, is_leader=True)
    join(employee=amina, unit=solvik.schools, from_day=TODAY, is_main=False, by=None, at=FIRST)
    by_unit = {
        unit.name: (
            [member.employee.number for member in members(team_of([unit], on=TODAY).listed(""), on=TODAY)],
            [(total.unit.name, total.sums.of) for total in totals(team_of([unit], on=TODAY), [unit])],
        )
        for unit in (solvik.south, solvik.schools, solvik.top)
    }
    assert by_unit == {
        "Hjemmetjenesten sør": (["1002", "1001"], [("Hjemmetjenesten sør", 2)]),
        "Oppvekst": (["2100", "1001"], [("Oppvekst", 1)]),
        "Solvik kommune": (["1002", "2100", "1001"], [("Solvik kommune", 3)]),
    }
    page = client_of(nora, "nb").get("/reports/team/").content.decode()
    assert re.findall(r"Oppvekst <span[^>]*>\((.*?)\)", page) == ["telles i en annen enhet"]


def test_names_stand_in_norwegian_order_on_the_page_and_in_the_file(kari, solvik) -> None:
    for number, name in enumerate(["Ås", "Ærlig", "Østby", "Zahl", "Ánne", "Bø"]):
        hire(f"40{number:02}", "Liv", name, solvik.south)
    expected = ["Liv Ánne", "Liv Bø", "Liv Zahl", "Liv Ærlig", "Liv Østby", "Liv Ås"]
    client = client_of(kari, "nb")
    page = client.get("/reports/team/").content.decode()
    assert re.findall(r'employees/40\d\d/">(.*?)</a>', page) == expected
    rows = csv_rows(client.get("/reports/team.csv"))
    assert [row[0] for row in rows if row[0].startswith("Liv")] == expected


def test_what_is_overdue_stands_above_a_new_rule_on_the_page_of_an_employee(kari, amina, siri, roles, required) -> None:
    complete(amina, roles)
    new_rule(roles, siri)
    required.newcomer_days = 10
    required.save()
    page = client_of(kari, "nb").get("/reports/team/employees/1001/").content.decode()
    assert [title.strip() for title in re.findall(r'<th scope="row">([^<]*)', page)] == ["Personvern", "Rollene dine"]


@pytest.mark.parametrize("number", ["amina.yusuf", "1001-2", "a_b", "ØST.1", "7"])
def test_an_employee_number_may_hold_what_an_address_holds(number: str, kari, amina) -> None:
    Employee.objects.filter(pk=amina.pk).update(number=number)
    client = client_of(kari, "nb")
    assert client.get("/reports/team/").status_code == 200
    assert "Amina Yusuf" in client.get(f"/reports/team/employees/{number}/").content.decode()
    Employee.objects.get(pk=amina.pk).full_clean()


@pytest.mark.parametrize("number", ["", "a b", "a/b", "..", ".a", "-1", "a?b", "a\n"])
def test_an_employee_number_that_fits_into_no_address_is_refused(number: str, db) -> None:
    with pytest.raises(ValidationError) as refused:
        Employee(number=number, given_name="Amina", family_name="Yusuf", password="x").full_clean()
    assert set(refused.value.message_dict) == {"number"}
    with pytest.raises(ValidationError):
        Employee.objects.create_user(number or " ")
    assert Employee.objects.count() == 0


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_list_for_a_handbook_by_its_former_address_is_still_for_that_handbook(language: str, kari, small) -> None:
    client = client_of(kari, language)
    rename_handbook(handbook=small, slug="ethics", by=None, at=FIRST)
    for slug, chosen in (("small", small.pk), ("ethics", small.pk), ("nothing", None)):
        page = client.get(f"/reports/team/?handbook={slug}")
        assert (page.status_code, getattr(page.context["handbook"], "pk", None)) == (200, chosen)
    assert client.get("/reports/team.csv?handbook=small").status_code == 200
