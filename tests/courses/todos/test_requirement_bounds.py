"""How many days and months a requirement takes, and what HR sees before one is saved that concerns many."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from courses.impact.employee_count import impact_of_requirement
from courses.models import Requirement
from courses.todos.coverage import days_after, expires_on
from courses.todos.requirements import OutOfBounds, require
from people.models import Employee
from people.units import found_unit
from records.models import Event
from tests.cast import FIRST, MONDAY, TODAY
from tests.support.attempts import complete
from tests.support.backoffice import post_confirmed
from tests.support.clients import client_of
from tests.support.drafts import ROLES_1, changed
from tests.support.impact import impact

DAYS = {
    "en": "Write a whole number of days from 0 to 3650.",
    "nb": "Skriv et helt antall dager fra 0 til 3650.",
    "nn": "Skriv eit heilt tal dagar frå 0 til 3650.",
}
MONTHS = {
    "en": "Write a whole number of months from 1 to 120, or leave the field empty: then a receipt never expires.",
    "nb": "Skriv et helt antall måneder fra 1 til 120, eller la feltet stå tomt: Da utløper kvitteringen aldri.",
    "nn": "Skriv eit heilt tal månader frå 1 til 120, eller la feltet stå tomt: Då går kvitteringa aldri ut på dato.",
}
OUTSIDE = [
    *(("valid_months", number, MONTHS) for number in (0, 121, 100_000, 3_000_000, 2_147_483_647)),
    *(("newcomer_days", number, DAYS) for number in (3651, 100_000, 3_000_000, 2_147_483_647)),
    *(("change_days", number, DAYS) for number in (3651, 100_000, 3_000_000, 2_147_483_647)),
]
NO_NUMBER = [("valid_months", -1, MONTHS), ("change_days", -1, DAYS), ("newcomer_days", 10**30, DAYS), ("change_days", "14,5", DAYS)]  # fmt: skip
INSIDE = [
    *(("valid_months", number) for number in (1, 12, 120, None)),
    *((field, number) for field in ("newcomer_days", "change_days") for number in (0, 1, 3650)),
]


def sent(requirement: Requirement, **facts: object) -> dict[str, object]:
    """What the form of a requirement sends, but for what is empty."""
    form = {
        "handbook": requirement.handbook_id,
        "from_day": "2026-11-02",
        "newcomer_days": requirement.newcomer_days,
        "change_days": requirement.change_days,
    } | facts
    return {field: "" if value is None else value for field, value in form.items()}


def numbers() -> list[tuple[int, int, int | None]]:
    return list(Requirement.objects.values_list("newcomer_days", "change_days", "valid_months"))


@pytest.mark.parametrize("language", DAYS)
@pytest.mark.parametrize(("field", "number", "messages"), OUTSIDE + NO_NUMBER)
def test_hr_is_told_the_smallest_and_the_largest_number(
    field: str, number: object, messages: dict[str, str], language: str, siri, required
) -> None:
    client = client_of(siri, language)
    for address in ("add/", f"{required.pk}/change/"):
        response = client.post(f"/admin/courses/requirement/{address}", sent(required, **{field: number}))
        with translation.override(language):
            assert response.context["adminform"].form.errors == {field: [messages[language]]}
        assert messages[language] in response.content.decode()
    assert numbers() == [(30, 14, None)]
    assert not Event.objects.filter(what__startswith="requirement").exists()


@pytest.mark.parametrize(("field", "number"), INSIDE)
def test_a_number_within_the_bounds_is_stored(field: str, number: int | None, siri, required) -> None:
    address = f"/admin/courses/requirement/{required.pk}/change/"
    assert post_confirmed(client_of(siri, "nb"), address, sent(required, **{field: number})).status_code == 302
    assert Requirement.objects.values_list(field, flat=True).get() == number


def test_the_browser_knows_the_bounds(siri, required) -> None:
    response = client_of(siri, "nb").get(f"/admin/courses/requirement/{required.pk}/change/")
    fields = response.context["adminform"].form.fields
    bounds = {name: (fields[name].widget.attrs["min"], fields[name].widget.attrs["max"]) for name in Requirement.BOUNDS}
    assert bounds == {"newcomer_days": (0, 3650), "change_days": (0, 3650), "valid_months": (1, 120)}


@pytest.mark.parametrize(("field", "number", "messages"), OUTSIDE)
def test_the_model_and_the_verb_refuse_what_the_form_refuses(
    field: str, number: int, messages: dict[str, str], siri, small
) -> None:
    requirement = Requirement(handbook=small, from_day=FIRST.date(), **{field: number})
    with translation.override("en"):
        with pytest.raises(ValidationError) as invalid:
            requirement.full_clean()
        with pytest.raises(OutOfBounds) as refused:
            require(requirement=requirement, fields=[field], by=siri, at=MONDAY)
        form_errors = invalid.value.message_dict
    assert (form_errors, refused.value.args) == ({field: [messages["en"]]}, ({field: [messages["en"]]},))
    assert (Requirement.objects.count(), Event.objects.filter(what__startswith="requirement").count()) == (0, 0)


@pytest.mark.parametrize(("field", "number", "messages"), OUTSIDE)
def test_the_database_refuses_what_the_form_refuses(field: str, number: int, messages: object, required) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Requirement.objects.update(**{field: number})


@pytest.mark.parametrize(("field", "number"), INSIDE)
def test_a_row_with_any_number_takes_no_page_down(field: str, number: int | None, amina, kari, ines, olav, siri, roles, required) -> None:  # fmt: skip
    complete(amina, roles, at=timezone.now())
    Requirement.objects.update(**{field: number})
    visits = [
        (amina, "/"),
        (kari, "/"),
        (amina, "/handbooks/small/roles/"),
        (kari, "/reports/team/"),
        (kari, "/reports/team.csv"),
        (kari, f"/reports/team/employees/{amina.number}/"),
        (ines, "/reports/overview/"),
        (ines, "/reports/overview.csv"),
        (siri, f"/admin/courses/requirement/{required.pk}/change/"),
    ]
    for visitor, address in visits:
        assert (address, client_of(visitor, "nb").get(address).status_code) == (address, 200)
    draft = changed(roles, {"source_nb": ROLES_1}, olav)
    assert impact(draft, on=timezone.localdate()).completed == 1


# A requirement that concerns more than one employee


def test_hr_sees_whom_a_new_requirement_concerns_and_saves_it_once_confirmed(amina, kari, siri, small, roles) -> None:
    form = {"handbook": small.pk, "from_day": "2026-11-02", "newcomer_days": 3, "change_days": 14}
    client, address = client_of(siri, "nb"), "/admin/courses/requirement/add/"

    first = client.post(address, form)

    everybody = Employee.objects.employed(timezone.localdate()).count()
    impact_shown = impact_of_requirement(
        Requirement(handbook=small, from_day=date(2026, 11, 2), newcomer_days=3), on=timezone.localdate()
    )
    assert (impact_shown.covered, impact_shown.begin_to_owe, impact_shown.cease_to_owe) == (everybody, everybody, 0)
    page = first.content.decode()
    assert f"{everybody}. Får noe å gjøre: {everybody}. Slipper: 0. Har noe igjen: {everybody}." in page
    assert Requirement.objects.count() == 0

    token = re.search(r'name="confirmed" value="(\w+)"', page)
    assert token
    # Other numbers than those that were shown are shown first.
    assert client.post(address, form | {"newcomer_days": 5, "confirmed": token[1]}).status_code == 200
    for _press in range(2):
        assert client.post(address, form | {"confirmed": token[1]}).status_code == 302
    assert list(Requirement.objects.values_list("newcomer_days", flat=True)) == [3]
    assert Event.objects.filter(what="requirement made").count() == 1


def test_hr_sees_how_many_no_longer_have_to(amina, kari, siri, required, small, roles) -> None:
    form = sent(required, to_day="2026-11-10", from_day="2026-11-02")
    page = client_of(siri, "nb").post(f"/admin/courses/requirement/{required.pk}/change/", form).content.decode()
    everybody = Employee.objects.employed(timezone.localdate()).count()
    assert f"Får noe å gjøre: 0. Slipper: {everybody}. Har noe igjen: 0." in page


def test_one_employee_needs_no_confirmation(amina, siri, small, solvik, roles) -> None:
    unit = found_unit(name="Vaktrom", parent=solvik.top, by=None, at=MONDAY)
    form = {"handbook": small.pk, "unit": unit.pk, "from_day": "2026-11-02", "newcomer_days": 3, "change_days": 14}
    assert client_of(siri, "nb").post("/admin/courses/requirement/add/", form).status_code == 302


@pytest.mark.parametrize(
    ("completed_on", "months", "runs_out"),
    [
        (date(2026, 11, 30), 120, date(2036, 11, 30)),
        (date(2026, 11, 30), 95_676, date(9999, 11, 30)),
        (date(2026, 11, 30), 95_677, date(9999, 12, 30)),
        (date(2026, 12, 31), 95_676, date(9999, 12, 31)),
        (date(2026, 11, 30), 95_678, date.max),
        (date(2026, 11, 30), 2_147_483_647, date.max),
    ],
)
def test_a_completion_expires_on_the_calendars_last_day_at_the_latest(
    completed_on: date, months: int, runs_out: date
) -> None:
    assert expires_on(Requirement(valid_months=months), completed_on) == runs_out


@pytest.mark.parametrize(
    ("start", "days", "day"),
    [
        (TODAY, 0, TODAY),
        (TODAY, 3650, date(2036, 11, 20)),
        (TODAY, 3_000_000, date.max),
        (TODAY, 2_147_483_647, date.max),
        (date.max, 1, date.max),
    ],
)
def test_the_calendar_ends_with_its_last_day(start: date, days: int, day: date) -> None:
    assert days_after(start, days) == day
