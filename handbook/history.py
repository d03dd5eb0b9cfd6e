"""The history of a section: digests of each version, kinds of its changes today, checks of translations, withdrawn questions.

It is read once for each change stamp, and is all that `owed` and the translation status look at. It holds no texts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from typing import NamedTuple, TypeVar
from uuid import UUID

from django.utils import timezone

from handbook.changes import MESSAGE, TITLE, kinds_in_force
from handbook.models import Audience, Change, ClauseText, Edition, Section, TranslationCheck, WithdrawnQuestion
from markup.normalize import unquoted
from markup.quiz.wording import FullWording
from markup.section.digests import line_digest
from records.process_cache import ProcessCache

Value = TypeVar("Value")
KindsInForce = Mapping[tuple[int, str], Mapping[str, str]]
"""By version and clause: the kind of the change, by language; empty: in those that are not named."""


class Match(NamedTuple):
    """Words of a translation that match words of the source."""

    language: str
    clause: str
    words: str
    """The digest of the translation's words."""
    source_words: str


class EditionFacts(NamedTuple):
    """The columns of an edition that a history is made of."""

    title: str
    message: str
    title_is_current: bool
    message_is_current: bool
    quiz_serves_everyone: bool
    quiz_serves_leaders: bool


class ClauseFacts(NamedTuple):
    """The columns of a clause that a history is made of."""

    clause: str
    audience: str
    digest: str
    words_digest: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class PublishedText:
    """A version in one language. Title and key message are the first two of its clauses."""

    digests: Mapping[str, str]
    """By clause, in reading order: what identifies its words, audience and origin."""
    words: Mapping[str, str] = field(default_factory=dict)
    """By clause, in reading order: the digest of its words alone."""
    made_from_source: frozenset[str] = frozenset()
    """The clauses that were made from the source's words of the same version."""
    current_quiz: frozenset[str] = frozenset()
    """The audiences whose questions are all there and current."""


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """A version, or a draft as the version it would become."""

    published_at: datetime | None
    """None: not yet."""
    audiences: Mapping[str, str]
    """By clause, in reading order."""
    texts: Mapping[str, PublishedText]
    """By language."""

    @property
    def digests(self) -> dict[str, Mapping[str, str]]:
        return {language: text.digests for language, text in self.texts.items()}


@dataclass(frozen=True, eq=False)
class SectionHistory:
    """The past of a section. Two histories are equal only if they are one object, so that answers can be kept by it."""

    source_language: str
    versions: Mapping[int, PublishedVersion] = field(default_factory=dict)
    """By number, oldest first."""
    kinds: KindsInForce = field(default_factory=dict)
    checks: frozenset[Match] = frozenset()
    """The words that somebody has compared and found to match."""
    withdrawn: Mapping[str, tuple[FullWording, ...]] = field(default_factory=dict)
    """By question: its withdrawn wordings."""

    @cached_property
    def newest(self) -> int:
        """The number of the newest version; 0 before the first."""
        return max(self.versions, default=0)

    @cached_property
    def published_on(self) -> date:
        """The day on which the first version was published."""
        published_at = self.versions[min(self.versions)].published_at
        return timezone.localdate(published_at) if published_at else date.max

    @property
    def audiences(self) -> Mapping[str, str]:
        """By clause of the newest version, in reading order."""
        return self.versions[self.newest].audiences if self.newest else {}

    def clauses(self, audience: str) -> tuple[str, ...]:
        """The clauses of the newest version for that audience, in reading order."""
        return tuple(clause for clause, whose in self.audiences.items() if whose == audience)

    @cached_property
    def clause_ids(self) -> frozenset[str]:
        """Every clause id that was ever used in the section."""
        texts = (text for version in self.versions.values() for text in version.texts.values())
        return frozenset().union(*(text.digests for text in texts)) - {TITLE, MESSAGE}

    @cached_property
    def matches(self) -> frozenset[Match]:
        """The checks, and the words of which a version says that they were made from its source."""
        return self.checks.union(*(_made_matches(self.source_language, version) for version in self.versions.values()))

    def text(self, number: int, language: str) -> PublishedText | None:
        version = self.versions.get(number)
        return version.texts.get(language) if version else None

    def digest(self, number: int, language: str, clause: str) -> str | None:
        text = self.text(number, language)
        return text.digests.get(clause) if text else None

    def words(self, number: int, language: str, clause: str) -> str | None:
        text = self.text(number, language)
        return text.words.get(clause) if text else None

    def kind(self, number: int, clause: str, language: str) -> str | None:
        """How a version's change of a clause is classified today, for a language; None: the version did not change it."""
        kinds = self.kinds.get((number, clause), {})
        return kinds.get(language, kinds.get(""))

    def followed_by(self, version: PublishedVersion, kinds: Mapping[tuple[str, str], str]) -> "SectionHistory":
        """The same with one version more, whose changes, by clause and language, are of these kinds."""
        number = self.newest + 1
        in_force = {key: dict(by_language) for key, by_language in self.kinds.items()}
        for (clause, language), kind in kinds.items():
            in_force.setdefault((number, clause), {})[language] = kind
        return replace(self, versions={**self.versions, number: version}, kinds=in_force)


def _made_matches(source_language: str, version: PublishedVersion) -> set[Match]:
    source = version.texts[source_language].words
    return {
        Match(language, clause, text.words[clause], source[clause])
        for language, text in version.texts.items()
        for clause in text.made_from_source
        if language != source_language and clause in source
    }


