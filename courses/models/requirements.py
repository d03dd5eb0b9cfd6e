"""Requirements: which employees must complete which handbook."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handbook.models import Handbook
from people.days import DAY_VALIDATORS, days_in_calendar
from people.models import Unit

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Bounds:
    """The smallest and the largest number that a field takes, and the sentence that names both."""

    smallest: int
    largest: int
    sentence: "_StrPromise"

    @property
    def validators(self) -> list[MinValueValidator | MaxValueValidator]:
        return [MinValueValidator(self.smallest, self.sentence), MaxValueValidator(self.largest, self.sentence)]


DAYS = Bounds(0, 3650, _("Write a whole number of days from 0 to 3650."))
"""0: the deadline is the day from which something is owed."""
MONTHS = Bounds(
    1,
    120,
    _("Write a whole number of months from 1 to 120, or leave the field empty: then a receipt never expires."),
)
"""With 0 nobody would ever be done."""


class RequirementQuerySet(models.QuerySet["Requirement"]):
    def in_force(self, on: date) -> Self:
        return self.filter(
            Q(to_day__isnull=True) | Q(to_day__gte=on),
            Q(handbook__withdrawn_on__isnull=True) | Q(handbook__withdrawn_on__gt=on),
            from_day__lte=on,
        )


class Requirement(models.Model):
    """The employees of a unit, or all, must complete a handbook by a deadline, and again when it expires."""

    handbook = models.ForeignKey(Handbook, models.PROTECT, related_name="requirements", verbose_name=_("handbook"))
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requirements",
        verbose_name=_("unit"),
        help_text=_("This unit and all below it. Empty: everybody."),
    )
    from_day = models.DateField(_("from"), validators=DAY_VALIDATORS)
    to_day = models.DateField(_("to"), null=True, blank=True, validators=DAY_VALIDATORS)
    newcomer_days = models.PositiveIntegerField(
        _("deadline the first time (days)"), default=30, validators=DAYS.validators
    )
    change_days = models.PositiveIntegerField(
        _("deadline after a new rule (days)"), default=14, validators=DAYS.validators
    )
    valid_months = models.PositiveIntegerField(
        _("must be renewed after (months)"),
        null=True,
        blank=True,
        help_text=_("Empty: never, as long as nothing changes."),
        validators=MONTHS.validators,
    )
    again_from = models.DateField(_("everybody must renew from"), null=True, blank=True, validators=DAY_VALIDATORS)

    BOUNDS: ClassVar = {"newcomer_days": DAYS, "change_days": DAYS, "valid_months": MONTHS}
    objects = RequirementQuerySet.as_manager()

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")),
                name="requirement_ends_after_it_begins",
                violation_error_message=_("The last day cannot come before the first."),
            ),
            days_in_calendar("from_day", "to_day", "again_from", name="days_of_a_requirement_are_in_the_calendar"),
            models.CheckConstraint(
                condition=Q(newcomer_days__lte=DAYS.largest, change_days__lte=DAYS.largest)
                & (Q(valid_months__isnull=True) | Q(valid_months__range=(MONTHS.smallest, MONTHS.largest))),
                name="days_and_months_of_a_requirement_are_in_bounds",
            ),
        ]

    def __str__(self) -> str:
        employees = self.unit or _("everybody")
        return f"{self.handbook}: {employees}"

    def is_in_force(self, on: date) -> bool:
        """Whether it is in force that day, if its handbook is."""
        return self.from_day <= on and (self.to_day is None or self.to_day >= on)
