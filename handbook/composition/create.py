"""HR makes a handbook, or a section of one."""

from collections.abc import Collection, Container
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from handbook.handbooks import taken_handbook_slugs, taken_section_slugs
from handbook.models import Handbook, Section, Version
from handbook.models.handbooks import language_codes
from handbook.versions.drafts import open_draft, save_draft
from markup.normalize import one_line
from markup.slugs import nearest_slug
from people.models import Employee
from records.models import record

NAMELESS_SECTION = "section"
"""The slug of a section whose title has no letter that an address takes."""


@transaction.atomic
def create_handbook(
    *, title: str, source_language: str, languages: Collection[str] = (), by: Employee | None, at: datetime
) -> Handbook:
    """Make a handbook without sections, offered in its source language and these others. Its slug follows from the title.

    Until something of it is published, no reader sees that it is there.
    """
    title = one_line(title)
    handbook = insert_handbook(
        title,
        {
            "source_language": source_language,
            "language_codes": language_codes({source_language, *languages}),
            f"title_{source_language}": title,
        },
    )
    record("handbook created", handbook, by=by, at=at)
    return handbook


def insert_handbook(title: str, columns: dict[str, Any]) -> Handbook:
    """Store a handbook with these columns, under the free slug nearest to its title."""
    taken = taken_handbook_slugs()
    while True:
        slug = nearest_slug(title, taken=taken)
        # Somebody else may take it at the same moment.
        handbook, is_new = Handbook.objects.get_or_create(slug=slug, defaults=columns)
        if is_new:
            return handbook
        taken.add(slug)


@transaction.atomic
def create_section(*, handbook: Handbook, title: str, by: Employee | None, at: datetime) -> Version:
    """Make the last section of a handbook, and return its draft, which has the title in the source language and no more."""
    title = one_line(title)
    section = insert_section(handbook, title)
    record("section created", section, by=by, at=at)
    draft = open_draft(section=section, by=by, at=at)
    texts = {f"title_{section.handbook.source_language}": title}
    return save_draft(draft=draft, texts=texts, revision=draft.revision, by=by, at=at)


def insert_section(handbook: Handbook, title: str) -> Section:
    """Store the last section of a handbook, under the free slug nearest to its title."""
    handbook = Handbook.objects.select_for_update().get(pk=handbook.pk)
    slug = section_slug(title, taken_section_slugs(handbook))
    last = handbook.sections.aggregate(last=Max("position"))["last"] or 0
    return Section.objects.create(handbook=handbook, slug=slug, position=last + 1)


def section_slug(title: str, taken: Container[str]) -> str:
    """The free slug nearest to a title. It begins with a letter, as the ids of the clauses do that begin with it."""
    slug = nearest_slug(title, NAMELESS_SECTION, taken=taken)
    return slug if slug[0].isalpha() else nearest_slug(f"{NAMELESS_SECTION} {title}", taken=taken)
