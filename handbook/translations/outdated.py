"""The clauses of a translation that are missing or outdated, with the old and the new words of the source."""

from dataclasses import dataclass

from django.db.models import Q

from handbook.changes import MESSAGE, TITLE
from handbook.models import Edition, Section
from handbook.translations.status import TranslationHistory
from markup.diff.paragraphs import Marked, marked


@dataclass(frozen=True, slots=True)
class OutdatedClause:
    """A clause of the newest version that is missing or outdated in a language."""

    clause: str
    matched: int | None
    """The last version whose source the translation matches; None: it matches none."""
    old: str
    """The source's words in that version."""
    new: str
    """The source's words now."""
    translation: str
    """The words of the translation; empty: missing."""

    @property
    def marked(self) -> Marked:
        """The source's words, with marks for what has changed since the translation was made."""
        return marked(self.old if self.matched else self.new, self.new)


def outdated_clauses(section: Section, language: str, history: TranslationHistory) -> list[OutdatedClause]:
    """Return the clauses of a published section that are missing or outdated, in reading order: two queries."""
    outdated = history.outdated(language)
    matched = {clause: history.matched_at(language, clause) for clause in outdated}
    numbers = {history.newest, *(number for number in matched.values() if number)}
    texts = _texts(
        section, Q(language=language, version__number=history.newest) | Q(language=history.source_language), numbers
    )
    source, translation = texts[history.newest, history.source_language], texts.get((history.newest, language), {})
    return [
        OutdatedClause(
            clause,
            number := matched[clause],
            texts[number, history.source_language][clause] if number else "",
            source[clause],
            translation.get(clause, ""),
        )
        for clause in outdated
    ]


def _texts(section: Section, condition: Q, numbers: set[int]) -> dict[tuple[int, str], dict[str, str]]:
    """Return the reading text of each clause, title and key message included, by version and language."""
    editions = Edition.objects.filter(condition, version__section=section, version__number__in=numbers)
    return {
        (edition.version.number or 0, edition.language): {TITLE: edition.title, MESSAGE: edition.message}
        | {clause.clause: clause.text for clause in edition.clauses.all()}
        for edition in editions.select_related("version").defer("source", "html", "quiz").prefetch_related("clauses")
    }
