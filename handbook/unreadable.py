"""Handbooks and sections that readers cannot be shown, or not wholly: left out of every page, and named to HR and in the log.

Such rows come from older imports or from outside the site. `Section.objects.published` leaves them out.
"""

import logging
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import DatabaseError, transaction

from handbook.models import Handbook, Section, Version
from markup.slugs import is_addressable

_LOG = logging.getLogger(__name__)


class Cause(StrEnum):
    """Why readers are not shown something, as the log says it."""

    ADDRESS = "no address takes its slug, so nobody sees it or owes it; rename it"
    TEXT = "its newest version has no text in the source language, so nobody sees it or owes it; publish it anew"
    METADATA = "some of its contacts or misconceptions cannot be read and are left out; import its handbook.toml anew"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A handbook, or one of its sections, with what is wrong."""

    row: Handbook | Section
    cause: Cause

    @property
    def is_section(self) -> bool:
        return isinstance(self.row, Section)

    @property
    def path(self) -> str:
        """The slug; of a section, behind the handbook's."""
        return f"{self.row.handbook.slug}/{self.row.slug}" if isinstance(self.row, Section) else self.row.slug


def unreadable() -> list[Unreadable]:
    """What cannot be shown, one handbook after the other: three queries."""
    sections = list(Section.objects.select_related("handbook").order_by("handbook__slug", "position"))
    published = set(Section.objects.published().values_list("pk", flat=True))
    has_version = set(Version.objects.published().values_list("section", flat=True))
    rows = []
    for handbook in Handbook.objects.order_by("slug"):
        if not is_addressable(handbook.slug):
            rows.append(Unreadable(handbook, Cause.ADDRESS))
        if not handbook.is_wholly_readable:
            rows.append(Unreadable(handbook, Cause.METADATA))
    for section in sections:
        if not is_addressable(section.slug):
            rows.append(Unreadable(section, Cause.ADDRESS))
        elif section.pk in has_version - published and is_addressable(section.handbook.slug):
            rows.append(Unreadable(section, Cause.TEXT))
    return rows


def log_unreadable(*, using: str, **_signal: Any) -> None:
    """Receives post_migrate, so that every `migrate` names them. After a migration backwards, when tables or columns
    are missing, nothing can be said."""
    try:
        with transaction.atomic(using):
            rows = unreadable()
    except DatabaseError:
        return
    for row in rows:
        kind = "section" if row.is_section else "handbook"
        _LOG.warning("The %s %r: %s.", kind, row.path, row.cause.value)
