"""What an employee owes of a handbook, and how that is summed up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models import Attempt, LatestCompletion
from courses.todos.owed_sections import OwedSection
from handbook.models import Section
from people.models import Employee

MINUTES_A_QUESTION = 0.5
"""How long it takes to answer, in all that is said of minutes."""


class Status(models.TextChoices):
    """The first that holds."""

    ON_LEAVE = "on_leave", _("on leave")
    DONE = "done", _("done")
    OVERDUE = "overdue", _("overdue")
    UNDER_WAY = "under_way", _("under way")
    NOT_STARTED = "not_started", _("not started")


@dataclass(frozen=True, slots=True)
class ToDo:
    """What an employee owes now in one section, by when, and how far it has come."""

    owing: OwedSection
    due_on: date
    attempt: Attempt | None

    @property
    def section(self) -> Section:
        return self.owing.section

    def is_overdue(self, on: date) -> bool:
        return self.due_on < on


@dataclass(frozen=True, slots=True)
class EmployeeStatus:
    """One employee's state on a day, in one handbook or in all."""

    employee: Employee
    to_dos: tuple[ToDo, ...]
    """By deadline, then in reading order."""
    required: tuple[Section, ...]
    """Every section that the employee must complete."""
    is_on_leave: bool
    on: date
    completed: Mapping[int, LatestCompletion]
    """The newest version completed of each section, by section id; what is owed in it now, the to-dos say."""
    has_withdrawn: bool
    """Whether a question of a required section was ever withdrawn; where none was, nobody looks for credits."""

    @property
    def done(self) -> int:
        return len(self.required) - len(self.to_dos)

    @property
    def is_begun(self) -> bool:
        return self.done > 0 or any(to_do.attempt for to_do in self.to_dos)

    @property
    def due_on(self) -> date | None:
        return min((to_do.due_on for to_do in self.to_dos), default=None)

    @property
    def status(self) -> Status:
        if self.is_on_leave:
            return Status.ON_LEAVE
        if not self.to_dos:
            return Status.DONE
        if any(to_do.is_overdue(self.on) for to_do in self.to_dos):
            return Status.OVERDUE
        return Status.UNDER_WAY if self.is_begun else Status.NOT_STARTED
