"""Receipts: what an employee has completed, with the titles in the language of whoever looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from courses.models import Completion, Credit
from handbook.models import Edition, Handbook
from people.models import Employee

ANNOUNCED_FOR = timedelta(days=90)
"""How long after it home tells of a section that a withdrawn question completed."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A completion and the title of what it is about."""

    completion: Completion
    title: str
    language: str
    """Of the title: the reader's, or the one that was read where there is no other."""


def receipts(employee: Employee, handbook: Handbook | None = None, *, language: str) -> list[Receipt]:
    """An employee's receipts, newest first: two queries."""
    mine = Completion.objects.visible_to(employee).select_related("section__handbook", "version")
    if handbook:
        mine = mine.filter(section__handbook=handbook)
    found = list(mine)
    titles = {
        (version, language): title
        for version, language, title in Edition.objects.filter(
            version__in={completion.version_id for completion in found}
        ).values_list("version", "language", "title")
    }
    shown = {
        completion: language if (completion.version_id, language) in titles else completion.language
        for completion in found
    }
    return [
        Receipt(completion, titles[(completion.version_id, in_language)], in_language)
        for completion, in_language in shown.items()
    ]


def completed_by_withdrawal(employee: Employee, *, at: datetime) -> list[Any]:
    """An employee's completions of the last three months that came about when a question was withdrawn, the newest first,
    each with the `title` that was read: one query."""
    read = Edition.objects.filter(version=OuterRef("version"), language=OuterRef("language"))
    # An answer that completes comes after the credits of its attempt; a withdrawal is one moment.
    credited = Credit.objects.filter(attempt=OuterRef("attempt"), at=OuterRef("completed_at"))
    mine = Completion.objects.visible_to(employee).filter(Exists(credited), completed_at__gt=at - ANNOUNCED_FOR)
    return list(mine.annotate(title=Subquery(read.values("title")[:1])))


def newest_of_each_section(found: Sequence[Receipt]) -> list[Receipt]:
    """The receipt with the highest version of each section, in reading order: the receipt for the whole handbook."""
    best: dict[int, Receipt] = {}
    for receipt in found:
        completion = receipt.completion
        held = best.get(completion.section_id)
        if held is None or (held.completion.version.number or 0) < (completion.version.number or 0):
            best[completion.section_id] = receipt
    return sorted(best.values(), key=lambda each: each.completion.section.position)
