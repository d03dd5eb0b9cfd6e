"""Receipts: what an employee has completed, with the titles that were read."""

from collections.abc import Sequence
from dataclasses import dataclass

from courses.models import Completion
from handbook.models import Edition, Handbook
from people.models import Employee


@dataclass(frozen=True, slots=True)
class Receipt:
    """A completion and the edition it is about."""

    completion: Completion
    title: str


def receipts(employee: Employee, handbook: Handbook | None = None) -> list[Receipt]:
    """An employee's receipts, newest first: two queries."""
    mine = Completion.objects.visible_to(employee).select_related("section__handbook", "version")
    if handbook:
        mine = mine.filter(section__handbook=handbook)
    found = list(mine)
    titles = {
        (version, language): title
        for version, language, title in Edition.objects.filter(
            version__in={each.version_id for each in found}
        ).values_list("version", "language", "title")
    }
    return [Receipt(each, titles[(each.version_id, each.language)]) for each in found]


def newest_of_each_section(found: Sequence[Receipt]) -> list[Receipt]:
    """The receipt with the highest version of each section, in reading order: the receipt for the whole handbook."""
    best: dict[int, Receipt] = {}
    for receipt in found:
        completion = receipt.completion
        held = best.get(completion.section_id)
        if held is None or (held.completion.version.number or 0) < (completion.version.number or 0):
            best[completion.section_id] = receipt
    return sorted(best.values(), key=lambda each: each.completion.section.position)
