"""What an event changed: written down with the event, and told in the reader's words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.details import fact, facts_of, with_names
from records.models import Event

SHORT = 120
"""The most characters of a value that an event keeps. Longer texts are found in their own history."""


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


def described(event: Event, names: Mapping[str, str] | None = None) -> list[str]:
    """A line for each thing that the event changed, with the value before and after where they are short. `names` are those
    of points and questions by id.

    Older events name the fields alone, or the roles of an employee apart.
    """
    details = with_names(event.details, names or {})
    changes: dict[str, Any] = {}
    for key in ("roles", "changes"):
        changes |= details[key] if isinstance(details.get(key), dict) else {}
    model = _model_of(event)
    changes |= {name: pair for name, pair in details.items() if _is_pair(pair) and _field_of(model, name) is not None}
    if "field" in details:  # of a value out of bounds that was mended
        changes[details["field"]] = [details.get("before"), details.get("after")]
    fields = dict.fromkeys([*details.get("fields", ()), *changes])
    lines = [_change_line(model, name, changes.get(name)) for name in fields]
    return lines + facts_of(details, without=changes)


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
        return str(related) if related else _("no longer there")
    return f"«{value}»" if isinstance(field, models.CharField | models.TextField) else fact(value)
