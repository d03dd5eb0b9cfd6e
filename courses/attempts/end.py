"""End an attempt before it is completed; its answers are kept.

Open attempts that are no longer owed are ended, so that nobody is told to continue with them.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import Attempt, Ending
from courses.todos.todo_list import unowed_attempts
from handbook.models import Section
from people.models import Employee
from records.models import record
from records.refusal import Refusal

BATCH_SIZE = 300
"""Attempts that are examined together: whether they are owed takes the same few queries as for one."""


class AttemptEnded(Refusal):
    """The attempt was completed, restarted or left, or is no longer owed; its answers are kept."""

    sentence = _("This answer was not saved: the questions were closed before it arrived.")


@transaction.atomic
def end(*, attempt: Attempt, ending: Ending, by: Employee | None, at: datetime) -> Attempt:
    """End an attempt without completing it; its answers are kept. Raises AttemptEnded."""
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if attempt.is_ended:
        raise AttemptEnded(attempt)
    attempt.ended_at, attempt.ending = at, ending
    attempt.save(update_fields=["ended_at", "ending"])
    record("attempt ended", attempt, by=by, at=at, ending=ending)
    return attempt


def end_unowed(*, at: datetime) -> list[Attempt]:
    """End the open attempts of all sections that are no longer owed. Returns them."""
    return [attempt for attempts in _open_attempts() for attempt in _end_unowed_among(attempts, at=at)]


def end_unowed_of_section(*, section: Section, at: datetime, **_signal: Any) -> list[Attempt]:
    """Receives `change_kind_corrected`: a reclassified change may end what was owed in the section."""
    return _end_unowed_among(Attempt.objects.open().filter(section=section).select_related("employee"), at=at)


def end_attempts_of_leaver(
    *, employee: Employee, last_day: date, by: Employee | None, at: datetime, **_signal: Any
) -> None:
    """Receives `employee_left`. Until the last day is over the attempts go on; after it no answer is accepted."""
    if last_day >= timezone.localdate(at):
        return
    for attempt in Attempt.objects.open().filter(employee=employee):
        end(attempt=attempt, ending=Ending.LEFT, by=by, at=at)


def _end_unowed_among(attempts: Iterable[Attempt], *, at: datetime) -> list[Attempt]:
    ended = []
    for attempt in unowed_attempts(attempts, on=timezone.localdate(at)):
        with suppress(AttemptEnded):  # completed or restarted in the meantime
            ended.append(end(attempt=attempt, ending=Ending.LIFTED, by=None, at=at))
    return ended


def _open_attempts() -> Iterator[list[Attempt]]:
    """All open attempts, in batches."""
    keys = list(Attempt.objects.open().order_by("employee", "pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH_SIZE):
        batch = keys[start : start + BATCH_SIZE]
        yield list(Attempt.objects.open().filter(pk__in=batch).select_related("employee").order_by("employee", "pk"))
