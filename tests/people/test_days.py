"""Days out of the calendar are refused by the form, the model and the database; older rows are named and mended."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.db.models import Q

from courses.models import Requirement
from handbook.models import Section
from people.models import Absence, Position
from records.models import Event
from records.old_rows import require_none_outside
from tests.cast import hire
from tests.support.clients import client_of

SENTENCES = {
    "nb": "Skriv en dag fra 1. januar 1900 til 31. desember 2199.",
    "nn": "Skriv ein dag frå 1. januar 1900 til 31. desember 2199.",
    "en": "Write a day from 1 January 1900 to 31 December 2199.",
}
OUTSIDE = (date(1, 1, 1), date(26, 11, 30), date(1899, 12, 31), date(2200, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("day", OUTSIDE)
def test_a_new_employee_does_not_begin_out_of_the_calendar(day: date, language: str, solvik) -> None:
    administrator = hire("2003", "Tor", "Haugen", solvik.top, is_superuser=True)
    form = {
        "number": "3001",
        "given_name": "Eli",
        "family_name": "Eide",
        "usable_password": "false",
        "unit": solvik.top.pk,
        "from_day": day.isoformat(),
    }
    page = client_of(administrator, language).post("/admin/people/employee/add/", form)
    assert SENTENCES[language] in page.content.decode()
    assert not Position.objects.filter(employee__number="3001").exists()


@pytest.mark.parametrize("day", OUTSIDE)
def test_the_database_refuses_such_days(day: date, amina, small, roles, required) -> None:
    Absence.objects.create(employee=amina, from_day=date(2026, 11, 2))
    for rows, field in (
        (Position.objects, "from_day"),
        (Absence.objects, "from_day"),
        (Requirement.objects, "again_from"),
        (Section.objects, "withdrawn_on"),
        (Section.objects, "review_on"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**{field: day})


def test_the_model_refuses_them(small) -> None:
    with pytest.raises(ValidationError) as refused:
        Requirement(handbook=small, from_day=date(26, 11, 30)).full_clean()
    assert "from_day" in refused.value.message_dict


def test_a_bound_names_each_row_outside_and_the_command_that_mends_it(required) -> None:
    bounds = {"change_days": Q(change_days__lte=7), "valid_months": Q(valid_months__gte=1)}
    with pytest.raises(CommandError) as named:
        require_none_outside(apps, "courses.Requirement", bounds)
    assert f"manage.py mend_value courses.Requirement {required.pk} change_days VALUE" in str(named.value)
    call_command("mend_value", "courses.Requirement", str(required.pk), "change_days", "7")
    require_none_outside(apps, "courses.Requirement", bounds)
    (event,) = Event.objects.filter(what="value mended")
    assert event.details == {"field": "change_days", "before": 14, "after": 7}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("courses.Requirement", "1", "change_days", "9999999"), "0 til 3650"),
        (("people.Position", "1", "from_day", "0026-11-30"), "1900"),
        (("people.Position", "999999", "from_day", "2026-11-30"), "There is no people.Position 999999"),
        (("people.Employee", "1", "is_superuser", "1"), "has no bounds"),
        (("people.Nobody", "1", "from_day", "2026-11-30"), "There is no field"),
    ],
)
def test_the_command_takes_only_what_the_bounds_take(words: tuple[str, ...], reason: str, db) -> None:
    with pytest.raises(CommandError, match=reason):
        call_command("mend_value", *words)


def test_a_section_is_not_withdrawn_at_the_end_of_time(olav, roles) -> None:
    page = client_of(olav, "nb").post(f"/admin/handbook/section/{roles.pk}/withdraw/", {"on": "9999-12-31"})
    assert SENTENCES["nb"] in page.content.decode()
    assert Section.objects.get(pk=roles.pk).withdrawn_on is None
