"""What HR is shown of a draft: what differs from the published version, and how each language stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handbook.checking import Checked
from handbook.comparing import MESSAGE, TITLE
from handbook.composing import Composed
from handbook.models import Change, ClauseText, Edition
from handbook.planning import Planned
from handbook.showing_changes import Marked, marked
from handbook.text.reading import reading_text
from handbook.text.values import SourceText


@dataclass(frozen=True, slots=True)
class Changed:
    """One clause that is not as it was, in one language."""

    clause: str
    what: Change.What
    old: str
    new: str
    language: str = ""
    """The only language that differs; empty: the source, and so all."""

    @property
    def marked(self) -> Marked:
        return marked(self.old, self.new)

    @property
    def is_same_words(self) -> bool:
        """Only what the clause is, its origin or audience, has changed."""
        return self.what == Change.What.CHANGED and self.old == self.new


def texts_of(edition: Edition) -> dict[str, str]:
    """The reading text of each clause of a frozen edition, the title and the key message among them."""
    return {TITLE: edition.title, MESSAGE: edition.message} | {each.clause: each.text for each in edition.clauses.all()}


def changed_words(published: Edition | None, text: SourceText) -> list[Changed]:
    """What the words of a draft in one language change, faults and all; in reading order, removed ones last."""
    old = texts_of(published) if published else {}
    new = {TITLE: text.title, MESSAGE: text.message} | {
        clause.id or f"?{number}": reading_text(clause) for number, clause in enumerate(text.clauses)
    }
    found = [
        Changed(clause, Change.What.CHANGED if clause in old else Change.What.NEW, old.get(clause, ""), words)
        for clause, words in new.items()
        if old.get(clause) != words
    ]
    return found + [Changed(clause, Change.What.REMOVED, old[clause], "") for clause in old if clause not in new]


def planned_changes(planned: Planned) -> list[Changed]:
    """What publishing will judge, in the order of `planned.changes`."""
    source_language = planned.source.edition.language
    editions = planned.previous.editions.prefetch_related("clauses") if planned.previous else ()
    old = {each.language: texts_of(each) for each in editions}
    new = {each.edition.language: _words(each.edition, each.clauses) for each in planned.composed}
    return [
        Changed(
            clause,
            what,
            old.get(language or source_language, {}).get(clause, ""),
            new.get(language or source_language, {}).get(clause, ""),
            language,
        )
        for clause, what, language in planned.changes
    ]


def _words(edition: Edition, clauses: Sequence[ClauseText]) -> dict[str, str]:
    return {TITLE: edition.title, MESSAGE: edition.message} | {each.clause: each.text for each in clauses}


@dataclass(frozen=True, slots=True)
class LanguageState:
    """How one language of a draft stands."""

    language: str
    is_there: bool
    stale: tuple[str, ...]
    """Clauses that are missing or were made from other words than the source has now."""
    quiz_is_current: bool
    asked: int = 0
    """How many of those who would be asked again completed the section in this language."""

    @property
    def is_ready(self) -> bool:
        return self.is_there and not self.stale and self.quiz_is_current


def language_states(
    composed: Sequence[Composed],
    checked: Checked,
    source_language: str,
    languages: Sequence[str],
    asked: Mapping[str, int],
) -> list[LanguageState]:
    """Each offered language, the source first."""
    by_language: Mapping[str, Composed] = {each.edition.language: each for each in composed}
    wanted = [each.id for each in checked.texts[source_language].clauses if each.id]
    states = []
    for language in sorted(languages, key=lambda each: each != source_language):
        mine = by_language.get(language)
        current = {each.clause for each in mine.clauses if each.is_current} if mine else set()
        quiz = checked.quizzes.get(language)
        states.append(
            LanguageState(
                language,
                mine is not None,
                tuple(clause for clause in wanted if clause not in current) if mine else (),
                quiz is not None and quiz.serves_everyone and quiz.serves_leaders,
                asked.get(language, 0),
            )
        )
    return states
