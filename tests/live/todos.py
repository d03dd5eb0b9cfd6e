"""What is owed and which translations are outdated, computed on a live site's own database, outside the tests' process."""

import json
import sys

from django.utils import timezone

from courses.todos.todo_list import employee_statuses
from handbook.history import section_history
from handbook.models import Section
from handbook.translations.status import audiences_of, outdated_in, quiz_is_current
from people.models import Employee


def write_owed() -> None:
    """Write the sections that each employee owes, by number."""
    statuses = employee_statuses(Employee.objects.order_by("number"), on=timezone.localdate())
    sys.stdout.write(
        json.dumps({status.employee.number: [to_do.section.slug for to_do in status.to_dos] for status in statuses})
    )


def write_translations(handbook: str, language: str) -> None:
    """Print, for each section, the clauses that are outdated, who is shown it, and whether its questions are current."""
    rows = {}
    for section in Section.objects.filter(handbook__slug=handbook).select_related("handbook"):
        history = section_history(section)
        rows[section.slug] = [
            outdated_in(history, language),
            audiences_of(history, language),
            quiz_is_current(history, language),
        ]
    sys.stdout.write(json.dumps(rows))
