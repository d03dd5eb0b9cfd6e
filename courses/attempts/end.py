"""Attempts that ask what is no longer owed are ended, so that nobody is told to go on with them; their answers stand."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.utils import timezone

from courses.attempts.start import AttemptEnded, end
from courses.models import Attempt, Ending
from courses.todos.todo_list import no_longer_owed
from handbook.models import Section

AT_ONCE = 300
"""Attempts that are looked at together: what is owed in them takes the same few queries as for one."""


def lift_in(*, section: Section, at: datetime, **_signal: Any) -> list[Attempt]:
    """Heard when a change of the section is judged again."""
    return _lift(Attempt.objects.open().filter(section=section).select_related("employee"), at=at)


def lift(*, at: datetime) -> list[Attempt]:
    """End the open attempts, in whatever section, that nothing asks for any more. Returns them."""
    return [attempt for attempts in _open_attempts() for attempt in _lift(attempts, at=at)]


def _lift(attempts: Iterable[Attempt], *, at: datetime) -> list[Attempt]:
    lifted = []
    for attempt in no_longer_owed(attempts, on=timezone.localdate(at)):
        with suppress(AttemptEnded):  # completed or begun again in the meantime: there is nothing to lift
            lifted.append(end(attempt=attempt, ending=Ending.LIFTED, by=None, at=at))
    return lifted


def _open_attempts() -> Iterator[list[Attempt]]:
    found = list(Attempt.objects.open().order_by("employee", "pk").values_list("pk", flat=True))
    for start in range(0, len(found), AT_ONCE):
        keys = found[start : start + AT_ONCE]
        yield list(Attempt.objects.open().filter(pk__in=keys).select_related("employee").order_by("employee", "pk"))
