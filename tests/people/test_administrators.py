"""Somebody always administers the site."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from people.administrators import LastAdministrator
from people.employment import edit_employee
from people.models import Employee
from people.signin.passwords import password_set_on_record
from records.models import Event
from tests.cast import MONDAY, hire
from tests.support.backoffice import fields_of
from tests.support.clients import LANGUAGES, client_of
from tests.support.text import page_text

PASSWORD = "a good long password"
LAST = {
    "nb": "Dette er den siste administratoren som kan logge inn. Gjør en annen til administrator først.",
    "nn": "Dette er den siste administratoren som kan logge inn. Gjer ein annan til administrator først.",
    "en": "This is the last administrator who can sign in. Make somebody else an administrator first.",
}


def administrator(number: str, **facts: object) -> Employee:
    return Employee.objects.create_superuser(number, PASSWORD, given_name="Tor", family_name="Haugen", **facts)


@pytest.fixture
def tor(solvik) -> Employee:
    return administrator("1000")


def send(client, employee: Employee, **ticks: str):
    address = f"/admin/people/employee/{employee.pk}/change/"
    return client.post(address, fields_of(client.get(address).content.decode()) | {"number": employee.number} | ticks)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kept", ["is_active", "is_superuser"])
def test_the_last_administrator_keeps_the_role_and_the_account(tor, kept: str, language: str) -> None:
    administrator("1", is_active=False)
    administrator("2").set_unusable_password()
    Employee.objects.filter(number="2").update(password="!")
    refused = send(client_of(tor, language), tor, **{kept: "on"})

    assert (refused.status_code, LAST[language] in page_text(refused)) == (200, True)
    tor.refresh_from_db()
    assert (tor.is_active, tor.is_superuser) == (True, True)
    assert not Event.objects.filter(what="employee edited").exists()


def test_one_of_two_may_go(tor) -> None:
    other = administrator("1009")
    assert send(client_of(tor), tor, is_active="on").status_code == 302
    assert [employee.number for employee in Employee.objects.filter(is_superuser=True)] == ["1009"]
    with pytest.raises(LastAdministrator):
        edit_employee(
            employee=Employee(pk=other.pk, number="1009", given_name="Tor", is_active=False),
            fields=["is_active"],
            by=other,
            at=MONDAY,
        )
    assert Employee.objects.get(number="1009").is_active


def test_the_last_administrator_keeps_a_password(tor) -> None:
    client = client_of(tor)
    address = f"/admin/people/employee/{tor.pk}/password/"
    refused = client.post(address, {"usable_password": "false", "unset-password": "Disable"}, follow=True)

    assert (refused.status_code, LAST["nb"] in page_text(refused)) == (200, True)
    assert "slått av" not in page_text(client.get("/admin/"))  # nothing says that it is done
    assert Employee.objects.get(pk=tor.pk).check_password(PASSWORD)
    with pytest.raises(LastAdministrator), password_set_on_record(employee=tor.pk, by=tor, at=MONDAY):
        Employee.objects.filter(pk=tor.pk).update(password="!")


@pytest.mark.django_db(transaction=True)
def test_two_who_take_the_role_from_each_other_at_once_leave_one() -> None:
    both = [administrator("1000"), administrator("1009")]

    def take_from(employee: Employee) -> bool:
        try:
            employee.is_superuser = False
            edit_employee(employee=employee, fields=["is_superuser"], by=both[0], at=MONDAY)
        except LastAdministrator:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(take_from, both)) == [False, True]
    assert Employee.objects.filter(is_superuser=True).count() == 1


def test_somebody_elses_roles_are_none_of_this(tor, solvik) -> None:
    siri = hire("1003", "Siri", "Bakken", solvik.top, is_hr_staff=True)
    siri.is_active = False
    edit_employee(employee=siri, fields=["is_active"], by=tor, at=MONDAY)

    assert not Employee.objects.get(pk=siri.pk).is_active
