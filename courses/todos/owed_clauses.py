"""What is owed: computed from what was published, how it is judged, and what was completed. Never stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from handbook.cache import LruCache
from handbook.changes import MESSAGE, TITLE, kinds_in_force
from handbook.models import Audience, Change, ClauseText, Edition, Kind, Section, WithdrawnQuestion
from markup.quiz.wording import FullWording

WHOLE = 0
"""The value of `since` for an employee who has completed nothing, or whose completion has expired."""


@dataclass(frozen=True, slots=True)
class SectionHistory:
    """What was published of a section, how each change is judged today, and which questions are withdrawn. All that
    `owed` looks at."""

    source_language: str
    published_at: Mapping[int, datetime]
    """By version number."""
    digests: Mapping[int, Mapping[str, Mapping[str, str]]]
    """By version, language and clause: what identifies its words, audience and origin. In reading order."""
    audiences: Mapping[int, Mapping[str, str]]
    """By version and clause."""
    classifications: Mapping[tuple[int, str], Mapping[str, str]]
    """By version and clause: the kind in force, by language; empty: in those that are not named. See `kinds_in_force`."""
    withdrawn: Mapping[str, tuple[FullWording, ...]] = field(default_factory=dict)
    """By question: the words in which it is asked no more."""
    _known: dict[tuple[str, str, int], tuple[str, ...]] = field(default_factory=dict, compare=False)

    @property
    def newest(self) -> int:
        """The number of the newest version; 0 before the first."""
        return max(self.published_at, default=0)

    def clauses(self, audience: str) -> tuple[str, ...]:
        """The clauses of the newest version for that audience, in reading order."""
        return tuple(clause for clause, whose in self.audiences[self.newest].items() if whose == audience)


def owed(history: SectionHistory, audience: str, language: str, since: int) -> tuple[str, ...]:
    """The clauses that somebody owes who last completed version `since` (0: none) in that language; in reading order.

    A clause is owed when its text now differs from its text then (in the source language, or in the language of that
    completion; not existing then or now counts as differing), and at least one change of it after then is, by today's
    judgement, a new rule for that language and audience.
    """
    key = (audience, language, since)
    if key not in history._known:
        history._known[key] = _owed(history, audience, language, since)
    return history._known[key]


def _owed(history: SectionHistory, audience: str, language: str, since: int) -> tuple[str, ...]:
    if not history.newest or since >= history.newest:
        return ()
    if since == WHOLE:
        return history.clauses(audience)
    now, then = history.audiences[history.newest], history.audiences[since]
    candidates = [*now, *(clause for clause in then if clause not in now)]
    return tuple(
        clause
        for clause in candidates
        if now.get(clause, then.get(clause)) == audience
        and _differs(history, clause, language, since, history.newest)
        and any(_is_new_rule(history, number, clause, language) for number in history.published_at if number > since)
    )


def _differs(history: SectionHistory, clause: str, language: str, since: int, until: int) -> bool:
    def text(number: int, tongue: str) -> str | None:
        return history.digests[number].get(tongue, {}).get(clause) if number else None

    if text(since, history.source_language) != text(until, history.source_language):
        return True
    return text(since, language) is not None and text(since, language) != text(until, language)


def _is_new_rule(history: SectionHistory, number: int, clause: str, language: str) -> bool:
    kinds = history.classifications.get((number, clause), {})
    return kinds.get(language, kinds.get("")) == Kind.NEW_RULE


def owed_from(history: SectionHistory, clauses: Iterable[str], language: str, since: int) -> date | None:
    """The day since which the oldest of these clauses has been owed without a break; None if none is owed."""
    begun = [number for clause in clauses if (number := _owed_since_version(history, clause, language, since))]
    return timezone.localdate(min(history.published_at[number] for number in begun)) if begun else None


def _owed_since_version(history: SectionHistory, clause: str, language: str, since: int) -> int | None:
    """The number of the version since which a clause has been owed; a rollback in between ends what was owed before."""
    first, is_new_rule = None, False
    for number in sorted(number for number in history.published_at if number > since):
        # For an employee who has completed nothing every clause is new, however its first version is classified.
        is_new_rule = is_new_rule or since == WHOLE or _is_new_rule(history, number, clause, language)
        if not (is_new_rule and _differs(history, clause, language, since, number)):
            first = None
        elif first is None:
            first = number
    return first


_LOADED: LruCache[tuple[int, UUID], SectionHistory] = LruCache(1000)


def histories(sections: Iterable[Section]) -> dict[int, SectionHistory]:
    """The history of each section, by its id. Worked out once for each change stamp in each process; four queries for
    all that are not at hand, however many."""
    wanted = {section.pk: section for section in sections}
    known = {pk: _LOADED.get((pk, section.change_stamp)) for pk, section in wanted.items()}
    found = {pk: history for pk, history in known.items() if history}
    if absent := [section for pk, section in wanted.items() if pk not in found]:
        for pk, history in _load(absent).items():
            found[pk] = history
            _LOADED.put((pk, wanted[pk].change_stamp), history)
    return found


def history_of(section: Section) -> SectionHistory:
    return histories([section])[section.pk]


def _load(sections: list[Section]) -> dict[int, SectionHistory]:
    ids = [section.pk for section in sections]
    published: dict[int, dict[int, datetime]] = defaultdict(dict)
    digests: dict[int, dict[int, dict[str, dict[str, str]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(dict))
    )
    audiences: dict[int, dict[int, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    judged: dict[int, list[tuple[int, str, str, str]]] = defaultdict(list)
    sources = {section.pk: section.handbook.source_language for section in sections}
    editions = Edition.objects.filter(version__section__in=ids).values_list(
        "version__section", "version__number", "version__published_at", "language", "title", "message"
    )
    for section, number, at, language, title, message in editions:
        assert number is not None  # an edition is of a published version
        assert at is not None
        published[section][number] = at
        digests[section][number][language] |= {TITLE: title, MESSAGE: message}
        audiences[section][number] |= {TITLE: Audience.EVERYONE.value, MESSAGE: Audience.EVERYONE.value}
    clauses = (
        ClauseText.objects.filter(edition__version__section__in=ids)
        .order_by("position")
        .values_list(
            "edition__version__section", "edition__version__number", "edition__language", "clause", "audience", "digest"
        )
    )
    for section, number, language, clause, audience, digest in clauses:
        assert number
        digests[section][number][language][clause] = digest
        if language == sources[section]:
            audiences[section][number][clause] = audience
    changes = (
        Change.objects.filter(version__section__in=ids)
        .order_by("pk")
        .values_list("version__section", "version__number", "clause", "language", "kind")
    )
    for section, number, clause, language, kind in changes:
        assert number
        judged[section].append((number, clause, language, kind))
    withdrawn: dict[int, dict[str, tuple[FullWording, ...]]] = defaultdict(lambda: defaultdict(tuple))
    for section, question, wording in (
        WithdrawnQuestion.objects.filter(section__in=ids).order_by("pk").values_list("section", "question", "wording")
    ):
        withdrawn[section][question] += (wording,)
    return {
        pk: SectionHistory(
            sources[pk], published[pk], digests[pk], audiences[pk], kinds_in_force(judged[pk]), dict(withdrawn[pk])
        )
        for pk in ids
    }
