"""Plan a publication: what changes, which questions that concerns, and which languages are not ready."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handbook.changes import changed_clauses
from handbook.history import PublishedVersion, SectionHistory, published_version, section_history
from handbook.models import Audience, Change, Edition, Kind, Version, newest_version
from handbook.quizzes import ListedQuestion, list_questions
from handbook.translations.status import audiences_of, is_current
from handbook.versions.build import BuiltEdition, build_editions
from handbook.versions.publication_decision import ChangeKey, Kinds
from handbook.versions.validation import CheckedVersion


class NotClassified(Exception):
    """A change has no kind, or a kind is given for something that has not changed. Carries the change keys."""


@dataclass(frozen=True, slots=True)
class PublicationPlan:
    """The version that a draft would become. Nothing is stored."""

    version: Version
    previous: Version | None
    editions: tuple[BuiltEdition, ...]
    changes: tuple[tuple[str, Change.What, str], ...]
    """Clause, what happened, and the language (empty: all)."""
    asked: tuple[ListedQuestion, ...]
    """The questions that the version asks, in the order of the quiz; withdrawn ones are not asked."""
    questions: tuple[ListedQuestion, ...]
    """Those that test a changed clause."""
    to_review: frozenset[str]
    """Ids of those questions whose own words are unchanged: somebody has to review whether they still fit."""
    history: SectionHistory
    """The history of the section before this version."""
    new: PublishedVersion
    """The version's own part of the history."""

    @property
    def keys(self) -> tuple[ChangeKey, ...]:
        return tuple((clause, language) for clause, _what, language in self.changes)

    @property
    def source(self) -> BuiltEdition:
        source_language = self.version.section.handbook.source_language
        return next(built for built in self.editions if built.edition.language == source_language)

    @property
    def untested(self) -> tuple[str, ...]:
        """Changed clauses that no question tests. A new rule there asks only for a confirmation."""
        tested = {clause for question in self.questions for clause in question.tests}
        changed = {clause for clause, _language in self.keys}
        return tuple(clause.clause for clause in self.source.clauses if clause.clause in changed - tested)

    @property
    def caught_up(self) -> frozenset[ChangeKey]:
        """The changes that only bring an outdated clause of a translation up to what the source says already. Its readers
        have been shown the source until now, so such a change asks nobody again."""
        after = self.published_as(self.classified_as(Kind.CORRECTION))
        return frozenset(
            (clause, language)
            for clause, language in self.keys
            if language and not is_current(self.history, language, clause) and is_current(after, language, clause)
        )

    def classified_as(self, kinds: Kinds) -> dict[ChangeKey, str]:
        """The kind of each change. Raises NotClassified unless every change has a kind, and nothing else."""
        if isinstance(kinds, Kind):
            return dict.fromkeys(self.keys, kinds.value)
        if mismatched := set(self.keys) ^ set(kinds):
            raise NotClassified(sorted(mismatched))
        return {key: kinds[key] for key in self.keys}

    def unreviewed(self, kinds: Mapping[ChangeKey, str], reviewed: Iterable[str]) -> tuple[str, ...]:
        """Ids of the questions that still have to be reviewed: those that test a clause whose meaning has changed.

        A correction of the language changes no meaning.
        """
        changed = {clause for (clause, _language), kind in kinds.items() if kind != Kind.CORRECTION}
        pending = self.to_review - set(reviewed)
        return tuple(
            question.id
            for question in self.questions
            if question.id in pending and changed.intersection(question.tests)
        )

    def published_as(self, kinds: Mapping[ChangeKey, str]) -> SectionHistory:
        """The history of the section after this publication, with the changes classified so."""
        return self.history.followed_by(self.new, kinds)

    def served(self, kinds: Mapping[ChangeKey, str]) -> frozenset[str]:
        """The languages in which this version will be shown to somebody."""
        after = self.published_as(kinds)
        return frozenset(language for language in self.new.texts if audiences_of(after, language))

    def untranslated(self) -> dict[str, tuple[ListedQuestion, ...]]:
        """The questions that are missing or outdated in a language and so are asked in the source's, by language."""
        outdated = {built.edition.language: built.edition.outdated_questions or () for built in self.editions}
        by_language = {
            language: tuple(question for question in self.asked if question.id in ids)
            for language, ids in outdated.items()
        }
        return {language: questions for language, questions in by_language.items() if questions}

    def not_ready(self, kinds: Mapping[ChangeKey, str]) -> tuple[str, ...]:
        """Languages of the handbook, with a text before or now, whose readers, or leaders, would be shown the source instead."""
        after = self.published_as(kinds)
        texts = {*self.new.texts, *(self.history.versions[self.history.newest].texts if self.previous else ())}
        offered = texts.intersection(self.version.section.handbook.languages)
        return tuple(sorted(code for code in offered if set(audiences_of(after, code)) != set(Audience.values)))

    def says_nothing_new(self) -> bool:
        """Whether everything that a reader or a quiz shows is unchanged."""
        if self.previous is None:
            return False
        before = self.previous.editions.filter(language__in=self.version.section.handbook.languages)
        return {_comparable(edition) for edition in before} == {_comparable(built.edition) for built in self.editions}


def plan_publication(version: Version, checked: CheckedVersion) -> PublicationPlan:
    """Work out what publishing a draft would do. `checked` must have no errors."""
    source_language = version.section.handbook.source_language
    previous = newest_version(version.section)
    history = section_history(version.section) if previous else SectionHistory(source_language)
    editions = tuple(build_editions(version, checked, history))
    new = published_version(
        None, source_language, {edition.edition.language: (edition.edition, edition.clauses) for edition in editions}
    )
    old = history.versions[history.newest].digests if previous else {}
    changes = tuple(changed_clauses(old, new.digests, source_language))
    changed = {clause for clause, _what, _language in changes}
    questions = list_questions(checked.quizzes[source_language].body, source_language, history.withdrawn)
    touched = tuple(question for question in questions if changed.intersection(question.tests)) if previous else ()
    before = _questions_before(previous, source_language) if touched else {}
    return PublicationPlan(
        version,
        previous,
        editions,
        changes,
        questions,
        touched,
        frozenset(question.id for question in touched if before.get(question.id) == question.digest),
        history,
        new,
    )


def _questions_before(previous: Version | None, source_language: str) -> dict[str, str]:
    """The digest of each question of the newest version."""
    if previous is None:
        return {}
    edition = previous.editions.only("quiz").get(language=source_language)
    return {question.id: question.digest for question in list_questions(edition.quiz, source_language)}


def _comparable(edition: Edition) -> tuple[object, ...]:
    return (
        edition.language,
        edition.section_digest,
        edition.quiz_digest,
        edition.quiz,
        edition.source,
        edition.html_digest,
        tuple(edition.laws),
        edition.made_from,
        edition.quiz_made_from,
    )
