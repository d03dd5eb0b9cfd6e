"""Statistics of first answers for each clause, shown to HR beside the text."""

from dataclasses import dataclass

from courses.statistics.first_answers import ClauseStatistics, clause_statistics
from handbook.models import ClauseText, Edition
from people.language import ui_language


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause that questions test, with the statistics of its first answers."""

    clause: ClauseText
    statistics: ClauseStatistics
    misconception: dict[str, str] | None
    """The text and the side of the most common misconception."""


def clause_rows(edition: Edition | None) -> list[ClauseRow]:
    """The clauses of a published edition that questions test, in reading order; none if nothing is published."""
    if edition is None:
        return []
    section, language = edition.version.section, ui_language()
    by_clause = clause_statistics(section, edition.version.number or 0)
    rows = []
    for clause in edition.clauses.all():
        if statistics := by_clause.get(clause.clause):
            chosen = statistics.misconception
            misconception = section.handbook.misconception(chosen, language) if chosen else None
            rows.append(ClauseRow(clause, statistics, misconception))
    return rows
