"""What is owed: computed from the history of a section and from what was completed. Never stored."""

from collections.abc import Iterable
from datetime import date
from weakref import WeakKeyDictionary

from django.utils import timezone

from handbook.history import SectionHistory
from handbook.models import Kind

WHOLE = 0
"""The value of `since` for an employee who has completed nothing, or whose completion has expired."""
_ANSWERS: WeakKeyDictionary[SectionHistory, dict[tuple[str, str, int], tuple[str, ...]]] = WeakKeyDictionary()
"""The answers of `owed` by history, a few dozen each for all employees together. They go when the history goes."""
_DAYS: WeakKeyDictionary[SectionHistory, dict[tuple[tuple[str, ...], str, int], date | None]] = WeakKeyDictionary()
"""The answers of `owed_from`, kept likewise."""


def owed(history: SectionHistory, audience: str, language: str, since: int) -> tuple[str, ...]:
    """The clauses that somebody owes who last completed version `since` (0: none) in that language; in reading order.

    A clause is owed when its text now differs from its text then (in the source language, or in the language of that
    completion; not existing then or now counts as differing), and at least one change of it after then is, as
    classified today, a new rule for that language and audience.
    """
    answers, key = _ANSWERS.setdefault(history, {}), (audience, language, since)
    if key not in answers:
        answers[key] = _owed(history, audience, language, since)
    return answers[key]


def _owed(history: SectionHistory, audience: str, language: str, since: int) -> tuple[str, ...]:
    if not history.newest or since >= history.newest:
        return ()
    if since == WHOLE:
        return history.clauses(audience)
    now, then = history.audiences, history.versions[since].audiences
    candidates = [*now, *(clause for clause in then if clause not in now)]
    return tuple(
        clause
        for clause in candidates
        if now.get(clause, then.get(clause)) == audience
        and _differs(history, clause, language, since, history.newest)
        and any(_is_new_rule(history, number, clause, language) for number in history.versions if number > since)
    )


def _differs(history: SectionHistory, clause: str, language: str, since: int, until: int) -> bool:
    source_language = history.source_language
    if history.digest(since, source_language, clause) != history.digest(until, source_language, clause):
        return True
    then = history.digest(since, language, clause)
    return then is not None and then != history.digest(until, language, clause)


def _is_new_rule(history: SectionHistory, number: int, clause: str, language: str) -> bool:
    return history.kind(number, clause, language) == Kind.NEW_RULE


def owed_from(history: SectionHistory, clauses: Iterable[str], language: str, since: int) -> date | None:
    """The day since which the oldest of these clauses has been owed without a break; None if none is owed."""
    days, key = _DAYS.setdefault(history, {}), (tuple(clauses), language, since)
    if key not in days:
        days[key] = _owed_from(history, *key)
    return days[key]


def _owed_from(history: SectionHistory, clauses: Iterable[str], language: str, since: int) -> date | None:
    begun = [number for clause in clauses if (number := _owed_since_version(history, clause, language, since))]
    moments = [published_at for number in begun if (published_at := history.versions[number].published_at)]
    return timezone.localdate(min(moments)) if moments else None


def _owed_since_version(history: SectionHistory, clause: str, language: str, since: int) -> int | None:
    """The number of the version since which a clause has been owed; a rollback in between ends what was owed before."""
    first, is_new_rule = None, False
    for number in sorted(number for number in history.versions if number > since):
        # For an employee who has completed nothing every clause is new, however its first version is classified.
        is_new_rule = is_new_rule or since == WHOLE or _is_new_rule(history, number, clause, language)
        if not (is_new_rule and _differs(history, clause, language, since, number)):
            first = None
        elif first is None:
            first = number
    return first
