"""An owed section: the history of a section compared with an employee's coverage and completions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from courses.models import Attempt, LatestCompletion, Reason, Scope
from courses.todos.coverage import Coverage, asks_again, expires_on
from courses.todos.owed_clauses import WHOLE, owed
from handbook.history import SectionHistory
from handbook.models import Audience, Section


@dataclass(frozen=True, slots=True)
class OwedPart:
    """The clauses that an employee owes in a section for one audience, and why."""

    audience: Audience
    reason: Reason
    since: int
    language: str
    clauses: tuple[str, ...]
    completed_on: date | None


@dataclass(frozen=True, slots=True)
class OwedSection:
    """A section in which an employee owes something, by audience."""

    section: Section
    parts: tuple[OwedPart, ...]
    since: int
    """The number of the version last completed that still counts; 0: none."""
    leaders_since: int | None
    """The same for the leaders' clauses; None: no requirement covers this employee as a leader."""

    @property
    def clauses(self) -> tuple[str, ...]:
        return tuple(clause for part in self.parts for clause in part.clauses)

    @property
    def scope(self) -> Scope:
        if self.parts[0].audience == Audience.EVERYONE:
            return Scope.WHOLE if self.since == WHOLE else Scope.CHANGED
        return Scope.LEADERS if self.parts[0].since == WHOLE else Scope.CHANGED

    @property
    def reason(self) -> Reason:
        return self.parts[0].reason

    @property
    def is_change(self) -> bool:
        """Whether the section was completed, until it was changed."""
        return all(part.reason == Reason.CHANGE for part in self.parts)


Latest = Mapping[str, LatestCompletion]
"""An employee's latest completions of one section, by audience."""


def owed_section(
    section: Section, history: SectionHistory, coverages: Sequence[Coverage], latest: Latest, *, on: date
) -> OwedSection | None:
    """The part of a section that an employee with this coverage and these completions owes; None: nothing."""
    if not coverages:
        return None
    everyone = _part(history, Audience.EVERYONE, coverages, latest, on)
    # Leaders' clauses are owed only by those who lead where a requirement covers them, not by every leader.
    leads = any(coverage.leaders_from for coverage in coverages)
    leaders = _part(history, Audience.LEADERS, coverages, latest, on) if leads else None
    parts = tuple(part for part in (everyone, leaders) if part and part.clauses)
    return OwedSection(section, parts, everyone.since, leaders.since if leaders else None) if parts else None


def _part(
    history: SectionHistory, audience: Audience, coverages: Sequence[Coverage], latest: Latest, on: date
) -> OwedPart:
    last = latest.get(audience)
    completed_on = timezone.localdate(last.completed_at) if last else None
    reason = _reason(completed_on, coverages, on)
    since = last.number if last and reason == Reason.CHANGE else WHOLE
    language = last.language if last else history.source_language
    return OwedPart(audience, reason, since, language, owed(history, audience, language, since), completed_on)


def _reason(completed_on: date | None, coverages: Sequence[Coverage], on: date) -> Reason:
    """The reason why an employee who completed the section on that day (None: never) may owe something."""
    if completed_on is None:
        return Reason.NEW
    requirements = [coverage.requirement for coverage in coverages]
    if any(asks_again(requirement, completed_on, on) for requirement in requirements):
        return Reason.AGAIN
    expiries = [expiry for requirement in requirements if (expiry := expires_on(requirement, completed_on))]
    return Reason.EXPIRED if expiries and min(expiries) <= on else Reason.CHANGE


def has_expired(attempt: Attempt, owed_now: OwedSection | None) -> bool:
    """Whether a completion that the attempt builds on has expired, judging by what its employee owes in the
    section now.

    The few questions of the attempt do not renew it.
    """
    if owed_now is None:
        return False
    return (attempt.since != WHOLE and owed_now.since == WHOLE) or (
        bool(attempt.leaders_since) and owed_now.leaders_since == WHOLE
    )
