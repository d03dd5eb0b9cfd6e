"""Handbooks from an older import whose slug no address takes: readers' lists leave them out, and the log names them."""

import logging
from typing import Any

from django.apps import apps as installed
from django.db import DEFAULT_DB_ALIAS

from handbook.text.slugs import ADDRESSED, nearest_slug

_LOG = logging.getLogger(__name__)


def tell_unaddressed(*, using: str = DEFAULT_DB_ALIAS, apps: Any = installed, **_signal: Any) -> None:
    """Name each of them after every run of migrations, which each new version of the site begins with."""
    try:
        handbooks = apps.get_model("handbook", "Handbook").objects.using(using)
    except LookupError:  # the tables were taken away
        return
    for slug in handbooks.exclude(slug__regex=ADDRESSED).order_by("slug").values_list("slug", flat=True):
        _LOG.warning(
            "No address takes the slug of the handbook %r: readers do not see it and nobody owes it. "
            "Export it into a folder called %s, and import that.",
            slug,
            nearest_slug(slug),
        )
