"""Signs in whom the bench visits the site as, and says where the pages are that it visits."""

import json
from typing import Any

from django.test import Client
from organisation import HR, STUDENTS, quiz_letters

from handbook.models import Edition, Section, Version
from people.models import Employee, Unit

READER = f"student-{STUDENTS - 1}"


def print_visitors() -> None:
    """Print, as JSON, the sessions by number, the sections in order, and the ids of the draft and the top unit."""
    numbers = [HR, "leader", "large-leader", *(f"student-{number}" for number in range(STUDENTS))]
    sections = Section.objects.select_related("handbook").order_by("handbook", "position")
    draft = Version.objects.get(number=None)
    facts = {
        "sessions": {employee.number: _session(employee) for employee in Employee.objects.filter(number__in=numbers)},
        "sections": [_section(section) for section in sections],
        "reader": READER,
        "draft": draft.pk,
        "top": Unit.objects.get(parent=None).pk,
        "employees": Employee.objects.count(),
    }
    print(json.dumps(facts))


def _session(employee: Employee) -> str:
    client = Client()
    client.force_login(employee)
    return client.cookies["sessionid"].value


def _section(section: Section) -> dict[str, Any]:
    edition = Edition.objects.get(version__section=section, version__number=1, language="nb")
    return {
        "page": f"/handbooks/{section.handbook.slug}/{section.slug}/",
        "right": {question: right for question, (_letters, right) in quiz_letters(edition.quiz).items()},
    }
