"""What the pages of a handbook show, put together from frozen rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import prefetch_related_objects

from handbook.laws import Law, laws_in_force
from handbook.models import ClauseText, Edition, Handbook
from handbook.public.reader_editions import ReaderEdition


@dataclass(frozen=True, slots=True)
class ClauseGroup:
    """Clauses that stand together on the page: list items that are clauses by themselves make one list."""

    list_kind: str
    clauses: Sequence[ClauseText]


def clause_groups(clauses: Iterable[ClauseText]) -> list[ClauseGroup]:
    """Clauses in reading order, adjacent list items of one kind together."""
    return [
        part
        for kind, run in groupby(clauses, key=lambda clause: clause.list_kind)
        for part in ([ClauseGroup(kind, tuple(run))] if kind else [ClauseGroup("", (clause,)) for clause in run])
    ]


@dataclass(frozen=True, slots=True)
class WholeSection:
    """A section with everything it says, for a page that shows the whole handbook."""

    shown: ReaderEdition
    groups: Sequence[ClauseGroup]
    laws: Sequence[Law]


def whole_sections(sections: Sequence[ReaderEdition], *, on: date) -> list[WholeSection]:
    """The sections with their clauses, and with the laws in force on that day: one query for all of them."""
    prefetch_related_objects([shown.edition for shown in sections], "clauses")
    return [
        WholeSection(
            shown,
            clause_groups(shown.edition.clauses.all()),
            laws_in_force(shown.edition.laws, on=on, language=shown.requested_language),
        )
        for shown in sections
    ]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a section stands in its handbook."""

    number: int
    of: int
    previous: ReaderEdition | None
    next: ReaderEdition | None


def neighbours(sections: Sequence[ReaderEdition], shown: ReaderEdition) -> Neighbours:
    place = sections.index(shown)
    return Neighbours(
        number=place + 1,
        of=len(sections),
        previous=sections[place - 1] if place else None,
        next=sections[place + 1] if place + 1 < len(sections) else None,
    )


def titles_of(handbooks: Iterable[Handbook] | None, language: str) -> dict[int, str]:
    """The title of each section's newest version, by the section's id: in the language if it is available there, else in
    the source's. None: of every handbook. One query."""
    newest = Edition.objects.newest().for_reader(language)
    if handbooks is not None:
        newest = newest.filter(version__section__handbook__in=handbooks)
    editions: Iterable[tuple[int, str, str]] = newest.values_list("version__section", "language", "title")
    found: dict[int, str] = {}
    for section, in_language, title in editions:
        if in_language == language or section not in found:
            found[section] = title
    return found
