"""Put together what the pages of a handbook show, from frozen rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import prefetch_related_objects

from handbook.laws.entries import Law
from handbook.models import Audience, ClauseText, Edition, Handbook
from handbook.public.reader_editions import ReaderEdition
from handbook.versions.rollback import undone_versions
from records.process_cache import SiteCache


@dataclass(frozen=True, slots=True)
class ClauseGroup:
    """Clauses that are shown together: adjacent clauses that are list items make one list."""

    list_kind: str
    clauses: Sequence[ClauseText]

    @property
    def is_for_leaders(self) -> bool:
        """Whether it concerns leaders alone. A list that also concerns others stays whole."""
        return all(clause.audience == Audience.LEADERS for clause in self.clauses)


def clause_groups(clauses: Iterable[ClauseText]) -> list[ClauseGroup]:
    """Group clauses in reading order, adjacent list items of one kind together."""
    return [
        group
        for kind, run in groupby(clauses, key=lambda clause: clause.list_kind)
        for group in ([ClauseGroup(kind, tuple(run))] if kind else [ClauseGroup("", (clause,)) for clause in run])
    ]


_CLAUSES: SiteCache[Sequence[ClauseText]] = SiteCache(200)
"""Frozen clauses, by their edition."""


def clauses_of(edition: Edition, *, stamp: str | None) -> Sequence[ClauseText]:
    """The clauses of an edition in reading order."""
    return _CLAUSES.get_or_make(stamp, edition.pk, lambda: tuple(edition.clauses.all()))


@dataclass(frozen=True, slots=True)
class WholeSection:
    """A section with its clauses and laws, for a page that shows the whole handbook."""

    shown: ReaderEdition
    groups: Sequence[ClauseGroup]
    laws: Sequence[Law]
    undone: Mapping[int, int]
    """The section's undone versions, each with the number of the version that undid it."""


def whole_sections(sections: Sequence[ReaderEdition], *, on: date) -> list[WholeSection]:
    """Return the sections with their clauses and the laws in force on that day: one query for all of them, and two for
    those whose undone versions this process does not know yet."""
    prefetch_related_objects([shown.edition for shown in sections], "clauses")
    undone = undone_versions([shown.version.section for shown in sections])
    return [
        WholeSection(
            shown,
            clause_groups(shown.edition.clauses.all()),
            shown.laws(on),
            undone[shown.version.section_id],
        )
        for shown in sections
    ]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The place of a section in its handbook, and the sections beside it."""

    number: int
    """That of its points: it stays when a section before it is withdrawn."""
    of: int | None
    """The number of sections, if they are numbered without a gap."""
    previous: ReaderEdition | None
    next: ReaderEdition | None


def neighbours(sections: Sequence[ReaderEdition], shown: ReaderEdition) -> Neighbours:
    index = sections.index(shown)
    has_gap = [other.version.section.position for other in sections] != list(range(1, len(sections) + 1))
    return Neighbours(
        number=shown.version.section.position,
        of=None if has_gap else len(sections),
        previous=sections[index - 1] if index else None,
        next=sections[index + 1] if index + 1 < len(sections) else None,
    )


class Title(str):
    """A title that knows its language."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, words: str, language: str) -> "Title":
        title = super().__new__(cls, words)
        title.language = language
        return title


def titles_of(handbooks: Iterable[Handbook] | None, language: str) -> dict[int, Title]:
    """Return the title of each section's newest version, by the section's id: one query. None: of every handbook.

    A title is in the language if the version has an edition in it, else in the source's.
    """
    newest = Edition.objects.newest().for_reader(language)
    if handbooks is not None:
        newest = newest.filter(version__section__handbook__in=handbooks)
    editions: Iterable[tuple[int, str, str]] = newest.values_list("version__section", "language", "title")
    titles: dict[int, Title] = {}
    for section, edition_language, title in editions:
        if edition_language == language or section not in titles:
            titles[section] = Title(title, edition_language)
    return titles
