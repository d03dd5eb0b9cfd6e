"""One name is enough."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from people.models import Employee
from records.models import Event
from tests.support.clients import client_of
from tests.support.text import page_text

mend = import_module("people.migrations.0010_a_dash_is_no_name").mend


@pytest.fixture
def tor(solvik) -> Employee:
    return Employee.objects.create_superuser("1", "a good long password", given_name="Tor", family_name="Haugen")


def hire_in_admin(client, unit, given_name: str, family_name: str):
    return client.post(
        "/admin/people/employee/add/",
        {
            "number": "3001", "given_name": given_name, "family_name": family_name, "usable_password": "false",
            "unit": unit.pk, "from_day": "23.11.2026",
        },
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given_name", "family_name"), [("Madonna", ""), ("", "Madonna"), ("Madonna", "-"), ("–", "Madonna")]
)
def test_somebody_with_one_name_is_hired_and_shown_without_a_stray_blank(solvik, tor, given_name, family_name) -> None:
    client = client_of(tor)
    assert hire_in_admin(client, solvik.south, given_name, family_name).status_code == 302
    hired = Employee.objects.get(number="3001")

    assert (hired.name, hired.short_name, str(hired)) == ("Madonna", "Madonna", "Madonna (3001)")
    page = client_of(hired).get("/").content.decode()
    assert ("<span>Madonna</span>" in page, "<span>Madonna · Meny</span>" in page) == (True, True)


@pytest.mark.parametrize("name", ["", "-", "  "])
def test_nobody_is_hired_without_a_name(solvik, tor, name: str) -> None:
    refused = hire_in_admin(client_of(tor), solvik.south, name, name)

    assert (refused.status_code, "Skriv minst ett navn." in page_text(refused)) == (200, True)
    assert not Employee.objects.filter(number="3001").exists()


def test_the_database_holds_that_everybody_has_a_name(amina) -> None:
    with pytest.raises(IntegrityError, match="employee_has_a_name"), transaction.atomic():
        Employee.objects.filter(pk=amina.pk).update(given_name="", family_name="")


def test_a_dash_of_an_older_database_becomes_no_name_on_record(amina, kari) -> None:
    Employee.objects.filter(pk=amina.pk).update(given_name="Amina", family_name="-")
    mend(apps, None)
    amina.refresh_from_db()

    assert (amina.name, amina.search_text) == ("Amina", "amina 1001")
    renamed = Event.objects.get(what="employee renamed")
    assert (renamed.subject_key, renamed.details, renamed.by) == (str(amina.pk), {"family_name": ["-", ""]}, None)


def test_nobody_without_any_name_passes_unnoticed(amina, kari) -> None:
    Employee.objects.filter(pk=amina.pk).update(given_name="-", family_name=" ")
    with pytest.raises(RuntimeError, match="These employees have no name") as stopped:
        mend(apps, None)

    assert "filter(number='1001').update(family_name='THE NAME')" in str(stopped.value)
