"""How many employees are done, on track and overdue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from courses.todos.duties_of_all import duties_of_all
from courses.todos.status import ALL_DONE, ON_TRACK, Status
from handbook.models import Handbook
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


def sums_of_units(
    units: Iterable[Unit], *, on: date, handbook: Handbook | None = None, without: int | None = None
) -> Sums:
    """The sums of everybody who is counted in these units and below and must complete something, except one employee.

    An employee is counted where the main position is.
    """
    units = list(units)
    by_status: dict[Status, int] = {}
    for person in duties_of_all(on=on, units=units, handbook=handbook):
        if person.duties.required and person.employee != without and person.place_in(units).is_main:
            by_status[person.duties.status] = by_status.get(person.duties.status, 0) + 1
    return Sums(by_status)
