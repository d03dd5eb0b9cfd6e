"""How many owe a section now."""

from datetime import date
from itertools import count

from courses.todos.todo_list import employee_statuses
from handbook.models import Section
from people.models import Employee

AT_ONCE = 1000
"""Employees that are looked at together."""


def count_employees_owing(section: Section, *, on: date) -> int:
    """Count the employees who owe something of a section that day, those on leave included."""
    people = Employee.objects.employed(on).order_by("pk")
    owing = 0
    for start in count(0, AT_ONCE):
        found = employee_statuses(people[start : start + AT_ONCE], on=on, handbook=section.handbook)
        owing += sum(any(to_do.section == section for to_do in employee_status.to_dos) for employee_status in found)
        if len(found) < AT_ONCE:
            return owing
    raise AssertionError
