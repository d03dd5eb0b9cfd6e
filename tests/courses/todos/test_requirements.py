"""HR says who must complete what."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from courses.models import Requirement
from courses.todos.requirements import require
from records.models import Event
from tests.cast import FIRST, MONDAY
from tests.support.backoffice import post_confirmed
from tests.support.clients import client_of


def events() -> list[tuple[object, ...]]:
    rows = Event.objects.filter(what__startswith="requirement").order_by("pk")
    return list(rows.values_list("what", "by__number", "at", "details"))


def test_a_requirement_is_stored_and_on_record_in_one(siri, small) -> None:
    made = require(
        requirement=Requirement(handbook=small, from_day=FIRST.date()), fields=["handbook"], by=siri, at=MONDAY
    )
    made.change_days = 7
    require(requirement=made, fields=["change_days"], by=siri, at=MONDAY)
    assert Requirement.objects.get().change_days == 7
    assert events() == [
        ("requirement made", "1003", MONDAY, {"fields": ["handbook"], "changes": {"handbook": [None, small.pk]}}),
        ("requirement edited", "1003", MONDAY, {"fields": ["change_days"], "changes": {"change_days": [14, 7]}}),
    ]


def test_a_requirement_does_not_end_before_it_begins(small) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Requirement.objects.create(handbook=small, from_day=date(2026, 11, 2), to_day=date(2026, 11, 1))
    Requirement.objects.create(handbook=small, from_day=date(2026, 11, 2), to_day=date(2026, 11, 2))


@pytest.mark.parametrize(("last_day", "stored"), [("2026-11-01", 0), ("2026-11-30", 1)])
def test_hr_is_told_when_the_last_day_comes_first(last_day: str, stored: int, siri, small) -> None:
    sent = {"handbook": small.pk, "from_day": "2026-11-02", "to_day": last_day, "newcomer_days": 30, "change_days": 14}
    response = post_confirmed(client_of(siri, "nb"), "/admin/courses/requirement/add/", sent)
    assert ("Den siste dagen kan ikke komme før den første." in response.content.decode()) == (not stored)
    assert Requirement.objects.count() == stored
    assert [what for what, *_rest in events()] == ["requirement made"] * stored
