"""An employee's to-dos, and the status that sums them up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models import Attempt, LatestCompletion
from courses.todos.owed_sections import OwedSection
from handbook.models import Section
from people.models import Employee


class Status(models.TextChoices):
    """The status of an employee: the first one that applies, in the order of `EmployeeStatus.status`."""

    ON_LEAVE = "on_leave", _("on leave")
    DONE = "done", _("done")
    OVERDUE = "overdue", _("overdue")
    UNDER_WAY = "under_way", _("under way")
    NOT_STARTED = "not_started", _("not started")


@dataclass(frozen=True, slots=True)
class ToDo:
    """An owed section, its due date, and the open attempt if there is one."""

    owed_section: OwedSection
    due_on: date
    attempt: Attempt | None

    @property
    def section(self) -> Section:
        return self.owed_section.section

    def is_overdue(self, on: date) -> bool:
        return self.due_on < on


@dataclass(frozen=True, slots=True)
class EmployeeStatus:
    """An employee's to-dos and status on a day, in one handbook or in all."""

    employee: Employee
    to_dos: tuple[ToDo, ...]
    """By deadline, then in reading order."""
    required: tuple[Section, ...]
    """Every section that the employee must complete."""
    is_on_leave: bool
    on: date
    completed: Mapping[int, LatestCompletion]
    """The latest completion of each section, by section id, whether or not something is owed in the section now."""
    has_withdrawn: bool
    """Whether any question of a required section was ever withdrawn. If none was, no query for credits is needed."""

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
