"""Every form of the site and of the admin, with an extreme value in each field: it is refused, or saved and all pages answer."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from courses.models import Attempt, Completion
from handbook.models import Section, Version
from handbook.sections import withdraw_section
from handbook.versions.drafts import open_draft
from people.models import Employee
from tests.cast import MONDAY, hire
from tests.support.access_table import DOORS, all_routes
from tests.support.attempts import begin, complete
from tests.support.drafts import drafted
from tests.support.page_forms import PageForm, forms_of
from tests.support.publication import new_rule
from tests.support.sizes import size

VALUES = (
    "",
    " ",
    "\0",
    "a\0b",
    "0",
    "-1",
    "1,5",
    "9" * 30,
    "1e400",
    "nan",
    "٣",
    "0001-01-01",
    "30.11.0026",
    "9999-12-31",
    "9999-12-31T23:59",
    "x" * 300,
    "å" * 20_000,
    "<script>alert(1)</script>",
    "[" * 3000,
    "\ufdd0\U0010ffff",
    "\u202e\u200b",
    "%s{0}{{x}}{% now %}",
    "' OR 1=1 --",
)
PAGES = (
    "/",
    "/handbooks/",
    "/handbooks/small/",
    "/handbooks/small/roles/",
    "/search/?q=verv",
    "/reports/team/",
    "/reports/overview/",
    "/admin/",
    "/admin/people/employee/",
    "/admin/courses/requirement/",
    "/admin/records/event/",
)
"""What must answer after anything was saved."""


@pytest.fixture
def visitors(amina, siri, olav, roles, privacy, required, solvik) -> dict[str, Client]:
    """A section has a second version, which can still be undone, and a draft; the other is to be withdrawn."""
    administrator = hire("2003", "Tor", "Haugen", solvik.top, is_superuser=True)
    complete(amina, privacy)
    begin(amina, roles)
    new_rule(roles, olav, "verv kan komme", "verv kan nok komme")
    drafted(roles, siri)
    open_draft(section=privacy, by=siri, at=MONDAY)
    withdraw_section(section=privacy, on=date(2199, 1, 1), by=olav, at=MONDAY)
    people = {
        "nobody": None,
        "employee": amina,
        "HR editor": siri,
        "HR publisher": olav,
        "administrator": administrator,
    }
    return {role: _client(person) for role, person in people.items()}


def _client(person: Employee | None) -> Client:
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    return client


def addresses(role: str) -> Iterator[str]:
    """The pages on which a role may find forms."""
    attempt, completion = Attempt.objects.open().get(), Completion.objects.get()
    samples = {"attempt": str(attempt.pk), "completion": str(completion.pk), "unit": "1", "number": "1001"}
    if role in ("nobody", "employee"):
        for name, door in DOORS.items():
            if not name.startswith("reports:") and name != "people:sign_out":
                yield reverse(name, args=[sample.format(**samples) for sample in door.sample])
        return
    versions = list(Version.objects.order_by("section", "number").values_list("pk", flat=True))
    names = {"question": Attempt.objects.open().get().questions[0][0], "slug": "privacy"}
    sections = list(Section.objects.order_by("pk").values_list("pk", flat=True))
    for name, pattern in all_routes().items():
        places = pattern.pattern.regex.groupindex
        if (
            pattern.name
            and name.startswith("admin:")
            and name not in ("admin:logout", "admin:login")
            and "app_label" not in places
        ):
            of_version = name.startswith(("admin:handbook_version", "admin:handbook_withdrawnquestion_"))
            keys = versions if of_version else sections if name.startswith("admin:handbook_section") else [1]
            for key in keys if places else [1]:
                yield reverse(name, kwargs={place: names.get(place, str(key)) for place in places})


def forms(client: Client, role: str) -> Iterator[tuple[str, PageForm]]:
    """Each form once, with the page it stands on."""
    known = set()
    for address in dict.fromkeys(addresses(role)):
        response = client.get(address)
        assert response.status_code < 500, address
        if response.status_code != 200 or "html" not in response["Content-Type"]:
            continue
        for form in forms_of(response.content.decode(), address):
            kind = (form.action, tuple(form.fields))
            if kind not in known and not form.action.endswith(("/sign-out/", "/language/")):
                known.add(kind)
                yield address, form


@pytest.mark.parametrize("role", ["nobody", "employee", "HR editor", "HR publisher", "administrator"])
def test_no_value_of_any_field_breaks_a_page(role: str, visitors) -> None:
    client = visitors[role]
    tried = [
        (page, form, name, value, button)
        for page, form in forms(client, role)
        for (name, value), button in zip(product(form.fields, VALUES), _round(form), strict=False)
        if name != "csrfmiddlewaretoken"
    ]
    assert len(tried) > 20
    broken = []
    for page, form, name, value, (button, pressed) in tried[:: size(small=29, full=1)]:
        with transaction.atomic():
            sent = {**form.fields, name: [value]} | ({button: [pressed]} if button else {})
            response = client.post(form.action, sent)
            statuses = {page: response.status_code}
            if response.status_code == 302:
                statuses |= {address: visitors["administrator"].get(address).status_code for address in PAGES}
                statuses |= {"as Amina": visitors["employee"].get("/").status_code}
            broken += [
                f"{where} {status}: {form.action} {name}={value[:20]!r} {button}"
                for where, status in statuses.items()
                if status >= 500
            ]
            transaction.set_rollback(True)
    assert broken == []


def _round(form: PageForm) -> Iterator[tuple[str, str]]:
    """The buttons in turn, without end."""
    while True:
        yield from form.buttons or [("", "")]
