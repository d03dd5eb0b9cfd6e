"""What decides somebody's duties, as plain values: people in the same situation have the same duties.

Each situation is judged once, by the rules that judge one employee.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from courses.models import Attempt, LatestCompletion, Requirement
from courses.todos.duties import Facts, duties_from
from courses.todos.settled_completions import Completed, CompletionKind, SettledCompletions, first_moment
from courses.todos.status import Duties
from handbook.history import SectionHistory
from handbook.models import Section
from people.models import Absence, Position, Unit, next_path
from records.process_cache import ProcessCache

ONE_DAY = timedelta(days=1)
LONG_AGO = date(1900, 1, 1)
"""The first day of a position that was held so long ago that it extends no deadline."""


class HeldPosition(NamedTuple):
    """A position."""

    path: str
    """Of its unit."""
    is_main: bool
    is_leader: bool
    from_day: date
    to_day: date | None


class Situation(NamedTuple):
    """What decides somebody's duties."""

    places: tuple[HeldPosition, ...]
    completed: Completed
    absences: tuple[tuple[date, date | None], ...]
    attempts: tuple[int, ...]
    """The sections with an open attempt."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides the duties of everybody on a day."""

    on: date
    requirements: Sequence[Requirement]
    sections: Sequence[Section]
    """Those of the handbooks that the requirements name, in reading order."""
    histories: Mapping[int, SectionHistory]


class Plain(NamedTuple):
    """What decides the duties of most people: one position until further notice, no leave that matters, nothing begun."""

    path: str
    """Of the unit."""
    is_leader: bool
    from_day: date | None
    """The first day; None: from long ago."""
    completed: Completed


class SituationJudge:
    """Judges situations, each once."""

    def __init__(self, rules: Rules, settled: SettledCompletions) -> None:
        self.rules, self.settled = rules, settled
        days = (max(requirement.newcomer_days, requirement.change_days) for requirement in rules.requirements)
        self.horizon = rules.on - timedelta(days=max(days, default=0))
        """Of those who were never on leave, a first day before this one leads to no deadline that is still to come."""
        self.required_from = min((requirement.from_day for requirement in rules.requirements), default=rules.on)
        """The first day on which anything is required. Positions that began earlier count from the first day of each
        requirement; leave that ended earlier extends no deadline."""
        self._in_handbook: dict[int, SituationJudge] = {}
        self.units: dict[str, Unit] = {}
        self.covered: dict[tuple[bool, ...], Unit] = {}
        # Bounded: the judge may be kept for a day.
        self.judged: ProcessCache[Situation, Duties] = ProcessCache(20_000)
        self.plain: ProcessCache[Plain, Duties] = ProcessCache(20_000)
        self.completions: dict[CompletionKind, LatestCompletion] = {}

    def in_handbook(self, handbook: int) -> "SituationJudge":
        """The judge of the same situations in one handbook, made once."""
        if (known := self._in_handbook.get(handbook)) is not None:
            return known
        rules = Rules(
            self.rules.on,
            self.settled.by_handbook[handbook],
            [section for section in self.rules.sections if section.handbook_id == handbook],
            self.rules.histories,
        )
        self._in_handbook[handbook] = SituationJudge(rules, self.settled)
        return self._in_handbook[handbook]

    @property
    def long_ago(self) -> date:
        """A first day before this one is like one from long ago for those who were never on leave, but for deadlines that
        have passed."""
        return max(self.horizon, self.required_from + ONE_DAY)

    def duties(self, situation: Situation, *, exactly: bool) -> Duties:
        """The duties of those in a situation; `exactly`, with deadlines that have passed as they are on their pages."""
        duties = self._judge_once(self.alike(situation, exactly=False))
        return self._judge_once(self.alike(situation, exactly=True)) if exactly and duties.to_dos else duties

    def in_sums(self, situation: Situation) -> Situation:
        """The situation from which the same sums follow: of those on leave, they show nothing but that."""
        on = self.rules.on
        if any(from_day <= on and (to_day is None or to_day >= on) for from_day, to_day in situation.absences):
            return Situation(situation.places, Completed(0, ()), ((LONG_AGO, None),), ())
        return situation

    def duties_of_plain(self, plain: Plain) -> Duties:
        """The duties of those with one position, without exact deadlines that have passed."""
        path, is_leader, from_day, completed = plain
        alike = Plain(self._covered_like(path).path, is_leader, from_day, completed)
        duties = self.plain.get(alike)
        if duties is None:
            place = HeldPosition(alike.path, True, is_leader, from_day or LONG_AGO, None)
            duties = self.duties(Situation((place,), completed, (), ()), exactly=False)
            self.plain.put(alike, duties)
        return duties

    def alike(self, situation: Situation, *, exactly: bool) -> Situation:
        """The situation from which the same follows, without what makes no difference: the unit, if the same
        requirements cover it, and a first day from long ago, if no deadline that is still to come depends on it, or
        `exactly`, no deadline at all."""
        long_ago = self.required_from + ONE_DAY if exactly or situation.absences else self.long_ago
        places = [
            HeldPosition(
                self._covered_like(path).path, True, is_leader, LONG_AGO if from_day < long_ago else from_day, to_day
            )
            for path, _is_main, is_leader, from_day, to_day in situation.places
        ]
        on = self.rules.on
        held = [place for place in places if place.to_day is None or place.to_day >= on]
        if all(place.from_day == LONG_AGO for place in held):
            places = sorted({place if place.to_day is None else place._replace(to_day=None) for place in held})
        return situation._replace(places=tuple(places))

    def _covered_like(self, path: str) -> Unit:
        """The first unit met that the same requirements cover as the one with this path."""
        if path not in self.units:
            covering = tuple(
                other is None or other.path <= path < next_path(other.path)
                for other in (requirement.unit for requirement in self.rules.requirements)
            )
            if covering not in self.covered:
                self.covered[covering] = Unit(path=path)
            self.units[path] = self.covered[covering]
        return self.units[path]

    def _judge_once(self, situation: Situation) -> Duties:
        duties = self.judged.get(situation)
        if duties is None:
            rules, facts = self.rules, self._facts(situation)
            duties = duties_from(facts, rules.sections, rules.histories, rules.requirements, on=rules.on)
            self.judged.put(situation, duties)
        return duties

    def _facts(self, situation: Situation) -> Facts:
        """The rows that the situation stands for; none of them is stored."""
        positions = [
            Position(
                unit=self._covered_like(place.path),
                is_leader=place.is_leader,
                from_day=place.from_day,
                to_day=place.to_day,
            )
            for place in situation.places
        ]
        latest: dict[int, dict[str, LatestCompletion]] = defaultdict(dict)
        completed = situation.completed
        for kind in (*completed.unsettled, *self.settled.of_bits(completed.settled)):
            latest[kind.section][kind.audience] = self._completion(kind)
        return Facts(
            held=[position for position in positions if position.holds_on(self.rules.on)],
            ended=[position for position in positions if not position.holds_on(self.rules.on)],
            absences=[Absence(from_day=from_day, to_day=to_day) for from_day, to_day in situation.absences],
            latest=latest,
            attempts={section: Attempt(section_id=section) for section in situation.attempts},
        )

    def _completion(self, kind: CompletionKind) -> LatestCompletion:
        if kind not in self.completions:
            self.completions[kind] = LatestCompletion(
                number=kind.number, language=kind.language, completed_at=first_moment(kind.completed_on)
            )
        return self.completions[kind]
