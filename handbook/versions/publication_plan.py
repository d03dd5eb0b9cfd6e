"""A draft as the version it would become: what changes, which questions that touches, which languages are not ready."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handbook.changes import changed_clauses
from handbook.history import PublishedVersion, SectionHistory, published_version, section_history
from handbook.models import Audience, Change, Edition, Kind, Version, newest_version
from handbook.quizzes import ListedQuestion, list_questions
from handbook.translations.status import audiences_of
from handbook.versions.build import BuiltEdition, build_editions
from handbook.versions.decision import ChangeKey, Kinds
from handbook.versions.validation import CheckedVersion


class NotClassified(Exception):
    """A change has no kind, or a kind is given for what has not changed. Carries the change keys."""


@dataclass(frozen=True, slots=True)
class PublicationPlan:
    """The version that a draft would become. Nothing of it is stored."""

    version: Version
    previous: Version | None
    editions: tuple[BuiltEdition, ...]
    changes: tuple[tuple[str, Change.What, str], ...]
    """Clause, what happened, and the language (empty: all)."""
    questions: tuple[ListedQuestion, ...]
    """Those that test a changed clause, in the order of the quiz."""
    to_review: frozenset[str]
    """Those of them whose own words are what they were: somebody has to see whether they still fit."""
    history: SectionHistory
    """Of the section before this version."""
    new: PublishedVersion
    """The version's own part of the history."""

    @property
    def keys(self) -> tuple[ChangeKey, ...]:
        return tuple((clause, language) for clause, _what, language in self.changes)

    @property
    def source(self) -> BuiltEdition:
        source_language = self.version.section.handbook.source_language
        return next(edition for edition in self.editions if edition.edition.language == source_language)

    @property
    def untested(self) -> tuple[str, ...]:
        """Changed clauses that no question tests: a new rule there asks only for a confirmation."""
        tested = {clause for question in self.questions for clause in question.tests}
        changed = {clause for clause, _language in self.keys}
        return tuple(clause.clause for clause in self.source.clauses if clause.clause in changed - tested)

    def classified_as(self, kinds: Kinds) -> dict[ChangeKey, str]:
        """The kind of each change. Raises NotClassified unless each has one, and nothing else has."""
        if isinstance(kinds, Kind):
            return dict.fromkeys(self.keys, kinds.value)
        if unlike := set(self.keys) ^ set(kinds):
            raise NotClassified(sorted(unlike))
        return {key: kinds[key] for key in self.keys}

    def unreviewed(self, kinds: Mapping[ChangeKey, str], reviewed: Iterable[str]) -> tuple[str, ...]:
        """The questions that nobody has seen to, of those that test a clause whose meaning has changed: a correction of the language
        leaves what is asked as it was."""
        meant = {clause for (clause, _language), kind in kinds.items() if kind != Kind.CORRECTION}
        pending = self.to_review - set(reviewed)
        return tuple(
            question.id for question in self.questions if question.id in pending and meant.intersection(question.tests)
        )

    def published_as(self, kinds: Mapping[ChangeKey, str]) -> SectionHistory:
        """The history of the section once the version is published, with its changes judged so."""
        return self.history.followed_by(self.new, kinds)

    def not_ready(self, kinds: Mapping[ChangeKey, str]) -> tuple[str, ...]:
        """Languages offered before or now whose readers, or the leaders among them, would be shown the source instead."""
        then = self.published_as(kinds)
        offered = {*self.new.texts, *(self.history.versions[self.history.newest].texts if self.previous else ())}
        return tuple(sorted(code for code in offered if set(audiences_of(then, code)) != set(Audience.values)))

    def says_nothing_new(self) -> bool:
        """Whether everything a reader or a quiz meets is as it was."""
        return self.previous is not None and {_comparable(edition) for edition in self.previous.editions.all()} == {
            _comparable(edition.edition) for edition in self.editions
        }


def plan_publication(version: Version, checked: CheckedVersion) -> PublicationPlan:
    """Work out what publishing this draft would do. `checked` has no error that stops it."""
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
        touched,
        frozenset(question.id for question in touched if before.get(question.id) == question.digest),
        history,
        new,
    )


def _questions_before(previous: Version | None, source_language: str) -> dict[str, str]:
    """The digest of each question of the newest version."""
    edition = previous.editions.only("quiz").get(language=source_language) if previous else None
    return (
        {list_question.id: list_question.digest for list_question in list_questions(edition.quiz, source_language)}
        if edition
        else {}
    )


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
