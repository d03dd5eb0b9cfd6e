"""The to-dos of an employee on a day, and completing them."""

from datetime import date, datetime, time

from django.utils import timezone

from courses.todos.todo_list import employee_statuses, owed_in_section
from handbook.models import Kind, Section
from people.models import Employee
from tests.cast import TODAY
from tests.support.attempts import complete
from tests.support.publication import edit_and_publish
from tests.support.sections import again

START = date(2026, 11, 2)
"""The small handbook is published and required from this day; 30 days for a first time, 14 for a new rule."""


def owed(employee: Employee, section: Section) -> list[str]:
    """The clauses that an employee owes of a section."""
    (employee_status,) = employee_statuses([employee], on=TODAY)
    return [
        clause for to_do in employee_status.to_dos if to_do.section == section for clause in to_do.owed_section.clauses
    ]


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def fresh(employee: Employee) -> Employee:
    """An employee remembers the positions that were read."""
    return Employee.objects.get(pk=employee.pk)


def duty_of(employee: Employee, *, on: date = TODAY):
    (employee_status,) = employee_statuses([fresh(employee)], on=on)
    return employee_status


def deadlines(employee: Employee, *, on: date = TODAY) -> dict[str, date]:
    return {to_do.section.slug: to_do.due_on for to_do in duty_of(employee, on=on).to_dos}


def new_rule_on(
    section: Section, by: Employee, *, on: date, words: tuple[str, str] = ("Et verv kan", "Et verv vil")
) -> None:
    edit_and_publish(section, {"source_nb": words}, kinds=Kind.NEW_RULE, by=by, at=noon(on))


def do_all(employee: Employee, *sections: Section, on: date = TODAY) -> None:
    for section in sections:
        section = again(section)
        number = section.versions.published().count()
        owes, _latest = owed_in_section(fresh(employee), section, on=on)
        since = owes.since if owes and owes.scope != "whole" else 0
        complete(fresh(employee), section, version=number, since=since, at=noon(on))
