"""The demo fills an empty database at the stage that was asked for, and no other."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from courses.models import Completion
from courses.todos.todo_list import employee_statuses
from handbook.models import Section
from people.models import Employee, Unit
from tests.cast import hire
from tests.support.attempts import complete, written

pytestmark = pytest.mark.usefixtures("content")


@pytest.fixture(autouse=True)
def _demo(settings, db) -> None:
    settings.DEMO = True


def statuses() -> Counter[str]:
    today = timezone.localdate()
    return Counter(
        employee_status.status for employee_status in employee_statuses(Employee.objects.employed(today), on=today)
    )


def test_a_rollout_has_every_status() -> None:
    call_command("demo", "rollout", verbosity=0)
    assert (Employee.objects.count(), Unit.objects.count()) == (140, 27)
    counts = statuses()
    assert counts["on_leave"] == 1
    assert counts["done"] > 50
    assert all(counts[status] > 1 for status in ("overdue", "under_way", "not_started"))
    what_is_written_is_what_reading_and_answering_write()


def what_is_written_is_what_reading_and_answering_write() -> None:
    section = Section.objects.select_related("handbook").order_by("handbook", "position")[0]
    head = hire("1999", "Ny", "Leder", Unit.objects.get(name="Personal"), is_leader=True)
    filled = {
        completion.audience: completion for completion in Completion.objects.filter(section=section, language="nb")
    }
    assert set(filled) == {"everyone", "leaders"}
    for reader in (Employee.objects.get(number="1008"), head):
        studied = complete(reader, section, at=timezone.now())
        assert written(studied) == written(filled[studied.audience])


def test_nobody_has_begun_at_the_stage_empty() -> None:
    call_command("demo", "empty", verbosity=0)
    assert statuses() == {"not_started": 138, "on_leave": 1}


@pytest.mark.sqlite_only
def test_all_are_done_at_the_stage_audit() -> None:
    call_command("demo", "audit", verbosity=0)
    assert statuses() == {"done": 138, "on_leave": 1}


def test_a_database_that_holds_something_is_left_alone(amina) -> None:
    with pytest.raises(CommandError, match="is not empty"):
        call_command("demo", "rollout")
    assert list(Employee.objects.all()) == [amina]


def test_the_demo_is_refused_outside_the_demo(settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO is not 1"):
        call_command("demo", "rollout")
    assert not Employee.objects.exists()


def test_the_password_opens_the_demo_alone(settings) -> None:
    call_command("demo", "empty", verbosity=0)
    assert Client().login(username="1001", password="solvik-demo")
    settings.DEMO = False
    assert not Client().login(username="1001", password="solvik-demo")
