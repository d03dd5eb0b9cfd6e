"""Employees, units, positions, absences."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

PATH_STEP = 5
"""Digits a level takes in `Unit.path`: 99,999 units below one parent."""

NUMBER = r"\w[\w.-]*"
"""What an employee number looks like."""


def holding(day: date) -> Q:
    """Rows with `from_day` and `to_day` that hold on that day; an open end holds until further notice."""
    return Q(from_day__lte=day) & (Q(to_day__isnull=True) | Q(to_day__gte=day))


class DuringQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        return self.filter(holding(day))


class UnitQuerySet(models.QuerySet["Unit"]):
    def at_or_below(self, unit: "Unit") -> "UnitQuerySet":
        """The unit and everything under it. A range, not LIKE: SQLite uses its index for the one and not for the other."""
        return self.filter(path__gte=unit.path, path__lt=next_path(unit.path))

    def in_tree_order(self) -> "UnitQuerySet":
        return self.order_by("path")


def next_path(path: str) -> str:
    """The path of the next sibling: the first one that is not below `path`."""
    return path[:-PATH_STEP] + str(int(path[-PATH_STEP:]) + 1).zfill(PATH_STEP)


class Unit(models.Model):
    """A node of the organisation's tree."""

    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    path = models.CharField(_("path"), max_length=80, unique=True, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name

    @property
    def depth(self) -> int:
        """0 for the whole organisation."""
        return len(self.path) // PATH_STEP - 1


class EmployeeQuerySet(models.QuerySet["Employee"]):
    def employed(self, on: date) -> "EmployeeQuerySet":
        """Those who have a position on that day."""
        return self.filter(Exists(Position.objects.filter(holding(on), employee=OuterRef("pk"))))


class EmployeeManager(BaseUserManager.from_queryset(EmployeeQuerySet)):  # type: ignore[misc]
    def create_user(self, number: str, password: str | None = None, **facts: Any) -> "Employee":
        """Raises ValidationError for a number that is none."""
        employee: Employee = self.model(number=number, **facts)
        employee._meta.get_field("number").run_validators(number)
        employee.set_password(password)
        employee.save(using=self._db)
        return employee

    def create_superuser(self, number: str, password: str | None = None, **facts: Any) -> "Employee":
        return self.create_user(number, password, is_superuser=True, **facts)


class Employee(AbstractBaseUser, PermissionsMixin):
    """A person who works here. Signs in with the employee number; an e-mail address is never needed."""

    number = models.CharField(
        _("employee number"),
        max_length=20,
        unique=True,
        # It stands in addresses.
        validators=[
            RegexValidator(
                rf"^{NUMBER}\Z",
                _("Letters, digits, full stop, underscore and hyphen; a letter or a digit comes first."),
            )
        ],
    )
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    email = models.EmailField(_("e-mail"), blank=True)
    mobile = models.CharField(_("mobile"), max_length=20, blank=True)
    language = models.CharField(
        _("language"),
        max_length=5,
        blank=True,
        choices=settings.LANGUAGES,
        help_text=_("Empty: the browser decides."),
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    # Roles are columns: every page asks for them, and they come with the employee. Leading follows from positions.
    is_hr_editor = models.BooleanField(_("HR editor: edits texts"), default=False)
    is_hr_publisher = models.BooleanField(_("HR publisher: edits and publishes texts"), default=False)
    is_hr_staff = models.BooleanField(_("HR staff: people, requirements, overview"), default=False)
    is_auditor = models.BooleanField(_("auditor: reads reports"), default=False)

    objects: ClassVar[EmployeeManager] = EmployeeManager()

    USERNAME_FIELD = "number"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["given_name", "family_name"]

    class Meta:
        verbose_name = _("employee")
        verbose_name_plural = _("employees")
        ordering = ["family_name", "given_name", "number"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    def get_full_name(self) -> str:
        """Django's word for the name: its pages would show the number alone."""
        return self.name

    @property
    def is_staff(self) -> bool:
        """Django's word for who enters the admin."""
        return self.is_superuser or self.is_hr_editor or self.is_hr_publisher or self.is_hr_staff

    def positions_on(self, day: date) -> "list[Position]":
        """The positions held on that day."""
        return [position for position in self._every_position if position.holds_on(day)]

    def positions_ended_by(self, day: date) -> "list[Position]":
        """The positions that ended before that day."""
        return [position for position in self._every_position if position.to_day is not None and position.to_day < day]

    @cached_property
    def _every_position(self) -> "list[Position]":
        """Read once for each employee object, since every page asks."""
        return list(self.positions.select_related("unit"))

    def is_employed(self, on: date) -> bool:
        return bool(self.positions_on(on))

    def is_leader(self, on: date) -> bool:
        return any(position.is_leader for position in self.positions_on(on))


class Position(models.Model):
    """An employee's place in a unit from a day to a day; the main one decides where the person is counted."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="positions", verbose_name=_("employee"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="positions", verbose_name=_("unit"))
    title = models.CharField(_("title"), max_length=120, blank=True)
    from_day = models.DateField(_("from"))
    to_day = models.DateField(_("to"), null=True, blank=True, help_text=_("The last day. Empty: until further notice."))
    is_leader = models.BooleanField(_("leads the unit"), default=False)
    is_main = models.BooleanField(_("main position"), default=True)

    objects = DuringQuerySet.as_manager()

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        indexes = [
            models.Index(fields=["unit", "employee"], name="positions_of_a_unit"),
            models.Index(
                fields=["employee", "from_day", "to_day"], condition=Q(is_leader=True), name="positions_of_leaders"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")), name="position_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["employee"], condition=Q(is_main=True, to_day__isnull=True), name="one_open_main_position"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee}, {self.unit}"

    def holds_on(self, day: date) -> bool:
        return self.from_day <= day and (self.to_day is None or self.to_day >= day)


class Absence(models.Model):
    """Leave from a day to a day; pauses deadlines."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="absences", verbose_name=_("employee"))
    from_day = models.DateField(_("from"))
    to_day = models.DateField(_("to"), null=True, blank=True, help_text=_("The last day. Empty: until further notice."))

    objects = DuringQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")), name="absence_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.employee}, {self.from_day}"
