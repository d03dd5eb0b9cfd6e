"""What an event changed: written down with the event, and told in the reader's words."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.models import Event

SHORT = 120
"""The most characters of a value that an event keeps. Longer texts are found in their own history."""
DETAIL_LABELS = {
    "clause": gettext_lazy("point"),
    "comment": gettext_lazy("comment"),
    "first_day": gettext_lazy("from day"),
    "from_day": gettext_lazy("from day"),
    "kind": gettext_lazy("kind"),
    "language": gettext_lazy("language"),
    "last_day": gettext_lazy("last day"),
    "name": gettext_lazy("name"),
    "number": gettext_lazy("version"),
    "new": gettext_lazy("After"),
    "old": gettext_lazy("Before"),
    "on": gettext_lazy("from day"),
    "page": gettext_lazy("page"),
    "publish_at": gettext_lazy("is to be published"),
    "question": gettext_lazy("question"),
    "reason": gettext_lazy("reason"),
    "review_on": gettext_lazy("to be reviewed by"),
    "role": gettext_lazy("role"),
    "to": gettext_lazy("version"),
    "vouched": gettext_lazy("translation compared"),
    "was_withdrawn_on": gettext_lazy("was withdrawn on"),
    "was_due_on": gettext_lazy("was to be reviewed by"),
}
"""Labels of what events say besides the fields that were changed. The keys are those of stored events."""


def unify_lines(row: models.Model, fields: Iterable[str]) -> None:
    """Give the texts of these fields the line ends of the database instead of a browser's."""
    for name in fields:
        if isinstance(value := getattr(row, name), str):
            setattr(row, name, value.replace("\r\n", "\n"))


def changed_fields(before: models.Model, after: models.Model, fields: Iterable[str]) -> list[str]:
    """Those of the fields whose values differ."""
    return [name for name in fields if _stored(before, name) != _stored(after, name)]


def values_changed(before: models.Model, after: models.Model, fields: Iterable[str]) -> dict[str, list[Any]]:
    """Of each field the value before and after, as JSON holds it; long texts and lists are left out."""
    pairs = {name: [_stored(before, name), _stored(after, name)] for name in fields}
    return {name: pair for name, pair in pairs.items() if all(_is_short(value) for value in pair)}


def _stored(row: models.Model, name: str) -> Any:
    field: Any = row._meta.get_field(name)
    return getattr(row, field.attname)


def _is_short(value: Any) -> bool:
    return not isinstance(value, list | dict) and len(str(value)) <= SHORT


def _is_pair(change: Any) -> bool:
    return isinstance(change, list) and len(change) == 2 and all(_is_short(value) for value in change)


def described(event: Event) -> list[str]:
    """A line for each thing that the event changed, with the value before and after where they are short.

    Older events name the fields alone, or the roles of an employee apart.
    """
    details = event.details
    changes: dict[str, Any] = {}
    for key in ("roles", "changes"):
        changes |= details[key] if isinstance(details.get(key), dict) else {}
    model = _model_of(event)
    changes |= {name: pair for name, pair in details.items() if _is_pair(pair) and _field_of(model, name) is not None}
    names = dict.fromkeys([*details.get("fields", ()), *changes])
    lines = [_change_line(model, name, changes.get(name)) for name in names]
    facts = [
        f"{capfirst(str(label))}: {_fact(details[key])}"
        for key, label in DETAIL_LABELS.items()
        if key not in changes and details.get(key) not in (None, "", [])
    ]
    return lines + facts


def subject_label(event: Event) -> str:
    """What kind of thing the event is about, such as «håndbok»."""
    model = _model_of(event)
    return str(model._meta.verbose_name) if model else event.subject_kind


def _model_of(event: Event) -> type[models.Model] | None:
    try:
        return apps.get_model(event.subject_kind)
    except (LookupError, ValueError):
        return None


def _change_line(model: type[models.Model] | None, name: str, change: Any) -> str:
    field = _field_of(model, name)
    label = capfirst(_field_label(field, name))
    if not _is_pair(change):
        return label
    before, after = (_shown(field, value) for value in change)
    return f"{label}: {before} → {after}"


def _field_of(model: type[models.Model] | None, name: str) -> Any:
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def _field_label(field: Any, name: str) -> str:
    if field is None:
        return name
    # modeltranslation's columns of one language.
    original, language = getattr(field, "translated_field", None), getattr(field, "language", "")
    if original is None:
        return str(field.verbose_name)
    return f"{original.verbose_name} ({_language(language)})"


def _language(code: str) -> str:
    return str(dict(settings.LANGUAGES).get(code, code))


def _shown(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value == "":
        return "–"
    if field is not None and field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.ForeignKey):
        related: Any = field.related_model._default_manager.filter(pk=value).first()
        return str(related) if related else str(value)
    return f"«{value}»" if isinstance(field, models.CharField | models.TextField) else _fact(value)


def _fact(value: Any) -> str:
    """A day or a moment as the reader writes it, by the clock of Oslo; a language by its name; anything else as it is."""
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    text = value.isoformat() if isinstance(value, date | datetime) else str(value)
    try:
        if len(text) > len("2026-11-23") and (moment := parse_datetime(text)):
            return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
        if day := parse_date(text):
            return date_format(day, "DATE_FORMAT")
    except ValueError:
        pass
    return _language(text)
