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
from records.models import Event
from tests.cast import hire
from tests.support.attempts import complete

FACTS = (
    "version_id", "language", "audience", "since", "leaders_since", "scope", "reason", "clauses", "ending",
)  # fmt: skip
LATEST = ("audience", "number", "language")
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


def written(completion: Completion) -> dict[str, object]:
    """All that is on record of it but whose it is, when it was, and in which order it was asked and answered."""
    attempt, facts = completion.attempt, completion.payload.facts
    asked = {id_: sorted(letters) for id_, letters in attempt.questions}
    answers = list(attempt.answers.all())
    last = {answer.question: answer for answer in answers}
    assert [answer.sequence for answer in answers] == list(range(1, len(answers) + 1))
    assert answers[-1].at == attempt.ended_at == completion.completed_at
    events = Event.objects.filter(by=completion.employee, subject_key__in=(attempt.pk, completion.pk))
    assert [event.what for event in events] == ["reading confirmed", "section completed"]
    return {
        "attempt": {name: getattr(attempt, name) for name in FACTS},
        "asked": asked,
        "answers": {id_: (answer.options, answer.is_right, answer.is_carried) for id_, answer in last.items()},
        "facts": {name: facts[name] for name in set(facts) - {"employee", "number", "confirmed_at", "completed_at"}},
        "latest": set(completion.employee.latest_completions.filter(section=completion.section).values_list(*LATEST)),
        "events": [(event.what, event.subject_kind, event.details) for event in events],
    }


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
