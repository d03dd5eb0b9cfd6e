"""The clauses of a translation that are missing or outdated, with the old and the new words of the source."""

from dataclasses import dataclass

from django.db.models import Q

from handbook.changes import MESSAGE, TITLE
from handbook.history import SectionHistory
from handbook.models import Edition, Section
from handbook.translations.status import matched_at, outdated_in
from markup.diff.paragraphs import MarkedText, marked_text


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
    def marked(self) -> MarkedText:
        """The source's words, with what is new since the translation was made."""
        return marked_text(self.old if self.matched else self.new, self.new)


def outdated_clauses(section: Section, language: str, history: SectionHistory) -> list[OutdatedClause]:
    """The clauses of a published section that are missing or outdated, in reading order: two queries."""
    outdated = outdated_in(history, language)
    matched = {clause: matched_at(history, language, clause) for clause in outdated}
    numbers = {history.newest, *(number for number in matched.values() if number)}
    texts = _texts(
        section, Q(language=language, version__number=history.newest) | Q(language=history.source_language), numbers
    )
    now, translation = texts[history.newest, history.source_language], texts.get((history.newest, language), {})
    return [
        OutdatedClause(
            clause,
            number := matched[clause],
            texts[number, history.source_language][clause] if number else "",
            now[clause],
            translation.get(clause, ""),
        )
        for clause in outdated
    ]


def _texts(section: Section, of_editions: Q, numbers: set[int]) -> dict[tuple[int, str], dict[str, str]]:
    """The reading text of each clause, title and key message among them, by version and language."""
    editions = Edition.objects.filter(of_editions, version__section=section, version__number__in=numbers)
    return {
        (edition.version.number or 0, edition.language): {TITLE: edition.title, MESSAGE: edition.message}
        | {clause.clause: clause.text for clause in edition.clauses.all()}
        for edition in editions.select_related("version").defer("source", "html", "quiz").prefetch_related("clauses")
    }
