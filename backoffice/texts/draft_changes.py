"""The changes of a draft compared with the published version, and the state of each language."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from django.utils.translation import gettext as _

from backoffice.texts.published_names import in_sentence
from courses.impact.preview import Impact
from handbook.changes import MESSAGE, TITLE
from handbook.models import Change, ClauseText, Edition
from handbook.quizzes import ListedQuestion
from handbook.translations.status import outdated_in, quiz_is_current
from handbook.versions.clause_ids import compare_source
from handbook.versions.publication_decision import Kinds
from handbook.versions.publication_plan import PublicationPlan
from handbook.versions.validation import CheckedVersion
from markup.clause_ids.proposals import Merged, Moved, Split
from markup.diff.corrections import (
    Statement,
    StatementDifference,
    WordsElsewhere,
    looks_like_correction,
    statement_difference,
    vocabulary,
)
from markup.diff.paragraphs import MarkedText, marked_text
from markup.normalize import unquoted
from markup.section.digests import published_words
from markup.section.plain_text import reading_text
from markup.section.types import SourceText


@dataclass(frozen=True, slots=True)
class DraftChange:
    """One clause that a draft changes, in one language."""

    clause: str
    what: Change.What
    old: str
    new: str
    language: str = ""
    """The only language that differs; empty if the source differs, and with it every language."""
    differs: StatementDifference | None = None
    """Differences that a sentence can name; None if the clause is new or removed."""
    looks_like_correction: bool = False
    shown_in: str = ""
    """The language of the words; empty: the one that the page is about."""

    @property
    def marked(self) -> MarkedText:
        return marked_text(self.old, self.new)

    @property
    def is_same_words(self) -> bool:
        """Whether only the clause's origin or audience has changed."""
        return self.what == Change.What.CHANGED and self.old == self.new


def edition_texts(edition: Edition) -> dict[str, str]:
    """The reading text of each clause of a frozen edition, including the title and the key message."""
    return {TITLE: unquoted(edition.title), MESSAGE: unquoted(edition.message)} | {
        clause.clause: clause.text for clause in edition.clauses.all()
    }


def draft_changes(published: Edition | None, text: SourceText) -> list[DraftChange]:
    """The changes of a draft in one language, even if it has errors; in reading order, removed clauses last."""
    old = edition_texts(published) if published else {}
    digests = {clause.clause: clause.words_digest for clause in published.clauses.all()} if published else {}
    same = {clause.id for clause in text.clauses if clause.id and published_words(clause) == digests.get(clause.id)}
    new = {TITLE: text.title, MESSAGE: text.message} | {
        clause.id or f"?{number}": reading_text(clause) for number, clause in enumerate(text.clauses)
    }
    changes = [
        DraftChange(clause, Change.What.CHANGED if clause in old else Change.What.NEW, old.get(clause, ""), words)
        for clause, words in new.items()
        if clause not in same and old.get(clause) != words
    ]
    return changes + [DraftChange(clause, Change.What.REMOVED, old[clause], "") for clause in old if clause not in new]


def publication_changes(plan: PublicationPlan, shown_in: str = "") -> list[DraftChange]:
    """The changes to classify before publishing, in the order of `plan.changes`; likely corrections are marked. A change
    of the source is shown in the words of that language, if it has changed them too."""
    editions = plan.previous.editions.prefetch_related("clauses") if plan.previous else ()
    old = {edition.language: _statements(edition, edition.clauses.all()) for edition in editions}
    new = {edition.edition.language: _statements(edition.edition, edition.clauses) for edition in plan.editions}
    source_language = plan.source.edition.language
    text_languages = {language or source_language for _clause, _what, language in plan.changes}
    other_sections = {language: words_of_other_sections(plan, language) for language in text_languages}
    words = {
        language: {clause: vocabulary([statement.text]) for clause, statement in new[language].items()}
        for language in text_languages
    }
    times = {language: Counter(chain.from_iterable(words[language].values())) for language in text_languages}
    changes = []
    for clause, what, language in plan.changes:
        text_language = language or source_language
        before, after = old.get(text_language, {}).get(clause), new.get(text_language, {}).get(clause)
        own = words[text_language].get(clause, frozenset())
        elsewhere = WordsElsewhere(other_sections[text_language], times[text_language], own)
        change = _draft_change(clause, what, language, before, after, text_language, elsewhere)
        shown = (by_language.get(shown_in, {}).get(clause) for by_language in (old, new))
        changes.append(change if language else _in_words_of(change, shown_in, *shown) or change)
    return changes


