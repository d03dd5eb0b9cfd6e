"""What HR is told beside the text: how people's first answers to the questions that test a clause went."""

from dataclasses import dataclass

from courses.statistics.first_answers import ClauseStatistics, clause_statistics
from handbook.models import ClauseText, Edition
from people.language import ui_language


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause that questions test."""

    clause: ClauseText
    figures: ClauseStatistics
    misconception: dict[str, str] | None
    """The text and the side of the most common one."""


def clause_rows(edition: Edition | None) -> list[ClauseRow]:
    """The clauses of a published edition that questions test, in reading order. None: nothing is published."""
    if edition is None:
        return []
    section, language = edition.version.section, ui_language()
    told = clause_statistics(section, edition.version.number or 0)
    found = []
    for clause in edition.clauses.all():
        if figures := told.get(clause.clause):
            chosen = figures.misconception
            misconception = section.handbook.misconception(chosen, language) if chosen else None
            found.append(ClauseRow(clause, figures, misconception))
    return found
