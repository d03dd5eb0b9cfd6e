"""Receipts: an employee's completions, with section titles in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from courses.models import Completion, Credit
from handbook.models import Edition, Handbook
from handbook.versions.rollback import undone_versions
from people.models import Employee

ANNOUNCED_FOR = timedelta(days=90)
"""For how long the home page may announce a completion that a withdrawn question caused."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A completion and the title of its section."""

    completion: Completion
    title: str
    language: str
    """The language of the title: the reader's, or the one that was read if there is no title in the reader's."""
    undone: Mapping[int, int]
    """The section's undone versions, each with the number of the version that undid it."""


def receipts_of(employee: Employee, handbook: Handbook | None = None, *, language: str) -> list[Receipt]:
    """An employee's receipts, of one handbook or of all, newest first: two queries, and two for sections whose
    undone versions this process does not know yet. Without its text none is shown."""
    own = Completion.objects.visible_to(employee).select_related("section__handbook", "version")
    completions = list(own.filter(section__handbook=handbook) if handbook else own)
    titles = {
        (version, language): title
        for version, language, title in Edition.objects.filter(
            version__in={completion.version_id for completion in completions}
        ).values_list("version", "language", "title")
    }
    title_languages = {
        completion: language if (completion.version_id, language) in titles else completion.language
        for completion in completions
    }
    undone = undone_versions({completion.section for completion in completions})
    return [
        Receipt(completion, title, title_language, undone[completion.section_id])
        for completion, title_language in title_languages.items()
        if (title := titles.get((completion.version_id, title_language))) is not None
    ]


def completed_by_withdrawal(employee: Employee, *, at: datetime) -> list[Any]:
    """An employee's completions of the last 90 days that the withdrawal of a question caused, newest first.

    Each has the `title` in the language that was read. One query.
    """
    read = Edition.objects.filter(version=OuterRef("version"), language=OuterRef("language"))
    # A withdrawal credits and completes at the same moment; an answer that completes comes after the credits.
    credited = Credit.objects.filter(attempt=OuterRef("attempt"), at=OuterRef("completed_at"))
    own = Completion.objects.visible_to(employee).filter(Exists(credited), completed_at__gt=at - ANNOUNCED_FOR)
    return list(own.annotate(title=Subquery(read.values("title")[:1])))


def newest_of_each_section(receipts: Sequence[Receipt]) -> list[Receipt]:
    """The receipt with the highest version of each section, in reading order: the receipt for the whole handbook."""
    newest: dict[int, Receipt] = {}
    for receipt in receipts:
        completion = receipt.completion
        best = newest.get(completion.section_id)
        if best is None or (best.completion.version.number or 0) < (completion.version.number or 0):
            newest[completion.section_id] = receipt
    return sorted(newest.values(), key=lambda receipt: receipt.completion.section.position)
