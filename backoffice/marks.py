"""Marks in the admin's lists of what is withdrawn or undone."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from handbook.models import Section, Version
from handbook.templatetags.in_force import withdrawn_mark
from records.models import Event


def with_mark(title: str, section: Section | None) -> str:
    """A section's title and, if it is withdrawn, since which day. Reads the section's handbook."""
    return " · ".join(filter(None, (title, withdrawn_mark(section))))


def was_undone(version: str = "pk") -> Exists:
    """Whether the publication of a version was undone, for a list; `version` is the column with its key."""
    key = Cast(OuterRef(version), models.CharField())
    return Exists(Event.objects.filter(what="publishing undone", subject_kind=Version._meta.label, subject_key=key))


def number_with_mark(number: int | None, row: Any) -> str:
    """The number of a version and, if `was_undone` of the row, that it was undone."""
    return " · ".join([str(number or "–"), _("undone")] if row.is_undone else [str(number or "–")])
