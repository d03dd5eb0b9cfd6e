"""A number is never given to a second person; a new number and a new name are on record."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from people.employment import edit_employee
from people.models import Employee, GivenNumber, NumberTaken
from records import triggers
from records.models import Event
from tests.cast import MONDAY, hire
from tests.support.backoffice import fields_of
from tests.support.clients import LANGUAGES, client_of
from tests.support.text import page_text

note_numbers = import_module("people.migrations.0013_numbers_given_before").note

TAKEN = {
    "nb": "En annen ansatt har dette nummeret, eller har hatt det.",
    "nn": "Ein annan tilsett har dette nummeret, eller har hatt det.",
    "en": "Another employee has this number, or had it.",
}


@pytest.fixture
def tor(solvik) -> Employee:
    return Employee.objects.create_superuser("1000", "a good long password", given_name="Tor", family_name="Haugen")


@pytest.fixture
def renumbered(tor, amina) -> Employee:
    """Amina, who was 1001, is 2001."""
    amina.number = "2001"
    return edit_employee(employee=amina, fields=["number"], by=tor, at=MONDAY)


def given() -> dict[str, str]:
    return dict(GivenNumber.objects.order_by("pk").values_list("number", "employee__number"))


def test_a_number_stays_with_whom_it_was_given_to(renumbered, solvik) -> None:
    assert given() == {"1000": "1000", "1001": "2001", "2001": "2001"}
    with pytest.raises(NumberTaken, match="1001"), transaction.atomic():
        hire("1001", "Anne", "Hansen", solvik.south)
    with pytest.raises(NumberTaken), transaction.atomic():
        Employee.objects.bulk_create([Employee(number="1001", given_name="Anne")])
    with pytest.raises(NumberTaken), transaction.atomic():
        Employee.objects.filter(number="1000").update(number="1001")
    assert sorted(Employee.objects.values_list("number", flat=True)) == ["1000", "2001"]


def test_its_owner_may_have_it_back(renumbered, tor) -> None:
    renumbered.number = "1001"
    edit_employee(employee=renumbered, fields=["number"], by=tor, at=MONDAY)

    assert given() == {"1000": "1000", "1001": "1001", "2001": "1001"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_admin_says_so_at_the_field(renumbered, tor, solvik, language: str) -> None:
    client = client_of(tor, language)
    typed = {"given_name": "Anne", "family_name": "Hansen", "usable_password": "false", "unit": str(solvik.south.pk)}
    hired = client.post("/admin/people/employee/add/", typed | {"number": "1001", "from_day": "2026-11-23"})
    address = f"/admin/people/employee/{tor.pk}/change/"
    edited = client.post(
        address, fields_of(client.get(address).content.decode()) | {"number": "1001", "is_active": "on"}
    )

    assert [(page.status_code, page_text(page).count(TAKEN[language])) for page in (hired, edited)] == [(200, 1)] * 2


def test_the_database_holds_it_on_its_own(renumbered, tor) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        GivenNumber.objects.bulk_create([GivenNumber(number="1001", employee=tor)])
    table = GivenNumber._meta.db_table
    assert {f"frozen_{table}_update", f"frozen_{table}_delete"} <= {
        guard.name for guard in triggers.guards(connection.vendor)
    }
    assert triggers.missing(connection.alias) == []


def test_renumbering_and_renaming_are_events_with_from_and_to(renumbered, tor) -> None:
    renumbered.given_name, renumbered.family_name = "Amina", "Yusuf Vik"
    edit_employee(employee=renumbered, fields=["given_name", "family_name"], by=tor, at=MONDAY)

    events = Event.objects.filter(what__in=("employee renumbered", "employee renamed")).order_by("pk")
    assert [(event.what, event.by_id, event.subject_key, event.details) for event in events] == [
        ("employee renumbered", tor.pk, str(renumbered.pk), {"number": ["1001", "2001"]}),
        ("employee renamed", tor.pk, str(renumbered.pk), {"family_name": ["Yusuf", "Yusuf Vik"]}),
    ]


def test_an_older_database_learns_its_numbers_from_its_rows_and_its_log(renumbered, kari) -> None:
    before = given()
    triggers.drop()
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {GivenNumber._meta.db_table}")
    triggers.create()
    note_numbers(apps, None)

    assert given() == before
