"""HR offers a handbook in more languages, or in fewer. What was published in a language stays on record."""

from collections.abc import Collection, Mapping
from copy import copy
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from handbook.models import Handbook, Section, Version
from handbook.models.handbooks import CONTACT_PARTS, is_contact, is_misconception, language_codes
from handbook.translations.status import renew_status
from people.models import Employee
from records.changes import changed_fields, values_changed
from records.models import record

FRONT_PAGE = ("title", "lead", "in_short", "synonyms")
"""The fields of a handbook that have a column for each language."""


@transaction.atomic
def offer_languages(*, handbook: Handbook, languages: Collection[str], by: Employee | None, at: datetime) -> Handbook:
    """Offer a handbook in these languages of the site and in its source language. Returns the handbook.

    In a language that is no longer offered, readers get the source, nothing is asked for, and the front page has no words,
    so that none grow old unseen; drafts and published editions keep theirs. Sections that have an edition in a language
    that is offered anew are shown in it if that is current.
    """
    stored = Handbook.objects.select_for_update().get(pk=handbook.pk)
    before = copy(stored)
    stored.language_codes = language_codes({*languages, stored.source_language})
    if stored.language_codes == before.language_codes:
        return stored
    removed, added = (
        set(one) - set(other)
        for one, other in ((before.languages, stored.languages), (stored.languages, before.languages))
    )
    cleared = [
        column for field in FRONT_PAGE for code in sorted(removed) if getattr(stored, column := f"{field}_{code}")
    ]
    for column in cleared:
        setattr(stored, column, "")
    _extend_lists(stored, before.languages, added)
    stored.save()
    _renew_sections(stored)
    fields = changed_fields(before, stored, ["language_codes", *cleared, "contacts", "misconceptions"])
    record("handbook edited", stored, by=by, at=at, fields=fields, changes=values_changed(before, stored, fields))
    return stored


def _extend_lists(handbook: Handbook, languages: Collection[str], added: Collection[str]) -> None:
    """Give the contacts and misconceptions that can be read in these languages empty words in those that are added. The
    others stay as they are."""
    if isinstance(handbook.contacts, list):
        handbook.contacts = [
            _contact_with(contact, added) if is_contact(contact, languages) else contact
            for contact in handbook.contacts
        ]
    if isinstance(handbook.misconceptions, dict):
        handbook.misconceptions = {
            id_: _with(texts, added) if is_misconception(texts, languages) else texts
            for id_, texts in handbook.misconceptions.items()
        }


def _with(texts: Mapping[str, str], languages: Collection[str]) -> dict[str, str]:
    """The texts, empty in the languages that they do not have."""
    return dict.fromkeys(languages, "") | dict(texts)


def _contact_with(contact: Mapping[str, Any], languages: Collection[str]) -> dict[str, Any]:
    return dict(contact) | {part: _with(contact[part], languages) for part in CONTACT_PARTS}


def _renew_sections(handbook: Handbook) -> None:
    """Keep in each published section which of the languages are available now."""
    is_published = Exists(Version.objects.published().filter(section=OuterRef("pk")))
    for section in Section.objects.select_for_update().filter(is_published, handbook=handbook).order_by("pk"):
        section.handbook = handbook
        renew_status(section)
