"""A name is stored as it is seen."""

import pytest

from people.models import Employee, Unit
from people.names.words import tidy
from tests.support.clients import client_of


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("\u200bAnne", "Anne"),
        ("Anne\ufeff", "Anne"),
        ("\u202eAnne", "Anne"),
        ("\u200fAnne\u200e", "Anne"),
        ("\u2067Anne\u2069", "Anne"),
        ("An\u00adne", "Anne"),
        ("Anne\nBerg", "Anne Berg"),
        ("Anne\u2028Berg", "Anne Berg"),
        ("  Anne \u00a0 \t Berg ", "Anne Berg"),
        ("A\u030ase", "Åse"),
        ("Anne-Marie", "Anne-Marie"),
        ("O’Brien", "O’Brien"),
        ("محمد", "محمد"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚒 Bo", "👩\u200d🚒 Bo"),
        ("\u200b", ""),
    ],
    ids=ascii,
)
def test_what_is_invisible_is_no_part_of_a_name(typed: str, stored: str) -> None:
    assert tidy(typed) == stored


def test_somebody_is_hired_and_a_unit_is_founded_under_the_name_that_is_seen(solvik) -> None:
    tor = Employee.objects.create_superuser("1", "a good long password", given_name="Tor", family_name="Haugen")
    typed = {
        "number": "3001", "given_name": "\u200bAnne", "family_name": "\u202eHansen\n", "usable_password": "false",
        "unit": solvik.south.pk, "from_day": "23.11.2026",
    }  # fmt: skip
    assert client_of(tor).post("/admin/people/employee/add/", typed).status_code == 302
    assert str(Employee.objects.get(number="3001")) == "Anne Hansen (3001)"

    founded = {"name": "\u202eNatt\u00a0 og\ndag", "parent": solvik.south.pk}
    assert client_of(tor).post("/admin/people/unit/add/", founded).status_code == 302
    assert Unit.objects.latest("pk").name == "Natt og dag"


@pytest.mark.parametrize("name", ["\u200b", "-", "\u202e \u202c"], ids=ascii)
def test_a_unit_has_a_name_that_can_be_read(name: str, solvik) -> None:
    tor = Employee.objects.create_superuser("1", "a good long password", given_name="Tor", family_name="Haugen")
    before = Unit.objects.count()
    page = client_of(tor).post("/admin/people/unit/add/", {"name": name, "parent": solvik.south.pk})
    assert (page.status_code, Unit.objects.count()) == (200, before)
    assert "Skriv et navn." in page.content.decode()
