"""The number of employees who owe a section."""

from datetime import date
from itertools import count

from courses.todos.todo_list import employee_statuses
from handbook.models import Section
from people.models import Employee

BATCH_SIZE = 1000
"""Employees whose status is computed together."""


def count_employees_owing(section: Section, *, on: date) -> int:
    """Count the employees who owe something of a section that day, including those on leave."""
    employees = Employee.objects.employed(on).order_by("pk")
    total = 0
    for start in count(0, BATCH_SIZE):
        statuses = employee_statuses(employees[start : start + BATCH_SIZE], on=on, handbook=section.handbook)
        total += sum(any(to_do.section == section for to_do in status.to_dos) for status in statuses)
        if len(statuses) < BATCH_SIZE:
            return total
    raise AssertionError
