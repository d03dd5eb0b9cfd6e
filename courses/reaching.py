"""How many a new rule in a section would ask."""

from datetime import date
from typing import Any

from courses.models import Attempt, LatestCompletion
from handbook.models import Audience, Section
from handbook.signals import Reach
from people.models import Employee


def reach(*, section: Section, on: date, **_signal: Any) -> Reach:
    """The answer to the handbook's `reach_asked`. Counted among those who work here that day: two queries."""
    employed = Employee.objects.employed(on)
    done = LatestCompletion.objects.filter(section=section, audience=Audience.EVERYONE, employee__in=employed)
    return Reach(
        done=done.count(),
        under_way=Attempt.objects.open().filter(section=section, employee__in=employed).count(),
    )