def published_version(
    published_at: datetime | None,
    source_language: str,
    editions: Mapping[str, tuple[EditionFacts | Edition, Sequence[ClauseFacts | ClauseText]]],
) -> PublishedVersion:
    """A version from its editions by language, each with its clauses in reading order, stored or not."""
    _edition, clauses = editions[source_language]
    return PublishedVersion(
        published_at,
        dict.fromkeys((TITLE, MESSAGE), Audience.EVERYONE.value)
        | {clause.clause: clause.audience for clause in clauses},
        {language: _published_text(*edition) for language, edition in editions.items()},
    )


def _published_text(edition: EditionFacts | Edition, clauses: Sequence[ClauseFacts | ClauseText]) -> PublishedText:
    is_made = {TITLE: edition.title_is_current, MESSAGE: edition.message_is_current}
    is_made |= {clause.clause: clause.is_current for clause in clauses}
    is_asked = {
        Audience.EVERYONE.value: edition.quiz_serves_everyone,
        Audience.LEADERS.value: edition.quiz_serves_leaders,
    }
    title, message = unquoted(edition.title), unquoted(edition.message)
    return PublishedText(
        {TITLE: title, MESSAGE: message} | {clause.clause: clause.digest for clause in clauses},
        {TITLE: line_digest(title), MESSAGE: line_digest(message)}
        | {clause.clause: clause.words_digest for clause in clauses},
        frozenset(clause for clause in is_made if is_made[clause]),
        frozenset(audience for audience in is_asked if is_asked[audience]),
    )


StampedCache = ProcessCache[tuple[int, UUID], Value]
"""A value of each section, by the section's id and change stamp."""


def load_once(
    cache: StampedCache[Value],
    sections: Iterable[Section],
    load: Callable[[list[Section]], Mapping[int, Value]],
) -> dict[int, Value]:
    """The value of each section, by its id. One `load` serves all that the cache lacks under their present stamp."""
    by_id = {section.pk: section for section in sections}
    cached = {pk: cache.get((pk, section.change_stamp)) for pk, section in by_id.items()}
    values = {pk: value for pk, value in cached.items() if value is not None}
    if absent := [section for pk, section in by_id.items() if pk not in values]:
        for pk, value in load(absent).items():
            # Handed out from here: the cache may hold fewer values than were asked for.
            values[pk] = value
            cache.put((pk, by_id[pk].change_stamp), value)
    return values


HISTORIES: StampedCache[SectionHistory] = ProcessCache(1000)


def section_histories(sections: Iterable[Section]) -> dict[int, SectionHistory]:
    """The history of each section, by its id: four queries for all whose stamp is new to this process, however many."""
    return load_once(HISTORIES, sections, fresh_histories)


def section_history(section: Section) -> SectionHistory:
    return section_histories([section])[section.pk]


def fresh_histories(sections: Sequence[Section]) -> dict[int, SectionHistory]:
    """The histories as the database has them now, for a writer that has not renewed the stamp yet."""
    sources = {section.pk: section.handbook.source_language for section in sections}
    versions = _versions(sources)
    changes: dict[int, list[tuple[int, str, str, str]]] = defaultdict(list)
    for section, number, clause, language, kind in (
        Change.objects.filter(version__section__in=sources)
        .order_by("pk")
        .values_list("version__section", "version__number", "clause", "language", "kind")
    ):
        changes[section].append((number or 0, clause, language, kind))
    checks: dict[int, set[Match]] = defaultdict(set)
    for section, *match in TranslationCheck.objects.filter(section__in=sources).values_list(
        "section", "language", "clause", "words_digest", "source_words_digest"
    ):
        checks[section].add(_as_read_today(Match(*match), versions[section].values()))
    withdrawn: dict[int, dict[str, tuple[FullWording, ...]]] = defaultdict(dict)
    for section, question, wording in (
        WithdrawnQuestion.objects.filter(section__in=sources)
        .order_by("pk")
        .values_list("section", "question", "wording")
    ):
        withdrawn[section][question] = (*withdrawn[section].get(question, ()), wording)
    return {
        pk: SectionHistory(source, versions[pk], kinds_in_force(changes[pk]), frozenset(checks[pk]), withdrawn[pk])
        for pk, source in sources.items()
    }


def _as_read_today(check: Match, versions: Iterable[PublishedVersion]) -> Match:
    """The check. If it is about a title that was published in quotation marks, it is about the title without them, which
    are no part of it any more."""
    if check.clause not in (TITLE, MESSAGE):
        return check
    titles = {text.digests[check.clause] for version in versions for text in version.texts.values()}
    unmarked = {line_digest(f"{mark}{title}{mark}"): line_digest(title) for title in titles for mark in "\"'"}
    words, source_words = (unmarked.get(digest, digest) for digest in (check.words, check.source_words))
    return check._replace(words=words, source_words=source_words)


def _versions(sources: Mapping[int, str]) -> dict[int, dict[int, PublishedVersion]]:
    """The versions of each section by number, oldest first, in one query: a row for each clause of each edition."""
    versions: dict[int, dict[int, PublishedVersion]] = {pk: {} for pk in sources}
    rows = (
        Edition.objects.filter(version__section__in=sources)
        .order_by("version__section", "version__number", "language", "clauses__position")
        .values_list(
            "version__section", "version__number", "version__published_at", "language",
            *EditionFacts._fields, *(f"clauses__{column}" for column in ClauseFacts._fields),
        )
    )  # fmt: skip
    for (section, number, published_at), of_version in groupby(rows, key=lambda row: row[:3]):
        editions = {
            language: (EditionFacts(*facts), [ClauseFacts(*row[-5:]) for row in of_edition if row[-5] is not None])
            for (language, *facts), of_edition in groupby(of_version, key=lambda row: row[3:-5])
        }
        versions[section][number] = published_version(published_at, sources[section], editions)
    return versions
