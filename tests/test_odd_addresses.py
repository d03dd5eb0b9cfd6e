"""No address of the site or the admin answers 5xx, whatever is written behind the question mark or in its place."""

import logging
import re
from collections.abc import Iterable, Iterator
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Attempt, Completion
from handbook.models import Version
from people.models import Employee
from tests.cast import hire
from tests.support.access_table import DOORS, all_routes
from tests.support.attempts import begin, complete
from tests.support.sizes import size

HUGE = "9" * 23
QUERIES = (
    "",
    "?=",
    "?a=%00",
    f"?page={HUGE}&p={HUGE}",
    "?page=-1&p=-1&p=x&o=99.-99.x&all=1&e=1",
    "?q=%00",
    "?q=%F0%9F%A6%8A%20%2B%27%22%5C%25_*",
    "?q=" + "a" * 4000,
    f"?from={HUGE}&day=9999-12-31&since=-1",
    "?from=x&day=0001-01-01&day=",
    f"?unit={HUGE}&section={HUGE}&handbook={HUGE}&employee={HUGE}",
    "?unit=-1&section=x&handbook=%C3%A5",
    "?language=%00",
    f"?language=xx&kind={HUGE}&status=x",
    "?next=/sign-in/",
    "?next=//example.org/&next=%0d%0aX:%20y",
    "?completed_at__year=9999&completed_at__month=12&completed_at__day=31",
    "?completed_at__year=0&completed_at__month=13",
    "?sent_at__year=9999&at__year=99999",
    "?details__contains=x",
    "?details__x__isnull=2",
    "?last_login__gte=",
    "?password__startswith=pbkdf2",
    "?attempts=&attempts__answers__is_right=1",
    "?by__password__regex=(",
    "?id__in=1,x",
    f"?_popup=1&_to_field=id&_changelist_filters={HUGE}",
    "?_to_field=password",
    "?app_label=people&model_name=employee&field_name=%00&term=%00",
    "?app_label=courses&model_name=requirement&field_name=unit&term=x",
    "?version__section__handbook__id__exact=x",
    f"?section__handbook__id__exact={HUGE}",
    "?is_active__exact=x",
)
"""Empty ones, NUL, huge numbers, days at the end of the calendar, lookups of other models, Django's own parameters."""
PLACES = {"slug": ("print", "0", "a" * 300), "str": ("0001-01-01", "9999-12-31", "x%00y", "2026-13-01"), "int": (HUGE, "0"), "path": ("1/x", HUGE, "%00", "0")}  # fmt: skip


@pytest.fixture
def visitors(amina, kari, siri, roles, privacy, required, solvik) -> dict[str, Client]:
    administrator = hire("2003", "Tor", "Haugen", solvik.top, is_superuser=True)
    complete(amina, privacy)
    begin(amina, roles)
    people = {"nobody": None, "employee": amina, "leader": kari, "HR": siri, "administrator": administrator}
    return {role: _client(person) for role, person in people.items()}


@pytest.fixture(autouse=True)
def _refusals_are_expected(caplog: pytest.LogCaptureFixture) -> None:
    """The admin logs a filter that it refuses as an error."""
    caplog.set_level(logging.CRITICAL, "django.security")


def _client(person: Employee | None) -> Client:
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    return client


def site_addresses() -> Iterator[str]:
    """Each address of the table, and the same with an odd value in each of its places."""
    attempt, completion = Attempt.objects.open().get(), Completion.objects.get()
    samples = {"attempt": str(attempt.pk), "completion": str(completion.pk), "unit": "1", "number": "1001"}
    patterns = all_routes()
    for name, door in DOORS.items():
        if name == "people:sign_out":
            continue
        yield reverse(name, args=[sample.format(**samples) for sample in door.sample])
        route = str(patterns[name].pattern)
        for kind, odd in ((kind, odd) for kind, values in PLACES.items() for odd in values if f"<{kind}:" in route):
            filled = re.sub(rf"<{kind}:\w+>", odd, route, count=1)
            yield "/" + re.sub(r"<\w+:\w+>", "1", filled)


def admin_addresses() -> Iterator[str]:
    """Each address of the admin, with the key of a row that is there, of one that is not, and with no key at all."""
    for name, pattern in all_routes().items():
        if name.startswith("admin:") and name not in ("admin:logout", "admin:login"):
            route = str(pattern.pattern).lstrip("^").rstrip("$")
            for key in ("1", HUGE, "x", "%00"):
                yield _inside_admin(name, route, key)


def _inside_admin(name: str, route: str, key: str) -> str:
    places = re.findall(r"<(\w+:)?(\w+)>", route)
    try:
        return reverse(name, args=["1" for _place in places]).replace("/1/", f"/{key}/") if places else reverse(name)
    except Exception:  # noqa: BLE001 - an address that only a regular expression describes
        return f"/admin/{key}/"


def failures(visitors: dict[str, Client], addresses: Iterable[str]) -> list[str]:
    """The addresses that answer 5xx: each as each visitor with each query; in a small run every thirteenth of them."""
    asked = list(product(dict.fromkeys(addresses), QUERIES, visitors.items()))
    return [
        f"{role} {address}{query}"
        for address, query, (role, client) in asked[:: size(small=13, full=1)]
        if client.get(address + query).status_code >= 500
    ]


def test_no_address_of_the_site_fails(visitors) -> None:
    assert failures(visitors, site_addresses()) == []


def test_no_address_of_the_admin_fails(visitors) -> None:
    inside = {role: visitors[role] for role in ("employee", "HR", "administrator")}
    assert failures(inside, admin_addresses()) == []


def test_what_only_a_button_does_leads_to_the_buttons_page(visitors) -> None:
    """Whoever was signed out when the button was pressed comes there by GET after signing in."""
    reached = {
        f"{role} {address}": visitors[role].get(address).status_code
        for role in ("HR", "administrator")
        for address in dict.fromkeys(admin_addresses())
    }
    assert [address for address, status in reached.items() if status == 405] == []
    assert visitors["HR"].get("/admin/handbook/section/1/edit/")["Location"] == "/admin/handbook/section/1/change/"
    assert not Version.objects.drafts().exists()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("is_active__exact=1", 200),
        ("is_hr_staff__exact=0", 200),
        ("last_login__gte=", 400),
        ("last_login__gte=2026-01-01", 400),
        ("password__startswith=pbkdf2", 400),
        ("attempts=1", 400),
        ("attempts__answers__is_right=1", 400),
        ("latest_completions__number__gt=1", 400),
        ("mobile__startswith=9", 400),
    ],
)
def test_a_list_is_filtered_by_its_own_filters_alone(query: str, status: int, visitors) -> None:
    """What no page shows must not be told by a filter: answers, tries, when somebody signed in."""
    assert visitors["administrator"].get(f"/admin/people/employee/?{query}").status_code == status


@pytest.mark.parametrize("lookup", ["details__contains=x", "details__has_key=x", "by__password__startswith=x"])
def test_the_list_of_events_refuses_what_its_own_filters_do_not_send(lookup: str, visitors) -> None:
    assert visitors["administrator"].get(f"/admin/records/event/?{lookup}").status_code == 400
