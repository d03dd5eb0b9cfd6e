"""What events say besides the fields that were changed, in the reader's words."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LABELS = {
    "base": gettext_lazy("begun from version"),
    "by_version": gettext_lazy("undone by version"),
    "clause": gettext_lazy("point"),
    "comment": gettext_lazy("comment"),
    "employee": gettext_lazy("employee"),
    "ended": gettext_lazy("positions ended"),
    "ending": gettext_lazy("how it ended"),
    "first_day": gettext_lazy("from day"),
    "from_day": gettext_lazy("from day"),
    "handbook": gettext_lazy("handbook"),
    "kind": gettext_lazy("kind"),
    "language": gettext_lazy("language"),
    "languages_not_ready": gettext_lazy("languages that were not ready"),
    "last_day": gettext_lazy("last day"),
    "name": gettext_lazy("name"),
    "new": gettext_lazy("After"),
    "new_rules": gettext_lazy("new rules"),
    "number": gettext_lazy("version"),
    "numbers": gettext_lazy("language"),
    "old": gettext_lazy("Before"),
    "on": gettext_lazy("from day"),
    "page": gettext_lazy("page"),
    "publish_at": gettext_lazy("is to be published"),
    "question": gettext_lazy("question"),
    "questions_not_reviewed": gettext_lazy("questions not checked"),
    "questions_reviewed": gettext_lazy("questions checked"),
    "reason": gettext_lazy("reason"),
    "reference": gettext_lazy("signed document"),
    "requirements": gettext_lazy("requirements removed"),
    "review_on": gettext_lazy("to be reviewed by"),
    "role": gettext_lazy("role"),
    "section": gettext_lazy("section"),
    "sections": gettext_lazy("sections"),
    "slug": gettext_lazy("address"),
    "taken_away": gettext_lazy("positions that had not begun"),
    "text": gettext_lazy("Text"),
    "text_of": gettext_lazy("the text with number"),
    "to": gettext_lazy("version"),
    "unit": gettext_lazy("unit"),
    "version": gettext_lazy("version"),
    "vouched": gettext_lazy("translation compared"),
    "was": gettext_lazy("kind before"),
    "was_due_on": gettext_lazy("was to be reviewed by"),
    "was_withdrawn_on": gettext_lazy("was withdrawn on"),
}
"""By key of a stored event, in the order in which they are told."""
UNTOLD = {
    "clauses",
    "decided",  # told by the event of the publication itself
    "is_usable",
    "revision",
    "stage",
}
"""Keys that say nothing to a reader."""
NAMED = {"clause", "question", "questions_not_reviewed", "questions_reviewed"}
"""Keys of points and questions."""
CHOICES = {
    "ending": ("courses.Attempt", "ending"),
    "kind": ("handbook.Change", "kind"),
    "reason": ("handbook.Version", "held_back"),
    "role": ("handbook.Approval", "role"),
    "was": ("handbook.Change", "kind"),
}
"""The fields whose choices name the codes that are kept under a key. A reason in somebody's own words is shown as it is."""
ROWS = {
    "employee": ("people.Employee", "number"),
    "handbook": ("handbook.Handbook", "slug"),
    "page": ("handbook.PageText", "page"),
    "section": ("handbook.Section", "pk"),
    "unit": ("people.Unit", "pk"),
}
"""The rows that are kept under a key, and by which column."""


def with_names(details: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The details with the names of points and questions in place of the ids under which they are kept."""

    def named(value: Any) -> Any:
        return [names.get(id_, id_) for id_ in value] if isinstance(value, list) else names.get(value, value)

    return {key: named(value) if key in NAMED else value for key, value in details.items()}


def facts_of(details: Mapping[str, Any], *, without: Mapping[str, Any]) -> list[str]:
    """Return a line for each detail, except those with a key of `without`."""
    return [
        f"{capfirst(str(label))}: {_told(key, details[key])}"
        for key, label in LABELS.items()
        if key not in without and details.get(key) not in (None, "", [], {}, 0)
    ]


def _told(key: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(fact(part) for part in value)
    if isinstance(value, list):
        return ", ".join(_in_list(part) for part in value)
    if key in CHOICES and (label := _choice(*CHOICES[key], value)):
        return label
    if key in ROWS and (row := _row(*ROWS[key], value)):
        return str(row)
    return fact(value)


def _in_list(part: Any) -> str:
    """An id or a language; of a position that ended, its unit."""
    return _told("unit", part.get("unit")) if isinstance(part, Mapping) else fact(part)


def _choice(model: str, field: str, code: Any) -> str:
    choices: Any = apps.get_model(model)._meta.get_field(field)
    return str(dict(choices.flatchoices).get(code, ""))


def _row(model: str, column: str, value: Any) -> models.Model | None:
    """The row with that value; of several, the newest. None if it is gone."""
    if column == "pk" and not str(value).isdecimal():
        if model != "handbook.Section":
            return None
        column = "slug"  # some events name a section by its slug
    row: models.Model | None = apps.get_model(model)._base_manager.filter(**{column: value}).order_by("-pk").first()
    return row


def fact(value: Any) -> str:
    """A day or a moment as the reader writes it, by the clock of Oslo; a language by its name; anything else as it is."""
    text = value.isoformat() if isinstance(value, date | datetime) else str(value)
    readers: tuple[Callable[[str], str | None], ...] = (_moment, _day)
    for read in readers:
        if words := read(text):
            return words
    return str(dict(settings.LANGUAGES).get(text, text))


def _moment(text: str) -> str | None:
    try:
        moment = parse_datetime(text) if len(text) > len("2026-11-23") else None
    except ValueError:
        return None
    if moment is None:
        return None
    return date_format(timezone.localtime(moment) if timezone.is_aware(moment) else moment, "DATETIME_FORMAT")


def _day(text: str) -> str | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return date_format(day, "DATE_FORMAT") if day else None


def subject_name(subject_kind: str, subject_key: str) -> str:
    """What an event is about, by the name it has now; «no longer there» if the row is gone."""
    try:
        row = apps.get_model(subject_kind)._base_manager.filter(pk=subject_key).first()
    except (LookupError, ValueError, ValidationError):
        row = None
    return str(row) if row else _("no longer there")
