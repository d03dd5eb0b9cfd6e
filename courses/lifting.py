"""Attempts that ask what is no longer owed are ended; their answers stand."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.utils import timezone

from courses.duties import no_longer_owed
from courses.models import Attempt, Ending
from courses.studying import AttemptEnded, end
from handbook.models import Section


def lift_in(*, section: Section, at: datetime, **_signal: Any) -> list[Attempt]:
    """Heard when a change of the section is judged again, or taken back."""
    return lift(Attempt.objects.open().filter(section=section).select_related("employee"), at=at)


def lift(attempts: Iterable[Attempt], *, at: datetime) -> list[Attempt]:
    """End those of these open attempts in whose section their employee owes nothing. Returns them."""
    lifted = []
    for attempt in no_longer_owed(attempts, on=timezone.localdate(at)):
        with suppress(AttemptEnded):  # its last question was answered in the meantime
            lifted.append(end(attempt=attempt, ending=Ending.LIFTED, by=None, at=at))
    return lifted
