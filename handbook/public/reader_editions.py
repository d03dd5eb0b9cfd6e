"""The editions that readers are shown: in their language, or in the source's if theirs is not ready."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from handbook.laws.entries import Law
from handbook.laws.register import laws_in_force
from handbook.models import Edition, EditionQuerySet, Handbook, Section, Version
from people.permissions import reads_as_employee
from records.process_cache import SiteCache

PAGE_FIELDS = (
    "language", "title", "message", "news", "laws", "words", "serves_everyone", "serves_leaders", "quiz_digest",
    "quiz_serves_everyone", "quiz_serves_leaders", "outdated_questions",
    "version__number", "version__published_at",
    "version__section__slug", "version__section__position", "version__section__withdrawn_on",
    "version__section__change_stamp", "version__section__translation_status", "version__section__handbook__slug", "version__section__handbook__title",
    "version__section__handbook__title_nb", "version__section__handbook__title_nn",
    "version__section__handbook__title_en", "version__section__handbook__source_language",
    "version__section__handbook__language_codes",
    "version__section__handbook__open_to_all", "version__section__handbook__contacts",
    "version__section__handbook__withdrawn_on", "version__section__handbook__synonyms_nb",
    "version__section__handbook__synonyms_nn", "version__section__handbook__synonyms_en",
)  # fmt: skip
"""The fields that pages show around the clauses. The texts themselves are read clause by clause."""


@dataclass(frozen=True, slots=True)
class ReaderEdition:
    """The edition shown to a reader who requested a language."""

    edition: Edition
    requested_language: str
    source: Edition
    """The same version in the handbook's source language."""

    @property
    def is_other_language(self) -> bool:
        """Whether the source is shown because the requested language is not (wholly) ready."""
        return self.edition.language != self.requested_language

    @property
    def is_offered(self) -> bool:
        """Whether the handbook is offered in the requested language at all."""
        return self.requested_language in self.version.section.handbook.languages

    def laws(self, on: date) -> list[Law]:
        """The laws beside the text that are in force on that day, in the reader's language where they have words in it."""
        return laws_in_force(self.edition.laws, on=on, stamp=self.edition.law_stamp, language=self.requested_language)

    @property
    def version(self) -> Version:
        return self.edition.version


def edition_for_reader(
    editions: Iterable[Edition], *, language: str, audience: str, as_published: bool = False
) -> ReaderEdition:
    """Choose one of a version's editions: the reader's language if it is available to the audience, else the source's.

    It must be available today; with `as_published`, it must have been when the version was published. Raises
    Edition.DoesNotExist if the version has no text in the source's language, which cannot be shown.
    """
    by_language = {edition.language: edition for edition in editions}
    source_language = next(iter(by_language.values())).version.section.handbook.source_language
    if (source := by_language.get(source_language)) is None:
        raise Edition.DoesNotExist
    edition = by_language.get(language)
    if edition and (
        language == source_language
        or (edition.was_available_to(audience) if as_published else edition.is_available_to(audience))
    ):
        return ReaderEdition(edition, language, source)
    return ReaderEdition(source, language, source)


def handbook_sections_for_reader(handbook: Handbook, *, language: str, audience: str, on: date) -> list[ReaderEdition]:
    """Return the newest edition of every published section in force, in reading order: one query."""
    return sections_for_reader_by_slug(
        Handbook.objects.filter(pk=handbook.pk), handbook.slug, language=language, audience=audience, on=on
    )


_SECTIONS: SiteCache[list[ReaderEdition]] = SiteCache(100)
"""The sections of a handbook."""


def kept_sections_by_slug(
    visitor: Any, slug: str, *, stamp: str | None, language: str, audience: str, on: date
) -> list[ReaderEdition]:
    """What `sections_for_reader_by_slug` returns for the handbooks that a visitor may read, asked once for each stamp."""
    is_employee = reads_as_employee(visitor)
    return _SECTIONS.get_or_make(
        stamp,
        (on, slug, language, audience, is_employee),
        lambda: sections_for_reader_by_slug(
            Handbook.objects.readable_by(visitor), slug, language=language, audience=audience, on=on
        ),
    )


def sections_for_reader_by_slug(
    handbooks: models.QuerySet[Handbook], slug: str, *, language: str, audience: str, on: date
) -> list[ReaderEdition]:
    """Return the same of the handbook with that slug; [] if it is not among `handbooks` or has nothing published."""
    return sections_for_reader(handbooks.filter(slug=slug), language=language, audience=audience, on=on)


def sections_for_reader(
    handbooks: models.QuerySet[Handbook], *, language: str, audience: str, on: date
) -> list[ReaderEdition]:
    """Return the newest edition of every published section in force, one handbook after the other: one query."""
    newest = Edition.objects.newest().filter(
        version__section__handbook__in=handbooks,
        version__section__in=Section.objects.in_force(on).published(),
    )
    return _in_order(newest, language, audience)


def sections_as_of(day: date, handbook: Handbook, *, language: str, audience: str) -> list[ReaderEdition]:
    """Return every section that was in force when that day ended, with the newest version it had by then: one query.

    The order is today's: neither it nor the handbook of a section is kept by day.
    """
    newest = Edition.objects.newest(by=day).filter(
        version__section__handbook=handbook, version__section__in=Section.objects.was_in_force(day).published()
    )
    return _in_order(newest, language, audience, as_published=True)


def _in_order(
    editions: EditionQuerySet, language: str, audience: str, *, as_published: bool = False
) -> list[ReaderEdition]:
    """Return one edition for each section, in reading order."""
    by_section: dict[int, list[Edition]] = {}
    rows = (
        editions.for_reader(language).with_law_stamp().select_related("version__section__handbook").only(*PAGE_FIELDS)
    )
    for edition in rows.order_by("version__section__handbook__slug", "version__section__position"):
        by_section.setdefault(edition.version.section_id, []).append(edition)
    shown = []
    for section_editions in by_section.values():
        with suppress(Edition.DoesNotExist):  # an older version may lack what the newest one has
            shown.append(
                edition_for_reader(section_editions, language=language, audience=audience, as_published=as_published)
            )
    return shown


def section_for_reader(section: Section, *, language: str, audience: str, number: int | None = None) -> ReaderEdition:
    """Return a section's edition at a version (None: the newest). Raises Edition.DoesNotExist."""
    of_section = Edition.objects.filter(version__section=section)
    rows = of_section.with_law_stamp().select_related("version__section__handbook")
    editions = list(rows.newest() if number is None else rows.filter(version__number=number))
    if not editions:
        raise Edition.DoesNotExist
    return edition_for_reader(editions, language=language, audience=audience)
