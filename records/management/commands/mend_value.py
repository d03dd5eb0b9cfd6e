"""Mend one value that is out of bounds, on record. Works before the migration that adds the bound."""

from argparse import ArgumentParser
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.utils import timezone

from records.models import record
from records.site_stamp import renew_if_there


class Command(BaseCommand):
    help = "Set one number or day that is out of bounds. migrate names the rows that need it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("model", help="such as courses.Requirement")
        parser.add_argument("key", type=int, help="the key of the row")
        parser.add_argument("field", help="such as valid_months")
        parser.add_argument("value", help="a number, a day such as 2026-11-30, or «empty»")

    @transaction.atomic
    def handle(self, *, model: str, key: int, field: str, value: str, **options: Any) -> None:
        column = _bounded_field(model, field)
        try:
            mended = column.clean(None if value == "empty" else value, None)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        rows = column.model._base_manager.select_for_update().filter(pk=key).only("pk", field)
        row = rows.first()
        if row is None:
            raise CommandError(f"There is no {model} {key}.")
        before = getattr(row, field)
        column.model._base_manager.filter(pk=key).update(**{field: mended})
        record("value mended", row, by=None, at=timezone.now(), field=field, before=before, after=mended)
        renew_if_there()
        self.stdout.write(f"{model} {key}: {field} was {before}, and is {mended}.")


def _bounded_field(label: str, name: str) -> "models.Field[Any, Any]":
    """Raises CommandError for a field that has no bounds of its own."""
    try:
        field = apps.get_model(label)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist) as error:
        raise CommandError(f"There is no field {name} of {label}.") from error
    if not isinstance(field, models.Field) or not any(isinstance(rule, MinValueValidator) for rule in field.validators):
        raise CommandError(f"{label}.{name} has no bounds.")
    return field
