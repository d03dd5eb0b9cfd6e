"""Employees, units, positions, absences."""

import uuid
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from people.days import DAY_VALIDATORS, days_in_calendar
from people.names.columns import DerivedColumns, DerivedQuerySet
from people.names.order import KEY_LENGTH, sort_key
from people.names.search import search_text
from people.names.words import plain_words, tidy
from records.models import AppendOnly
from records.refusal import Refusal

PATH_STEP = 5
"""Digits per level in `Unit.path`: up to 99,999 units below one parent."""

NUMBER = r"\w[\w.-]*"
"""A regular expression that an employee number matches."""

NAME_FIELDS = ("given_name", "family_name", "number")
"""The columns that `str(employee)` reads."""


def held_on(day: date) -> Q:
    """Rows whose period, `from_day` to `to_day`, includes that day; without `to_day` it runs until further notice."""
    return Q(from_day__lte=day) & (Q(to_day__isnull=True) | Q(to_day__gte=day))


class PeriodQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        return self.filter(held_on(day))


class UnitQuerySet(DerivedQuerySet["Unit"]):
    def at_or_below(self, unit: "Unit") -> "UnitQuerySet":
        """The unit and everything under it. A range instead of LIKE, since SQLite uses its index only for a range."""
        return self.filter(path__gte=unit.path, path__lt=next_path(unit.path))

    def in_tree_order(self) -> "UnitQuerySet":
        return self.order_by("path")


def next_path(path: str) -> str:
    """The path of the next sibling: the first path after those below `path`."""
    return path[:-PATH_STEP] + str(int(path[-PATH_STEP:]) + 1).zfill(PATH_STEP)


class Unit(DerivedColumns):
    """A unit of the organisation, a node of its tree."""

    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    path = models.CharField(_("path"), max_length=80, unique=True, editable=False)
    search_text = models.TextField(default="", editable=False)

    DERIVED = ("search_text",)
    DERIVED_FROM = frozenset({"name"})

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Store the name as it is seen. Refuse one without a letter or digit."""
        super().clean()
        self.name = tidy(self.name) if plain_words(self.name) else ""
        if not self.name:
            raise ValidationError({"name": _("Write a name.")})

    def derive(self) -> None:
        self.search_text = search_text(self.name)

    @property
    def depth(self) -> int:
        """The level in the tree; 0 for the whole organisation."""
        return len(self.path) // PATH_STEP - 1


class EmployeeQuerySet(DerivedQuerySet["Employee"]):
    def employed(self, on: date) -> "EmployeeQuerySet":
        """The employees with a position on that day whose account is open: those who can be asked for anything."""
        held = Position.objects.filter(held_on(on), employee=OuterRef("pk"))
        return self.filter(Exists(held), is_active=True)

    def editors(self, on: date) -> "EmployeeQuerySet":
        """Those who may edit texts that day."""
        may_edit = Q(is_hr_editor=True) | Q(is_hr_publisher=True) | Q(is_superuser=True)
        return self.employed(on).filter(may_edit)

    def closed(self) -> "EmployeeQuerySet":
        """Those who may not sign in: they owe nothing and are counted nowhere."""
        return self.filter(is_active=False)


class EmployeeManager(BaseUserManager.from_queryset(EmployeeQuerySet)):  # type: ignore[misc]
    def create_user(self, number: str, password: str | None = None, **facts: Any) -> "Employee":
        """Raises ValidationError if the number is malformed."""
        employee: Employee = self.model(number=number, **facts)
        employee._meta.get_field("number").run_validators(number)
        employee.set_password(password)
        employee.save(using=self._db)
        return employee

    def create_superuser(self, number: str, password: str | None = None, **facts: Any) -> "Employee":
        return self.create_user(number, password, is_superuser=True, **facts)


class Employee(DerivedColumns, AbstractBaseUser, PermissionsMixin):
    """A person who works or worked here, and signs in with the employee number. An e-mail address is never needed."""

    number = models.CharField(
        _("employee number"),
        max_length=20,
        unique=True,
        # It is a part of addresses.
        validators=[
            RegexValidator(
                rf"^{NUMBER}\Z",
                _("Letters, digits, full stop, underscore and hyphen; a letter or a digit comes first."),
            )
        ],
    )
    # The number can be corrected; records of what somebody completed name this.
    stable_id = models.UUIDField(_("stable id"), default=uuid.uuid4, unique=True, editable=False)
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    family_name = models.CharField(
        _("family name"), max_length=80, blank=True, help_text=_("One of the two names is enough.")
    )
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

    sort_key = models.CharField(max_length=KEY_LENGTH, default="", editable=False)
    search_text = models.TextField(default="", editable=False)

    DERIVED = ("sort_key", "search_text")
    DERIVED_FROM = frozenset(NAME_FIELDS)

    objects: ClassVar[EmployeeManager] = EmployeeManager()

    USERNAME_FIELD = "number"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["given_name", "family_name"]

    class Meta:
        verbose_name = _("employee")
        verbose_name_plural = _("employees")
        ordering = ["sort_key", "number"]
        indexes = [
            models.Index(fields=["sort_key", "number"], name="employees_in_order"),
            models.Index(fields=["id"], condition=Q(is_active=False), name="closed_accounts"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(given_name="", family_name=""), name="employee_has_a_name")]

    def __str__(self) -> str:
        """The name and the number, since two employees may have one name."""
        return f"{self.name} ({self.number})"

    def clean(self) -> None:
        """Store the names as they are seen, and drop those without a letter or digit, such as a dash. Refuse an employee
        without a name, or with a number that is taken."""
        super().clean()
        self.given_name, self.family_name = (
            tidy(name) if plain_words(name) else "" for name in (self.given_name, self.family_name)
        )
        if not self.name:
            raise ValidationError({"given_name": _("Write at least one name.")})
        if not GivenNumber.is_free(self.number, self):
            raise ValidationError({"number": NumberTaken.sentence})

    def derive(self) -> None:
        self.sort_key = sort_key(self.family_name, self.given_name)
        self.search_text = search_text(self.given_name, self.family_name, self.number)

    @classmethod
    def follow(cls, rows: Sequence[Any]) -> None:
        GivenNumber.give(rows)

    @property
    def name(self) -> str:
        """A name of one word has one of the two columns empty."""
        return " ".join(name for name in (self.given_name, self.family_name) if name)

    @property
    def short_name(self) -> str:
        return self.given_name or self.family_name

    def get_full_name(self) -> str:
        """Django's word for the name: its pages would show the number alone."""
        return self.name

    @property
    def is_staff(self) -> bool:
        """Django's name for permission to enter the admin."""
        return self.is_superuser or self.is_hr_editor or self.is_hr_publisher or self.is_hr_staff

    def positions_on(self, day: date) -> "list[Position]":
        """The positions held on that day."""
        return [position for position in self._all_positions if position.holds_on(day)]

    def positions_ended_by(self, day: date) -> "list[Position]":
        """The positions that ended before that day."""
        return [position for position in self._all_positions if position.to_day is not None and position.to_day < day]

    @cached_property
    def _all_positions(self) -> "list[Position]":
        """Read once per employee object, since every page needs them."""
        return list(self.positions.select_related("unit"))

    def remember_positions(self, positions: "list[Position]") -> None:
        """Take these, which came with the employee, for all positions."""
        self.__dict__["_all_positions"] = positions

    def is_employed(self, on: date) -> bool:
        return bool(self.positions_on(on))

    def has_left(self, on: date) -> bool:
        """Whether no position is held on that day, and none begins later."""
        return all(position.to_day is not None and position.to_day < on for position in self._all_positions)

    def is_leader(self, on: date) -> bool:
        return any(position.is_leader for position in self.positions_on(on))