def _in_words_of(
    change: DraftChange, language: str, before: Statement | None, after: Statement | None
) -> DraftChange | None:
    """The change of a clause in the words of a translation; None if it does not change them."""
    old, new = before.text if before else "", after.text if after else ""
    return replace(change, old=old, new=new, shown_in=language) if old != new else None


def _draft_change(
    clause: str,
    what: Change.What,
    language: str,
    before: Statement | None,
    after: Statement | None,
    text_language: str,
    elsewhere: Container[str],
) -> DraftChange:
    if before is None or after is None:
        old, new = before.text if before else "", after.text if after else ""
        return DraftChange(clause, what, old, new, language, shown_in=text_language)
    is_correction = looks_like_correction(before, after, language=text_language, elsewhere=elsewhere)
    difference = statement_difference(before, after)
    return DraftChange(clause, what, before.text, after.text, language, difference, is_correction, text_language)


def _statements(edition: Edition, clauses: Iterable[ClauseText]) -> dict[str, Statement]:
    return {TITLE: Statement(edition.title), MESSAGE: Statement(edition.message)} | {
        clause.clause: Statement(clause.text, clause.origin, clause.audience) for clause in clauses
    }


def words_of_other_sections(plan: PublicationPlan, language: str) -> frozenset[str]:
    """The words of the handbook's other sections, as published."""
    section = plan.version.section
    others = ClauseText.objects.filter(
        edition__in=Edition.objects.newest().filter(version__section__handbook=section.handbook_id, language=language)
    ).exclude(edition__version__section=section)
    return vocabulary(others.values_list("text", flat=True))


def structural_changes(plan: PublicationPlan, checked: CheckedVersion, names: Mapping[str, str]) -> list[str]:
    """A sentence for each clause that was moved, split or merged, by the names of points. These changes alone ask nobody to
    confirm again."""
    if plan.previous is None:
        return []
    version, previous, comparison = plan.version, plan.previous.number or 0, checked.compared
    if comparison is None or version.base != previous:
        comparison = compare_source(version.section, checked.texts[plan.source.edition.language], previous)
    moved = [_name_in(names, proposal.id) for proposal in comparison.proposals if isinstance(proposal, Moved)]
    sentences = (
        [_("Moved; nobody has to confirm again because of this: %(points)s.") % {"points": ", ".join(moved)}]
        if moved
        else []
    )
    for proposal in comparison.proposals:
        match proposal:
            case Split(id=id_, new_id=new_id):
                facts = {"point": _name_in(names, new_id), "other": in_sentence(_name_in(names, id_))}
                sentences.append(_("%(point)s was part of %(other)s before.") % facts)
            case Merged(id=id_, into=into):
                facts = {"point": _name_in(names, id_), "other": in_sentence(_name_in(names, into))}
                sentences.append(_("%(point)s (removed) was merged with %(other)s.") % facts)
    return sentences


def _name_in(names: Mapping[str, str], id_: str) -> str:
    return names.get(id_) or _("Point")


@dataclass(frozen=True, slots=True)
class LanguageState:
    """The state of one language of a version."""

    language: str
    is_there: bool
    outdated: tuple[str, ...]
    """Clauses that are missing or outdated, including title and key message."""
    quiz_is_current: bool
    asked: int = 0
    """The number of employees who would be asked again and completed the section in this language."""
    untranslated: Sequence[ListedQuestion] = ()
    """The questions that its readers are asked in the source language."""
    asked_in_source: int = 0
    """The number of employees who are asked some of these."""

    @property
    def is_ready(self) -> bool:
        return self.is_there and not self.outdated and self.quiz_is_current


def language_states(plan: PublicationPlan, kinds: Kinds, impact: Impact) -> list[LanguageState]:
    """The state of each language in the version that a plan would publish, the source first."""
    history, untranslated = plan.published_as(plan.classified_as(kinds)), plan.untranslated()
    texts = history.versions[history.newest].texts
    return [
        LanguageState(
            language,
            language in texts,
            outdated_in(history, language) if language in texts else (),
            quiz_is_current(history, language),
            impact.by_language.get(language, 0),
            untranslated.get(language, ()),
            impact.asked_in_source.get(language, 0),
        )
        for language in plan.version.section.handbook.languages_source_first
    ]
