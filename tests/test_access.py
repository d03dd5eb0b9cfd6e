"""Who gets through which door: every address × role × method, against a written table."""

import re
from collections.abc import Mapping
from http.cookies import SimpleCookie

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from courses.models import Attempt, Completion
from people.models import Employee
from tests.cast import hire
from tests.support.access_table import DOORS, INSIDE, METHODS, OUTSIDE, ROLES, Answers, all_routes
from tests.support.attempts import begin, complete
from tests.support.sizes import size


@pytest.fixture
def people(amina, kari, olav, ines, geir, solvik) -> dict[str, Employee | None]:
    """One person a role, each with that role alone."""
    return {
        "nobody": None,
        "employee": amina,
        "leader": kari,
        "auditor": ines,
        "left": geir,
        "HR editor": hire("2001", "Eli", "Eide", solvik.top, is_hr_editor=True),
        "HR publisher": olav,
        "HR staff": hire("2002", "Stein", "Vik", solvik.top, is_hr_staff=True),
        "administrator": hire("2003", "Tor", "Haugen", solvik.top, is_superuser=True),
    }


@pytest.fixture
def samples(amina, roles, privacy, required, solvik) -> dict[str, str]:
    """What stands in braces in the table: Amina, her open attempt with one answer, her receipt, her and Kari's unit."""
    completion = complete(amina, privacy)
    attempt = begin(amina, roles)
    client = client_of(amina)
    client.post(f"/courses/attempts/{attempt.pk}/questions/clear/", {"sequence": 1, "option": ["a", "c"]})
    return {
        "attempt": str(attempt.pk),
        "completion": str(completion.pk),
        "unit": str(solvik.south.pk),
        "number": amina.number,
    }


def client_of(person: Employee | None) -> Client:
    client = Client(raise_request_exception=False, headers={"accept-language": "nb"})
    if person:
        client.force_login(person)
    return client


def outcome(response: HttpResponse) -> int | str:
    if response.status_code == 302:
        return "sign in" if response["Location"].startswith("/sign-in/?next=/") else "on"
    return response.status_code