class NumberTaken(Refusal):
    """A number was given to somebody else before. Carries the numbers."""

    sentence = _(
        "Another employee has this number, or had it. No number is ever given to two people, since receipts refer to it."
    )

    def __str__(self) -> str:
        return f"{', '.join(self.args)}: {self.message}"


class GivenNumber(AppendOnly):
    """A number that an employee has or had. It is never given to anybody else: records name it."""

    number = models.CharField(max_length=20, unique=True)
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="given_numbers")

    def __str__(self) -> str:
        return self.number

    @classmethod
    def give(cls, employees: Sequence[Employee]) -> None:
        """Note the numbers of these employees as theirs. Raises NumberTaken."""
        owners = {employee.number: employee.pk for employee in employees}
        given = {row.number: row for row in cls.objects.filter(number__in=owners)}
        if taken := [number for number, row in given.items() if row.employee_id != owners[number]]:
            raise NumberTaken(*taken)
        cls.objects.bulk_create(
            cls(number=number, employee_id=owner) for number, owner in owners.items() if number not in given
        )

    @classmethod
    def is_free(cls, number: str, employee: Employee) -> bool:
        """Whether a number may be that of this employee, who may be new."""
        return not cls.objects.filter(number=number).exclude(employee=employee.pk).exists()


class Position(models.Model):
    """An employee's position in a unit from a day to a day. The main one decides where the employee is counted."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="positions", verbose_name=_("employee"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="positions", verbose_name=_("unit"))
    title = models.CharField(_("title"), max_length=120, blank=True)
    from_day = models.DateField(_("from"), validators=DAY_VALIDATORS)
    to_day = models.DateField(
        _("to"),
        null=True,
        blank=True,
        help_text=_("The last day. Empty: until further notice."),
        validators=DAY_VALIDATORS,
    )
    is_leader = models.BooleanField(_("manages the unit"), default=False)
    is_main = models.BooleanField(_("main position"), default=True)

    objects = PeriodQuerySet.as_manager()

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
            days_in_calendar("from_day", "to_day", name="days_of_a_position_are_in_the_calendar"),
            models.UniqueConstraint(
                fields=["employee"], condition=Q(is_main=True, to_day__isnull=True), name="one_open_main_position"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee}, {self.unit}"

    def holds_on(self, day: date) -> bool:
        return self.from_day <= day and (self.to_day is None or self.to_day >= day)


class Absence(models.Model):
    """Leave from a day to a day. It extends deadlines."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="absences", verbose_name=_("employee"))
    from_day = models.DateField(_("from"), validators=DAY_VALIDATORS)
    to_day = models.DateField(
        _("to"),
        null=True,
        blank=True,
        help_text=_("The last day. Empty: until further notice."),
        validators=DAY_VALIDATORS,
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")), name="absence_ends_after_it_begins"
            ),
            days_in_calendar("from_day", "to_day", name="days_of_an_absence_are_in_the_calendar"),
        ]

    def __str__(self) -> str:
        return f"{self.employee}, {self.from_day}"


class Session(AbstractBaseSession):
    """Somebody's stay on the site in one browser. It names its employee, so that one statement reads both."""

    employee = models.ForeignKey(Employee, models.CASCADE, null=True, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> Any:
        from people.signin.sessions import SessionStore  # it reads this model

        return SessionStore


class LimitLevel(models.Model):
    """How much of a limit (`people.signin.limits`) somebody has used, at a moment. It falls with time."""

    key = models.CharField(primary_key=True, max_length=64)
    level = models.FloatField()
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.level:g}"
