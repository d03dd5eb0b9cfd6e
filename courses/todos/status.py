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
    """The status of an employee: the first one that applies, in this order."""

    ON_LEAVE = "on_leave", _("on leave")
    DONE = "done", _("done")
    OVERDUE = "overdue", _("overdue")
    NEW_RULE = "new_rule", _("new rule waiting")
    UNDER_WAY = "under_way", _("under way")
    NOT_STARTED = "not_started", _("not started")

    @property
    def icon(self) -> str:
        """A sign that goes before the label, never alone."""
        return _ICONS[self]


_ICONS = {
    Status.ON_LEAVE: "–",
    Status.DONE: "✓",
    Status.OVERDUE: "!",
    Status.NEW_RULE: "◐",
    Status.UNDER_WAY: "◔",
    Status.NOT_STARTED: "○",
}
ALL_DONE = frozenset({Status.DONE, Status.NEW_RULE})
"""Those who have completed all that was asked of them, until a change came that is not due yet."""
ON_TRACK = frozenset({Status.UNDER_WAY, Status.NOT_STARTED})
"""Those who have not, and whose deadline is still to come."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """An owed section, its due date, and the open attempt if there is one."""

    owed_section: OwedSection
    due_on: date
    attempt: Attempt | None
    is_new_rule: bool
    """Whether its employee had completed what was asked until then: the section before it was changed, or those before it
    was added."""

    @property
    def section(self) -> Section:
        return self.owed_section.section

    def is_overdue(self, on: date) -> bool:
        return self.due_on < on


@dataclass(frozen=True, slots=True)
class Duties:
    """What must be completed and is still owed on a day, in one handbook or in all."""

    to_dos: tuple[ToDo, ...]
    """By deadline, then in reading order."""
    required: tuple[Section, ...]
    """Every section that must be completed."""
    is_on_leave: bool
    on: date

    @property
    def done(self) -> int:
        """The number of sections that have been completed. One that was changed since is among them."""
        return len(self.required) - sum(not to_do.owed_section.is_change for to_do in self.to_dos)

    @property
    def new_rules(self) -> int:
        """The number of sections with a new rule that is not due yet."""
        return sum(to_do.is_new_rule and not to_do.is_overdue(self.on) for to_do in self.to_dos)

    @property
    def overdue(self) -> int:
        """The number of sections whose deadline has passed."""
        return sum(to_do.is_overdue(self.on) for to_do in self.to_dos)

    @property
    def due_on(self) -> date | None:
        """The nearest deadline."""
        return min((to_do.due_on for to_do in self.to_dos), default=None)

    @property
    def status(self) -> Status:
        if self.is_on_leave:
            return Status.ON_LEAVE
        if not self.to_dos:
            return Status.DONE
        if self.overdue:
            return Status.OVERDUE
        if all(to_do.is_new_rule for to_do in self.to_dos):
            return Status.NEW_RULE
        is_begun = self.done > 0 or any(to_do.attempt for to_do in self.to_dos)
        return Status.UNDER_WAY if is_begun else Status.NOT_STARTED


@dataclass(frozen=True, slots=True)
class EmployeeStatus(Duties):
    """An employee's duties and status on a day, with what was completed."""

    employee: Employee
    completed: Mapping[int, LatestCompletion]
    """The latest completion of each section, by section id, whether or not something is owed in the section now."""
    has_withdrawn: bool
    """Whether any question of a required section was ever withdrawn. If none was, no query for credits is needed."""
