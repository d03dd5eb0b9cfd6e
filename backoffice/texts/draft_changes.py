"""What HR is shown of a draft: what differs from the published version, and how each language stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from handbook.changes import MESSAGE, TITLE
from handbook.history import SectionHistory
from handbook.models import Change, ClauseText, Edition
from handbook.translations.status import outdated_in, quiz_is_current
from handbook.versions.clause_ids import compare_source
from handbook.versions.publication_plan import PublicationPlan
from handbook.versions.validation import CheckedVersion
from markup.clause_ids.prompts import sentence
from markup.clause_ids.proposals import Merged, Moved, MovedToSection, Split
from markup.diff.corrections import (
    Statement,
    StatementDifference,
    looks_like_correction,
    statement_difference,
    vocabulary,
)
from markup.diff.paragraphs import MarkedText, marked_text
from markup.section.plain_text import reading_text
from markup.section.types import SourceText


@dataclass(frozen=True, slots=True)
class DraftChange:
    """One clause that is not as it was, in one language."""

    clause: str
    what: Change.What
    old: str
    new: str
    language: str = ""
    """The only language that differs; empty: the source, and so all."""
    differs: StatementDifference | None = None
    """What can be said of it in a sentence; None: it is new or gone."""
    looks_like_correction: bool = False

    @property
    def marked(self) -> MarkedText:
        return marked_text(self.old, self.new)

    @property
    def is_same_words(self) -> bool:
        """Only what the clause is, its origin or audience, has changed."""
        return self.what == Change.What.CHANGED and self.old == self.new


def texts_of(edition: Edition) -> dict[str, str]:
    """The reading text of each clause of a frozen edition, the title and the key message among them."""
    return {TITLE: edition.title, MESSAGE: edition.message} | {
        clause.clause: clause.text for clause in edition.clauses.all()
    }


def draft_changes(published: Edition | None, text: SourceText) -> list[DraftChange]:
    """What the words of a draft in one language change, errors and all; in reading order, removed ones last."""
    old = texts_of(published) if published else {}
    new = {TITLE: text.title, MESSAGE: text.message} | {
        clause.id or f"?{number}": reading_text(clause) for number, clause in enumerate(text.clauses)
    }
    changes = [
        DraftChange(clause, Change.What.CHANGED if clause in old else Change.What.NEW, old.get(clause, ""), words)
        for clause, words in new.items()
        if old.get(clause) != words
    ]
    return changes + [DraftChange(clause, Change.What.REMOVED, old[clause], "") for clause in old if clause not in new]


def publication_changes(planned: PublicationPlan) -> list[DraftChange]:
    """What publishing will judge, in the order of `planned.changes`; with what looks like a correction of language."""
    editions = planned.previous.editions.prefetch_related("clauses") if planned.previous else ()
    old = {edition.language: _said(edition, edition.clauses.all()) for edition in editions}
    new = {edition.edition.language: _said(edition.edition, edition.clauses) for edition in planned.editions}
    source_language = planned.source.edition.language
    tongues = {language or source_language for _clause, _what, language in planned.changes}
    elsewhere = {tongue: words_of_others(planned, tongue) for tongue in tongues}
    changes = []
    for clause, what, language in planned.changes:
        tongue = language or source_language
        was, now = old.get(tongue, {}).get(clause), new.get(tongue, {}).get(clause)
        rest = elsewhere[tongue] | vocabulary(statement.text for id_, statement in new[tongue].items() if id_ != clause)
        changes.append(_changed(clause, what, language, was, now, tongue, rest))
    return changes


def _changed(
    clause: str,
    what: Change.What,
    language: str,
    was: Statement | None,
    now: Statement | None,
    tongue: str,
    elsewhere: frozenset[str],
) -> DraftChange:
    if was is None or now is None:
        return DraftChange(clause, what, was.text if was else "", now.text if now else "", language)
    is_slip = looks_like_correction(was, now, language=tongue, elsewhere=elsewhere)
    return DraftChange(clause, what, was.text, now.text, language, statement_difference(was, now), is_slip)


def _said(edition: Edition, clauses: Iterable[ClauseText]) -> dict[str, Statement]:
    return {TITLE: Statement(edition.title), MESSAGE: Statement(edition.message)} | {
        clause.clause: Statement(clause.text, clause.origin, clause.audience) for clause in clauses
    }


def words_of_others(planned: PublicationPlan, language: str) -> frozenset[str]:
    """The words of the handbook's other sections, as published."""
    section = planned.version.section
    others = ClauseText.objects.filter(
        edition__in=Edition.objects.newest().filter(version__section__handbook=section.handbook_id, language=language)
    ).exclude(edition__version__section=section)
    return vocabulary(others.values_list("text", flat=True))


def structure_of(planned: PublicationPlan, checked: CheckedVersion) -> list[str]:
    """What has become of whole clauses, a sentence each: moved, split, merged. Nobody is asked anything because of it."""
    if planned.previous is None:
        return []
    version, previous, compared = planned.version, planned.previous.number or 0, checked.compared
    if compared is None or version.base != previous:
        compared = compare_source(version.section, checked.texts[planned.source.edition.language], previous)
    moved = [proposal.id for proposal in compared.proposals if isinstance(proposal, Moved)]
    sentences = [_("Moved, which asks nobody: %(ids)s.") % {"ids": ", ".join(moved)}] if moved else []
    # Elsewhere such a sentence stands beside its block; in this list it names it.
    sentences += [
        f"{proposal.new_id}: {sentence(proposal)}" for proposal in compared.proposals if isinstance(proposal, Split)
    ]
    return sentences + [
        sentence(proposal) for proposal in compared.proposals if isinstance(proposal, Merged | MovedToSection)
    ]


@dataclass(frozen=True, slots=True)
class LanguageState:
    """How one language of a version stands."""

    language: str
    is_there: bool
    outdated: tuple[str, ...]
    """Clauses that are missing or outdated, title and key message among them."""
    quiz_is_current: bool
    asked: int = 0
    """How many of those who would be asked again completed the section in this language."""

    @property
    def is_ready(self) -> bool:
        return self.is_there and not self.outdated and self.quiz_is_current


def language_states(history: SectionHistory, languages: Sequence[str], asked: Mapping[str, int]) -> list[LanguageState]:
    """How each language stands with the newest version, the source first."""
    texts = history.versions[history.newest].texts
    return [
        LanguageState(
            language,
            language in texts,
            outdated_in(history, language) if language in texts else (),
            quiz_is_current(history, language),
            asked.get(language, 0),
        )
        for language in sorted(languages, key=lambda code: code != history.source_language)
    ]
