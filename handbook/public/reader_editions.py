"""What a reader meets: the edition of a section in the reader's language, or in the source's when theirs is not ready."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models

from handbook.models import Edition, EditionQuerySet, Handbook, Section, Version

PAGE_FIELDS = (
    "language", "title", "message", "news", "laws", "words", "serves_everyone", "serves_leaders", "quiz_digest",
    "version__number", "version__published_at",
    "version__section__slug", "version__section__position", "version__section__withdrawn_on",
    "version__section__change_stamp", "version__section__translation_status", "version__section__handbook__slug", "version__section__handbook__title",
    "version__section__handbook__title_nb", "version__section__handbook__title_nn",
    "version__section__handbook__title_en", "version__section__handbook__source_language",
    "version__section__handbook__open_to_all", "version__section__handbook__contacts",
    "version__section__handbook__withdrawn_on",
)  # fmt: skip
"""What pages show around the clauses. The texts themselves are read clause by clause."""


@dataclass(frozen=True, slots=True)
class ReaderEdition:
    """An edition shown to somebody who asked for `wished`."""

    edition: Edition
    requested_language: str
    source: Edition
    """The same version in the handbook's source language."""

    @property
    def is_other_language(self) -> bool:
        """Whether the text is not (wholly) there in the language wished for, so that the source is shown instead."""
        return self.edition.language != self.requested_language

    @property
    def version(self) -> Version:
        return self.edition.version


def edition_for_reader(
    editions: Iterable[Edition], *, language: str, audience: str, as_published: bool = False
) -> ReaderEdition:
    """One of a version's editions: the reader's language if everything that applies to them is there and current, else
    the source's. Current today, for the newest version; `as_published`: as it was when the version was published."""
    by_language = {edition.language: edition for edition in editions}
    source_language = next(iter(by_language.values())).version.section.handbook.source_language
    mine = by_language.get(language)
    if mine and (
        language == source_language
        or (mine.was_available_to(audience) if as_published else mine.is_available_to(audience))
    ):
        return ReaderEdition(mine, language, by_language[source_language])
    return ReaderEdition(by_language[source_language], language, by_language[source_language])


def handbook_sections_for_reader(handbook: Handbook, *, language: str, audience: str, on: date) -> list[ReaderEdition]:
    """The newest edition of every published section in force, in reading order: one query."""
    return sections_for_reader_by_slug(
        Handbook.objects.filter(pk=handbook.pk), handbook.slug, language=language, audience=audience, on=on
    )


def sections_for_reader_by_slug(
    handbooks: models.QuerySet[Handbook], slug: str, *, language: str, audience: str, on: date
) -> list[ReaderEdition]:
    """The same for the handbook of that slug, if it is among those; [] if it is not, or has nothing published."""
    return sections_for_reader(handbooks.filter(slug=slug), language=language, audience=audience, on=on)


def sections_for_reader(
    handbooks: models.QuerySet[Handbook], *, language: str, audience: str, on: date
) -> list[ReaderEdition]:
    """The same for all those handbooks, one after the other."""
    newest = Edition.objects.newest().filter(
        version__section__handbook__in=handbooks,
        version__section__in=Section.objects.in_force(on),
    )
    return _in_order(newest, language, audience)


def sections_as_of(day: date, handbook: Handbook, *, language: str, audience: str) -> list[ReaderEdition]:
    """Every section in force on that day, with the newest version it had by then: one query. The order is today's:
    neither it nor which handbook a section stands in is kept by day."""
    newest = Edition.objects.newest(by=day).filter(
        version__section__handbook=handbook, version__section__in=Section.objects.in_force(day)
    )
    return _in_order(newest, language, audience, as_published=True)


def _in_order(
    found: EditionQuerySet, language: str, audience: str, *, as_published: bool = False
) -> list[ReaderEdition]:
    """One edition a section, in reading order."""
    in_either = found.for_reader(language)
    editions: dict[int, list[Edition]] = {}
    wanted = in_either.select_related("version__section__handbook").only(*PAGE_FIELDS)
    for edition in wanted.order_by("version__section__handbook__slug", "version__section__position"):
        editions.setdefault(edition.version.section_id, []).append(edition)
    return [
        edition_for_reader(edition, language=language, audience=audience, as_published=as_published)
        for edition in editions.values()
    ]


def section_for_reader(section: Section, *, language: str, audience: str, number: int | None = None) -> ReaderEdition:
    """A section's edition at a version (None: the newest). Raises Edition.DoesNotExist where there is none."""
    editions = Edition.objects.filter(version__section=section).select_related("version__section__handbook")
    editions = editions.newest() if number is None else editions.filter(version__number=number)
    found = list(editions)
    if not found:
        raise Edition.DoesNotExist
    return edition_for_reader(found, language=language, audience=audience)
