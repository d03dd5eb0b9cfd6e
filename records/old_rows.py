"""Rows that a new bound would not take: a migration names them before it adds the bound, with the command that mends each."""

from typing import Any

from django.core.management.base import CommandError
from django.db.models import Q


def require_none_outside(apps: Any, label: str, bounds: dict[str, Q]) -> None:
    """Raise CommandError if a row of the model is outside the bounds of one of its fields. It names every such row."""
    app, model = label.split(".")
    rows = apps.get_model(app, model)._base_manager.order_by("pk")
    outside = [
        f"  {label} {pk}, {field} is {value}: manage.py mend_value {label} {pk} {field} VALUE"
        for field, bound in bounds.items()
        for pk, value in rows.filter(**{f"{field}__isnull": False}).exclude(bound).values_list("pk", field)
    ]
    if outside:
        raise CommandError(
            "These values are out of bounds, and what was meant is not known. Mend each, then run migrate again; "
            "VALUE is what it should be, or «empty».\n" + "\n".join(outside)
        )
