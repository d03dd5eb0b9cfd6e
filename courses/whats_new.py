"""What has changed in a section since somebody last completed it, across any number of versions, as that reader is shown it."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from courses.todos.owed_clauses import WHOLE, SectionHistory, history_of
from courses.todos.owed_sections import Latest, OwedSection
from handbook.models import Audience, Edition, Kind
from handbook.public.reader_editions import ReaderEdition
from handbook.public.version_diff import ClauseDifference, clause_differences, edition_rows

_BY_WEIGHT = (Kind.NEW_RULE, Kind.CLARIFICATION, Kind.CORRECTION)

Since = Mapping[str, int]
"""The version last completed, by audience; 0: none, so that every clause of that audience is new."""


@dataclass(frozen=True, slots=True)
class ClauseUpdate:
    """One clause that is not as the reader last completed it."""

    difference: ClauseDifference
    language: str
    """In which it is told: the one that is read, unless only another one's words differ."""
    kind: Kind
    """The weightiest of what has happened to it since."""
    is_owed: bool
    is_whole: bool
    """Shown as it is, unmarked: the reader has never completed the clauses of that audience."""

    @property
    def is_correction(self) -> bool:
        return self.kind == Kind.CORRECTION and not self.is_owed


@dataclass(frozen=True, slots=True)
class SectionUpdates:
    """All that has changed for a reader."""

    shown: ReaderEdition
    news: Sequence[Edition]
    """The editions whose sentence says what is new, newest first."""
    updates: Sequence[ClauseUpdate]
    """In reading order."""

    @property
    def new(self) -> list[ClauseUpdate]:
        """What is owed, and what was clarified."""
        return [update for update in self.updates if not update.is_correction]

    @property
    def corrected(self) -> list[ClauseUpdate]:
        """Where only the language was put right."""
        return [update for update in self.updates if update.is_correction]


def since_of(owes: OwedSection | None, latest: Latest) -> Since:
    """Against which versions somebody reads who owes this, or owes nothing and has completed something."""
    if owes is None:
        return {audience: completion.number for audience, completion in latest.items()}
    leaders = {} if owes.leaders_since is None else {Audience.LEADERS.value: owes.leaders_since}
    return {Audience.EVERYONE.value: owes.since} | leaders


def section_updates(shown: ReaderEdition, since: Since, *, completed_in: str, owed: Container[str]) -> SectionUpdates:
    """Compare what is shown with what was completed, each audience with its own version. `owed` are the clauses that
    the reader owes. Three queries, however many versions lie between, and those of a history that is not at hand."""
    newest = shown.version.number or 0
    editions = _editions(shown, {*since.values(), newest})
    history = history_of(shown.version.section)
    updates: dict[str, ClauseUpdate] = {}
    # In the language that is read; where that is as it was, in one whose words do differ.
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
    """By language and version: two queries, clauses included."""
    found: dict[str, dict[int, Edition]] = {}
    editions = Edition.objects.filter(version__section=shown.version.section_id, version__number__in=numbers)
    for edition in editions.defer("source", "html", "quiz").select_related("version").prefetch_related("clauses"):
        assert edition.version.number is not None  # an edition is of a published version
        found.setdefault(edition.language, {})[edition.version.number] = edition
    return found


def _between(
    editions: Mapping[str, Mapping[int, Edition]], language: str, since: int, newest: int
) -> Sequence[ClauseDifference]:
    """What differs in one language. Where the older version was not there in it, nothing can be told."""
    mine = editions.get(language, {})
    if newest not in mine or (since != WHOLE and since not in mine):
        return ()
    return clause_differences(edition_rows(mine[since]) if since != WHOLE else [], edition_rows(mine[newest]))


def _kind_since(history: SectionHistory, clause: str, language: str, since: int) -> Kind | None:
    """The weightiest judgement of what has happened to a clause after a version, for a language."""
    kinds = {
        judged.get(language, judged.get(""))
        for number in history.published_at
        if number > since and (judged := history.classifications.get((number, clause)))
    }
    return next((kind for kind in _BY_WEIGHT if kind in kinds), None)


def _news(shown: ReaderEdition, since: Since) -> list[Edition]:
    """HR's sentences of the versions since, newest first: in the language the reader asked for, since that is what HR
    wrote them for, even where the text itself is shown in the source's; else in the source's."""
    after = min((number for number in since.values() if number != WHOLE), default=WHOLE)
    wanted = (shown.source.language, shown.requested_language)
    editions = Edition.objects.filter(
        version__section=shown.version.section_id, version__number__gt=after, language__in=wanted
    ).exclude(news="")
    found: dict[int, Edition] = {}
    for edition in editions.only("language", "news", "version__number").select_related("version"):
        number = edition.version.number or 0
        if number not in found or edition.language == shown.requested_language:
            found[number] = edition
    return [found[number] for number in sorted(found, reverse=True)]


def _in_reading_order(updates: Mapping[str, ClauseUpdate], since: Since, history: SectionHistory) -> list[ClauseUpdate]:
    """By where each clause stands now; one that is gone where it stood."""
    order = list(history.audiences[history.newest])
    for number in sorted({*since.values()} - {WHOLE}):
        place = 0
        for clause in history.audiences[number]:
            if clause in order:
                place = order.index(clause) + 1
            else:
                order.insert(place, clause)
                place += 1
    return sorted(updates.values(), key=lambda each: order.index(each.difference.clause))
