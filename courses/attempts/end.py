"""Attempts that ask what is no longer owed are ended, so that nobody is told to go on with them; their answers stand."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.models import Attempt, Ending
from courses.todos.todo_list import unowed_attempts
from handbook.models import Section
from people.models import Employee
from records.models import record

AT_ONCE = 300
"""Attempts that are looked at together: what is owed in them takes the same few queries as for one."""


def end_unowed_of_section(*, section: Section, at: datetime, **_signal: Any) -> list[Attempt]:
    """Heard when a change of the section is judged again."""
    return _end_unowed(Attempt.objects.open().filter(section=section).select_related("employee"), at=at)


def end_unowed(*, at: datetime) -> list[Attempt]:
    """End the open attempts, in whatever section, that nothing asks for any more. Returns them."""
    return [attempt for attempts in _open_attempts() for attempt in _end_unowed(attempts, at=at)]


def _end_unowed(attempts: Iterable[Attempt], *, at: datetime) -> list[Attempt]:
    lifted = []
    for attempt in unowed_attempts(attempts, on=timezone.localdate(at)):
        with suppress(AttemptEnded):  # completed or begun again in the meantime: there is nothing to lift
            lifted.append(end(attempt=attempt, ending=Ending.LIFTED, by=None, at=at))
    return lifted


def _open_attempts() -> Iterator[list[Attempt]]:
    found = list(Attempt.objects.open().order_by("employee", "pk").values_list("pk", flat=True))
    for start in range(0, len(found), AT_ONCE):
        keys = found[start : start + AT_ONCE]
        yield list(Attempt.objects.open().filter(pk__in=keys).select_related("employee").order_by("employee", "pk"))


class AttemptEnded(Exception):
    """Completed, restarted, lifted or left; its answers stand."""


@transaction.atomic
def end(*, attempt: Attempt, ending: Ending, by: Employee | None, at: datetime) -> Attempt:
    """Close an attempt without completing it; its answers stand. Raises AttemptEnded."""
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if attempt.is_ended:
        raise AttemptEnded(attempt)
    attempt.ended_at, attempt.ending = at, ending
    attempt.save(update_fields=["ended_at", "ending"])
    record("attempt ended", attempt, by=by, at=at, ending=ending)
    return attempt


def end_attempts_of_leaver(
    *, employee: Employee, last_day: date, by: Employee | None, at: datetime, **_signal: Any
) -> None:
    """Hears `employee_left`. Whoever is yet to leave goes on until then; after the last day no answer is taken."""
    if last_day >= timezone.localdate(at):
        return
    for attempt in Attempt.objects.open().filter(employee=employee):
        end(attempt=attempt, ending=Ending.LEFT, by=by, at=at)
