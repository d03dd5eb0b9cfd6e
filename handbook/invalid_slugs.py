"""Log the handbooks of an older import whose slug no address takes. Readers' lists leave them out."""

import logging
from typing import Any

from django.apps import apps as installed
from django.db import DEFAULT_DB_ALIAS

from markup.slugs import ADDRESSABLE, nearest_slug

_LOG = logging.getLogger(__name__)


def log_invalid_slugs(*, using: str = DEFAULT_DB_ALIAS, apps: Any = installed, **_signal: Any) -> None:
    """Receives post_migrate, so that every `migrate` names them."""
    try:
        handbooks = apps.get_model("handbook", "Handbook").objects.using(using)
    except LookupError:  # the tables were removed
        return
    for slug in handbooks.exclude(slug__regex=ADDRESSABLE).order_by("slug").values_list("slug", flat=True):
        _LOG.warning(
            "No address takes the slug of the handbook %r: readers do not see it and nobody owes it. "
            "Export it into a folder called %s, and import that.",
            slug,
            nearest_slug(slug),
        )
