"""The days that forms, files and tables take: no sum of days leaves the calendar, and a mistyped year is refused."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
SENTENCE = _("Write a day from 1 January 1900 to 31 December 2199.")
DAY_VALIDATORS = [MinValueValidator(FIRST_DAY, SENTENCE), MaxValueValidator(LAST_DAY, SENTENCE)]


def is_in_calendar(day: date) -> bool:
    return FIRST_DAY <= day <= LAST_DAY


def day_of_moment(moment: datetime) -> None:
    """A validator of a moment. Raises ValidationError if its day is out of the calendar."""
    if not is_in_calendar(moment.date()):
        raise ValidationError(SENTENCE)


def days_in_calendar(*fields: str, name: str) -> CheckConstraint:
    """A constraint of the table: these days are empty or in the calendar."""
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": (FIRST_DAY, LAST_DAY)})
    return CheckConstraint(condition=condition, name=name, violation_error_message=SENTENCE)
