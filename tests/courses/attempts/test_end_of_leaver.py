"""Whoever leaves is asked nothing more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import Attempt, Completion
from people.employment import leave
from people.models import Employee
from records.models import Event
from tests.cast import MONDAY, TODAY
from tests.support.attempts import begin, complete
from tests.support.clients import client_of

pytestmark = pytest.mark.usefixtures("required")


def test_leaving_ends_what_is_open_and_leaves_what_is_completed(amina, siri, roles, privacy) -> None:
    completed, begun = complete(amina, privacy).attempt, begin(amina, roles)
    leave(employee=amina, last_day=TODAY - timedelta(days=1), by=siri, at=MONDAY)
    assert dict(Attempt.objects.values_list("pk", "ending")) == {completed.pk: "completed", begun.pk: "left"}
    assert list(Event.objects.filter(what="attempt ended").values_list("by__number", "subject_key", "details")) == [
        ("1003", str(begun.pk), {"ending": "left"})
    ]


def test_whoever_is_yet_to_leave_goes_on_until_the_last_day(amina, siri, privacy) -> None:
    leave(employee=amina, last_day=TODAY, by=siri, at=MONDAY)
    assert complete(amina, privacy).attempt.ending == "completed"


def test_whoever_has_left_answers_nothing(amina, privacy) -> None:
    attempt = begin(amina, privacy)
    # The last day was set before it came.
    amina.positions.update(to_day=timezone.localdate() - timedelta(days=1))
    client = client_of(Employee.objects.get(pk=amina.pk), "nb")
    address = f"/courses/attempts/{attempt.pk}/questions/traces/"
    assert client.post(address, {"sequence": 1, "option": "a"}).status_code == 403
    assert client.get(address).status_code == 403
    assert (attempt.answers.count(), Completion.objects.count()) == (0, 0)