@pytest.fixture
def sessions(people, settings) -> dict[str, SimpleCookie]:
    """The cookies of each role, signed in once. All of a session is in its cookie here: whoever signs out with a copy of
    it leaves the others as they are."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    return {role: client_of(person).cookies for role, person in people.items()}


def answered(session: SimpleCookie, address: str, method: str, sent: Mapping[str, object] = {}) -> HttpResponse:
    """What whoever has these cookies is answered there, by a browser that has been nowhere else."""
    client = client_of(None)
    client.cookies.load(session)
    return getattr(client, method.lower())(address, dict(sent) if method == "POST" else {})


def knock(sessions: Mapping[str, SimpleCookie], address: str, method: str, sent: Mapping[str, object]) -> Answers:
    """What each role is answered there."""
    return {role: outcome(answered(sessions[role], address, method, sent)) for role in ROLES}


def test_every_address_has_a_row_in_the_table() -> None:
    named = {name for name in all_routes() if not name.startswith("admin:")}
    assert named == set(DOORS)


@pytest.mark.sqlite_only
@pytest.mark.parametrize("name", DOORS)
def test_each_role_is_answered_as_written(name: str, sessions, samples) -> None:
    door = DOORS[name]
    address = reverse(name, args=[sample.format(**samples) for sample in door.sample])
    answers_by_method = {method: knock(sessions, address, method, door.sent) for method in METHODS}
    assert {
        f"{method} as {role}": f"{answers_by_method[method][role]}, expected {answer}"
        for method, answers in door.expected.items()
        for role, answer in answers.items()
        if answers_by_method[method][role] != answer
    } == {}


def test_what_is_led_to_sign_in_comes_back_to_the_same_address(samples) -> None:
    response = client_of(None).get(f"/courses/attempts/{samples['attempt']}/result/?language=nn")
    assert response["Location"] == f"/sign-in/?next=/courses/attempts/{samples['attempt']}/result/%3Flanguage%3Dnn"


@pytest.mark.parametrize(
    "address",
    [
        "/handbooks/small/",
        "/handbooks/small/print/",
        "/handbooks/small/as-of/",
        "/handbooks/small/as-of/2026-11-23/",
        "/handbooks/small/roles/",
        "/handbooks/small/roles/print/",
        "/handbooks/small/roles/versions/",
        "/handbooks/small/roles/versions/1/",
        "/handbooks/small/roles/versions/1/changes/",
    ],
)
def test_a_handbook_that_is_not_open_to_all_exists_for_those_who_work_here_alone(address, sessions, small) -> None:
    small.open_to_all = False
    small.save()
    assert knock(sessions, address, "GET", {}) == dict.fromkeys(ROLES, 200) | {"nobody": 404, "left": 404}
    assert "Liten håndbok" not in client_of(None).get("/handbooks/").content.decode()
    assert "Liten håndbok" not in client_of(None).get("/").content.decode()


def test_another_leaders_unit_and_its_people_do_not_exist(kari, amina, siri, geir, solvik, required) -> None:
    asked = {
        "her nurse": "/reports/team/employees/1001/",
        "somebody of HR": "/reports/team/employees/1003/",
        "who has left": "/reports/team/employees/1007/",
        "nobody": "/reports/team/employees/nonsense/",
        "south": f"/reports/team/{solvik.south.pk}/",
        "schools": f"/reports/team/{solvik.schools.pk}/",
        "above": f"/reports/team/{solvik.health.pk}/",
        "no such unit": "/reports/team/999999/",
        "schools as a file": f"/reports/team.csv?unit={solvik.schools.pk}",
        "no such unit as a file": "/reports/team.csv?unit=999999",
    }
    assert {what: client_of(kari).get(address).status_code for what, address in asked.items()} == {
        "her nurse": 200,
        "somebody of HR": 404,
        "who has left": 404,
        "nobody": 404,
        "south": 200,
        "schools": 404,
        "above": 404,
        "no such unit": 404,
        "schools as a file": 404,
        "no such unit as a file": 404,
    }


def test_a_former_leader_leads_nothing(kari, solvik, required) -> None:
    kari.positions.update(to_day="2026-11-01")
    assert client_of(kari).get("/reports/team/").status_code == 403
    assert client_of(kari).get("/reports/team.csv").status_code == 403


def test_the_roles_of_whoever_has_left_are_gone(geir, required) -> None:
    Employee.objects.filter(pk=geir.pk).update(is_hr_staff=True, is_auditor=True, is_hr_publisher=True)
    doors = (
        "/reports/overview/",
        "/reports/overview.csv",
        "/reports/team/",
        "/reports/handbooks/small/as-of/",
        "/reports/handbooks/small/as-of/2026-11-23/employees/1007/",
        "/reports/handbooks/small/roles/questions/",
        "/admin/",
    )
    assert {door: client_of(geir).get(door).status_code for door in doors} == dict.fromkeys(doors, 403)


def test_whoever_has_left_confirms_nothing(geir, roles, required) -> None:
    client_of(geir).post("/courses/small/roles/start/", {"version": 1, "language": "nb", "since": 0})
    assert (Attempt.objects.filter(employee=geir).count(), Completion.objects.filter(employee=geir).count()) == (0, 0)


def test_an_account_that_is_closed_is_signed_out_at_once(amina, required) -> None:
    client = client_of(amina)
    assert client.get("/courses/completions/").status_code == 200
    Employee.objects.filter(pk=amina.pk).update(is_active=False)
    assert outcome(client.get("/courses/completions/")) == "sign in"


# The admin is one group: its pages come and go with what is registered there.

OPEN_IN_ADMIN = {"admin:login", "admin:logout"}
"""The admin's own doors."""


def admin_addresses() -> dict[str, str]:
    """The address of each page of the admin, with 1 for whatever it asks for."""
    addresses = {"admin: no such page": "/admin/nonsense/"}
    for name, pattern in all_routes().items():
        if name.startswith("admin:") and pattern.name:
            asked = dict.fromkeys(pattern.pattern.regex.groupindex, "1")
            if "app_label" in asked:
                # Its pattern names the apps that have pages: the first of them.
                asked["app_label"] = re.findall(r"\w+", str(pattern.pattern).partition("app_label>")[2])[0]
            addresses[name] = reverse(name, kwargs=asked)
    return addresses


ADMIN_METHODS = ("GET", "POST", "DELETE")
"""The admin asks only whether it is a POST: HEAD and PUT are answered as DELETE is."""


@pytest.mark.sqlite_only
@pytest.mark.parametrize("method", ADMIN_METHODS)
def test_nobody_without_a_role_of_hr_enters_the_admin(method: str, sessions, required) -> None:
    entered = {
        (name, role): status
        for name, address in admin_addresses().items()
        if name not in OPEN_IN_ADMIN
        for role in OUTSIDE
        if (status := answered(sessions[role], address, method).status_code) not in (302, 401, 403, 404, 405)
    }
    assert entered == {}


@pytest.mark.parametrize(
    "method", ["GET", *(pytest.param(method, marks=pytest.mark.sqlite_only) for method in ("POST", "DELETE"))]
)
def test_no_page_of_the_admin_breaks(method: str, sessions, required) -> None:
    visitors = INSIDE if method == "GET" else size(small=("administrator",), full=INSIDE)
    broken = {
        (name, role): status
        for name, address in admin_addresses().items()
        for role in visitors
        if (status := answered(sessions[role], address, method).status_code) >= 500
    }
    assert broken == {}


def test_attempts_and_answers_are_never_in_the_admin() -> None:
    assert [name for name in all_routes() if name.startswith(("admin:courses_attempt", "admin:courses_answer"))] == []
