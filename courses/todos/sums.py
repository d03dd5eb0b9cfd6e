"""How many employees are done, on track and overdue."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from courses.todos.duties_of_all import count_alike, count_alike_by_handbook
from courses.todos.status import ALL_DONE, ON_TRACK, Duties, Status
from handbook.models import Handbook, Section
from people.models import Unit


@dataclass(frozen=True, slots=True)
class Sums:
    """Numbers of employees. Those on leave are in none of the three sums."""

    by_status: Mapping[Status, int]

    def _of(self, statuses: Iterable[Status]) -> int:
        return sum(self.by_status.get(status, 0) for status in statuses)

    @property
    def done(self) -> int:
        """Those who have completed all that was asked of them, until a change came that is not due yet."""
        return self._of(ALL_DONE)

    @property
    def new_rule(self) -> int:
        """Those of them who have a new rule to read."""
        return self._of([Status.NEW_RULE])

    @property
    def on_track(self) -> int:
        return self._of(ON_TRACK)

    @property
    def overdue(self) -> int:
        return self._of([Status.OVERDUE])

    @property
    def on_leave(self) -> int:
        return self._of([Status.ON_LEAVE])

    @property
    def of(self) -> int:
        return self.done + self.on_track + self.overdue

    @property
    def percent(self) -> int:
        """The part that is done: 100 only if all are, and 0 only if nobody is."""
        rounded = round(100 * self.done / self.of) if self.of else 0
        return min(max(rounded, 1), 99) if 0 < self.done < self.of else rounded


class ChangedSection(NamedTuple):
    """A section that was completed and changed since, to be confirmed again by a day."""

    section: Section
    since: int
    """The version completed."""
    due_on: date


@dataclass
class Counts:
    """The numbers of employees of some units and below who must complete something."""

    by_path: dict[str, Counter[Status]] = field(default_factory=lambda: defaultdict(Counter))
    """Of those counted in a unit, by its path, without the units below."""
    changed: Counter[ChangedSection] = field(default_factory=Counter)
    """What those who are not on leave must confirm again."""
    _parts: dict[int, tuple[Duties, Status, list[ChangedSection]]] = field(default_factory=dict, repr=False)
    """What was worked out of each duties, by their identity: many people share them."""

    def add(self, path: str, duties: Duties, people: int = 1, *, is_counted: bool) -> None:
        """Add people with the same duties who are listed in a unit."""
        if id(duties) not in self._parts:
            self._parts[id(duties)] = (duties, duties.status, _changed(duties))
        _duties, status, changed = self._parts[id(duties)]
        if is_counted:
            self.by_path[path][status] += people
        for section in changed:
            self.changed[section] += people

    @property
    def sums(self) -> Sums:
        """An employee is counted where the main position is."""
        return Sums(sum(self.by_path.values(), Counter()))


def _changed(duties: Duties) -> list[ChangedSection]:
    return [
        ChangedSection(to_do.section, to_do.owed_section.since, to_do.due_on)
        for to_do in (() if duties.is_on_leave else duties.to_dos)
        if to_do.owed_section.is_change
    ]


def counts_of(
    units: Iterable[Unit], *, on: date, handbook: Handbook | None = None, without: int | None = None
) -> Counts:
    """The numbers of everybody employed in these units and below who must complete something, except one employee. The
    number of statements does not depend on the number of employees."""
    counts = Counts()
    for alike in count_alike(list(units), on=on, handbook=handbook, without=without):
        counts.add(alike.path, alike.duties, alike.people, is_counted=alike.is_counted)
    return counts


def counts_by_handbook(units: Iterable[Unit], *, on: date) -> dict[int, Counts]:
    """The same for each handbook that somebody must complete, by its id, in as many statements as for one."""
    counts: dict[int, Counts] = defaultdict(Counts)
    for handbook, alike in count_alike_by_handbook(list(units), on=on):
        counts[handbook].add(alike.path, alike.duties, alike.people, is_counted=alike.is_counted)
    return counts
