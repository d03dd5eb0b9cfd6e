"""The changes of a section since a reader last completed it, across any number of versions."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from courses.todos.owed_clauses import WHOLE
from courses.todos.owed_sections import Latest, OwedSection
from handbook.history import SectionHistory, section_history
from handbook.models import Audience, Edition, Kind
from handbook.public.reader_editions import ReaderEdition
from handbook.public.version_diff import ClauseDifference, clause_differences, edition_rows

_BY_WEIGHT = (Kind.NEW_RULE, Kind.CLARIFICATION, Kind.CORRECTION)

Since = Mapping[str, int]
"""The number of the version last completed, by audience; 0: none, so every clause for that audience is new."""


@dataclass(frozen=True, slots=True)
class ClauseUpdate:
    """A clause that has changed since the reader last completed it."""

    difference: ClauseDifference
    language: str
    """The language of the text shown: the one that is read, unless only the text in another one differs."""
    kind: Kind
    """The most far-reaching kind of change since then."""
    is_owed: bool
    is_whole: bool
    """Whether the clause is shown without marks: the reader has never completed the clauses for its audience."""

    @property
    def is_correction(self) -> bool:
        return self.kind == Kind.CORRECTION and not self.is_owed

    @property
    def is_clarification(self) -> bool:
        return self.kind == Kind.CLARIFICATION and not self.is_owed


@dataclass(frozen=True, slots=True)
class SectionUpdates:
    """All changes of a section for one reader."""

    shown: ReaderEdition
    news: Sequence[Edition]
    """The editions whose `news`, a sentence by HR, says what is new; newest first."""
    clause_updates: Sequence[ClauseUpdate]
    """In reading order."""

    @property
    def new(self) -> list[ClauseUpdate]:
        """The clauses that are owed or have a new rule."""
        return [update for update in self.clause_updates if not (update.is_clarification or update.is_correction)]

    @property
    def owed_count(self) -> int:
        """The number of clauses to read, as the home page has it."""
        return sum(update.is_owed for update in self.clause_updates)

    @property
    def clarified(self) -> list[ClauseUpdate]:
        """The clauses where the same rule was said more clearly."""
        return [update for update in self.clause_updates if update.is_clarification]

    @property
    def corrected(self) -> list[ClauseUpdate]:
        """The clauses where only the language was corrected."""
        return [update for update in self.clause_updates if update.is_correction]


def since_of(owed_section: OwedSection | None, latest: Latest) -> Since:
    """The versions that changes are counted from: those that the owed section names, or where nothing is owed,
    those of the latest completions."""
    if owed_section is None:
        return {audience: completion.number for audience, completion in latest.items()}
    leaders_since = owed_section.leaders_since
    leaders = {} if leaders_since is None else {Audience.LEADERS.value: leaders_since}
    return {Audience.EVERYONE.value: owed_section.since} | leaders


def section_updates(shown: ReaderEdition, since: Since, *, completed_in: str, owed: Container[str]) -> SectionUpdates:
    """Compare the edition shown with the versions completed, each audience with its own.

    `completed_in` is the language of the last completion, `owed` the clauses that the reader owes. Three
    queries for any number of versions in between, and those for the section's history if it is not in the
    cache.
    """
    newest = shown.version.number or 0
    editions = _editions(shown, {*since.values(), newest})
    history = section_history(shown.version.section)
    updates: dict[str, ClauseUpdate] = {}
    # In the language that is read; a clause unchanged in it is shown in a language in which it has changed.
    for language in dict.fromkeys((shown.edition.language, shown.source.language, completed_in)):
        for audience, number in since.items():
            for difference in _between(editions, language, number, newest):
                if difference.latest.audience != audience or difference.clause in updates:
                    continue
                kind, is_owed = _kind_since(history, difference.clause, language, number), difference.clause in owed
                is_silent = difference.is_same_words and language != shown.source.language
                if (kind or is_owed) and not is_silent:
                    updates[difference.clause] = ClauseUpdate(
                        difference, language, kind or Kind.NEW_RULE, is_owed, number == WHOLE
                    )
    return SectionUpdates(shown, _news(shown, since), _in_reading_order(updates, since, history))


def _editions(shown: ReaderEdition, numbers: set[int]) -> dict[str, dict[int, Edition]]:
    """Editions of the section by language and version number, with their clauses: two queries."""
    by_language: dict[str, dict[int, Edition]] = {}
    editions = Edition.objects.filter(version__section=shown.version.section_id, version__number__in=numbers)
    for edition in editions.defer("source", "html", "quiz").select_related("version").prefetch_related("clauses"):
        assert edition.version.number is not None  # an edition is of a published version
        by_language.setdefault(edition.language, {})[edition.version.number] = edition
    return by_language


def _between(
    editions: Mapping[str, Mapping[int, Edition]], language: str, since: int, newest: int
) -> Sequence[ClauseDifference]:
    """The differences between two versions in one language; none if either version is missing in it."""
    by_number = editions.get(language, {})
    if newest not in by_number or (since != WHOLE and since not in by_number):
        return ()
    return clause_differences(edition_rows(by_number[since]) if since != WHOLE else [], edition_rows(by_number[newest]))


def _kind_since(history: SectionHistory, clause: str, language: str, since: int) -> Kind | None:
    """The most far-reaching kind of change to a clause after a version, for a language; None if it did not change."""
    kinds = {history.kind(number, clause, language) for number in history.versions if number > since}
    return next((kind for kind in _BY_WEIGHT if kind in kinds), None)


def _news(shown: ReaderEdition, since: Since) -> list[Edition]:
    """The editions with HR's news sentences of the versions since then, newest first.

    A sentence is in the language that the reader requested, since HR wrote it for readers of that language,
    even if the text itself is shown in the source language; else in the source language.
    """
    after = min((number for number in since.values() if number != WHOLE), default=WHOLE)
    languages = (shown.source.language, shown.requested_language)
    editions = Edition.objects.filter(
        version__section=shown.version.section_id, version__number__gt=after, language__in=languages
    ).exclude(news="")
    by_number: dict[int, Edition] = {}
    for edition in editions.only("language", "news", "version__number").select_related("version"):
        number = edition.version.number or 0
        if number not in by_number or edition.language == shown.requested_language:
            by_number[number] = edition
    return [by_number[number] for number in sorted(by_number, reverse=True)]


def _in_reading_order(updates: Mapping[str, ClauseUpdate], since: Since, history: SectionHistory) -> list[ClauseUpdate]:
    """The updates in the order of the newest version; a removed clause comes where it was."""
    order = list(history.audiences)
    for number in sorted({*since.values()} - {WHOLE}):
        place = 0
        for clause in history.versions[number].audiences:
            if clause in order:
                place = order.index(clause) + 1
            else:
                order.insert(place, clause)
                place += 1
    return sorted(updates.values(), key=lambda update: order.index(update.difference.clause))
