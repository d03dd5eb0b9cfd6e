"""How many days and months a requirement takes, and what becomes of a row that has more."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from courses.models import Requirement
from courses.todos.coverage import days_after, expires_on
from courses.todos.requirements import OutOfBounds, require
from records.models import Event
from tests.cast import FIRST, MONDAY, TODAY
from tests.support.attempts import complete
from tests.support.clients import client_of
from tests.support.drafts import ROLES_1, changed
from tests.support.impact import impact

DAYS = {
    "en": "Write a whole number of days from 0 to 3650.",
    "nb": "Skriv et helt antall dager fra 0 til 3650.",
    "nn": "Skriv eit heilt tal dagar frå 0 til 3650.",
}
MONTHS = {
    "en": "Write a whole number of months from 1 to 120, or leave the field empty: then a completion never expires.",
    "nb": "Skriv et helt antall måneder fra 1 til 120, eller la feltet stå tomt: Da går en fullføring aldri ut.",
    "nn": "Skriv eit heilt tal månader frå 1 til 120, eller lat feltet stå tomt: Då går ei fullføring aldri ut.",
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
EVERYTHING = [(field, number) for field, number, _told in OUTSIDE] + INSIDE


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
    assert client_of(siri, "nb").post(address, sent(required, **{field: number})).status_code == 302
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


# Rows that were stored before there were bounds


@pytest.mark.parametrize(("field", "number"), EVERYTHING)
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
    assert impact(draft, on=timezone.localdate()).completed == (0 if (field, number) == ("valid_months", 0) else 1)


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
