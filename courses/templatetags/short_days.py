"""Days in the narrow columns of a list."""

from datetime import date

from django import template
from django.utils import timezone
from django.utils.formats import date_format

register = template.Library()


@register.filter
def short_day(day: date) -> str:
    """A day of this year as «15. nov.», any other with its year: «15.11.2025»."""
    return date_format(day, "SHORT_DAY_FORMAT" if day.year == timezone.localdate().year else "SHORT_DATE_FORMAT")
