"""Whoever leaves is asked nothing more: open attempts end with the last day."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from courses.attempts.start import end
from courses.models import Attempt, Ending
from people.models import Employee


def end_attempts(*, employee: Employee, last_day: date, by: Employee | None, at: datetime, **_signal: Any) -> None:
    """Hears `employee_left`. Whoever is yet to leave goes on until then; after the last day no answer is taken."""
    if last_day >= timezone.localdate(at):
        return
    for attempt in Attempt.objects.open().filter(employee=employee):
        end(attempt=attempt, ending=Ending.LEFT, by=by, at=at)
