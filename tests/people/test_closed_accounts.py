"""A closed account: who knows its password is told so, and nobody counts it."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from courses.impact.completion_groups import completion_groups
from courses.impact.employee_count import count_employees_owing
from courses.todos.status import Status
from courses.todos.todo_list import employee_statuses
from people.models import Employee
from tests.cast import TODAY, hire
from tests.support.attempts import begin, complete
from tests.support.clients import LANGUAGES, client_of
from tests.support.text import csv_rows, main_text

CLOSED = {
    "nb": "Denne kontoen er stengt. Snakk med lederen din.",
    "nn": "Denne kontoen er stengd. Snakk med leiaren din.",
    "en": "This account is closed. Talk to your manager.",
}


def close(*employees: Employee) -> None:
    Employee.objects.filter(pk__in=[employee.pk for employee in employees]).update(is_active=False)


def sign_in(number: str, password: str, language: str = "nb") -> tuple[str, bool]:
    client = Client(headers={"accept-language": language})
    response = client.post("/sign-in/", {"username": number, "password": password})
    return main_text(response.content.decode()) if response.status_code == 200 else "", "sessionid" in client.cookies


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_password_is_answered_that_the_account_is_closed(amina, language: str) -> None:
    close(amina)
    page, has_session = sign_in("1001", "a good long password", language)

    assert (CLOSED[language] in page, has_session) == (True, False)


def test_a_wrong_password_is_answered_as_for_a_number_that_nobody_has(amina) -> None:
    close(amina)
    pages = [sign_in(number, "a wrong long password")[0].replace(number, "") for number in ("1001", "4711")]

    assert pages[0] == pages[1]
    assert "Ansattnummeret eller passordet er ikke riktig. Prøv igjen." in pages[0]


class CountedHasher(MD5PasswordHasher):
    """Counts how often a password is hashed, which is what takes time."""

    hashed = 0

    def encode(self, password: str, salt: str) -> str:
        type(self).hashed += 1
        return super().encode(password, salt)


def test_every_sign_in_hashes_once_whoever_asks(amina, kari, settings) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountedHasher"]
    close(amina)
    counts = []
    for number in ("1001", "1002", "4711"):
        CountedHasher.hashed = 0
        sign_in(number, "a wrong long password")
        counts.append(CountedHasher.hashed)

    assert counts == [1, 1, 1]


def test_a_session_from_before_reads_nothing(amina, required) -> None:
    client = client_of(amina)
    close(amina)

    assert client.get("/courses/completions/").status_code == 302


def test_it_is_in_no_list_and_in_no_figure(kari, ines, amina, ida, solvik, roles, privacy, required) -> None:
    closed = [
        hire("1010", "Stengt", "Uferdig", solvik.south),
        hire("1011", "Stengt", "Leder", solvik.south, is_leader=True),
    ]
    begin(closed[0], roles)
    for employee in (amina, closed[1]):
        complete(employee, roles)
    close(*closed)
    team, overview = client_of(kari), client_of(ines)

    assert [row[0] for row in csv_rows(team.get("/reports/team.csv"))] == ["Navn", "Amina Yusuf", "Ida Dahl"]
    assert "Stengt" not in team.get("/reports/team/").content.decode()
    assert team.get("/reports/team/employees/1010/").status_code == 404
    assert [row[7] for row in csv_rows(overview.get("/reports/overview.csv"))][1:] == ["3", "2", "2"]
    assert count_employees_owing(roles, on=TODAY) == 3
    assert [status.status for status in employee_statuses(closed_again(closed), on=TODAY)] == [Status.DONE, Status.DONE]
    everybody, under_way = completion_groups(roles, [required], TODAY)
    assert (everybody.total, under_way.total) == (1, 0)
    assert {unit: people for by_unit in everybody.counts.values() for unit, people in by_unit.items() if people} == {
        solvik.south.pk: 1
    }


def closed_again(employees: list[Employee]) -> list[Employee]:
    return list(Employee.objects.filter(pk__in=[employee.pk for employee in employees]))


def test_it_is_offered_as_no_owner_but_stays_in_hrs_list(siri, olav, roles) -> None:
    close(olav)
    client = client_of(siri)

    assert "Olav Strand" not in client.get(f"/admin/handbook/section/{roles.pk}/change/").content.decode()
    assert "Olav Strand" in client.get("/admin/people/employee/").content.decode()
