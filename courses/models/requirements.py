"""Requirements: which employees must complete which handbook."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handbook.models import Handbook
from people.models import Unit


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
    from_day = models.DateField(_("from"))
    to_day = models.DateField(_("to"), null=True, blank=True)
    newcomer_days = models.PositiveIntegerField(_("days for a first time"), default=30)
    change_days = models.PositiveIntegerField(_("days for a new rule"), default=14)
    valid_months = models.PositiveIntegerField(
        _("valid for months"), null=True, blank=True, help_text=_("Empty: until something changes.")
    )
    again_from = models.DateField(_("everybody again from"), null=True, blank=True)

    objects = RequirementQuerySet.as_manager()

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")),
                name="requirement_ends_after_it_begins",
                violation_error_message=_("The last day cannot come before the first."),
            )
        ]

    def __str__(self) -> str:
        employees = self.unit or _("everybody")
        return f"{self.handbook}: {employees}"
