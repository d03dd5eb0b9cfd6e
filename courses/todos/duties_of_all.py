"""The duties of everybody in some units, without an object for each person.

The database hands out a few plain columns of each person, in a number of statements that does not grow with them; they
make up the situation of that person, and each situation is judged once.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from courses.models import Requirement
from courses.todos.employee_rows import EmployeeRows
from courses.todos.settled_completions import SettledCompletions
from courses.todos.situations import HeldPosition, Rules, Situation, SituationJudge
from courses.todos.status import Duties
from courses.todos.todo_list import in_force, required_sections
from handbook.history import section_histories
from handbook.models import Handbook, Section
from people.models import Unit


class Employed(NamedTuple):
    """Somebody employed, and their duties."""

    employee: int
    number: str
    name: str
    held: tuple[HeldPosition, ...]
    """The positions held on the day, in the order of the units."""
    duties: Duties

    def place_in(self, units: Iterable[Unit]) -> HeldPosition:
        return place_in(units, self.held)


class Alike(NamedTuple):
    """Those in the same situation who are listed in one unit."""

    path: str
    """Of the unit."""
    is_counted: bool
    """Whether their main position is there."""
    duties: Duties
    people: int


def duties_of_all(
    *,
    on: date,
    units: Iterable[Unit] | None = None,
    handbook: Handbook | None = None,
    requirements: Sequence[Requirement] | None = None,
    brought_back: Collection[Section] = (),
    exactly: bool = False,
) -> Iterator[Employed]:
    """Everybody employed that day in these units and below (None: anywhere), in the order of their names, also those who
    must complete nothing. The parameters are those of `employee_statuses`.

    Statuses and numbers are the same as there. Deadlines are only with `exactly`, which judges one by one those who owe
    something; without it, one that has passed may be an earlier day.
    """
    judge = _judge(handbook, requirements, brought_back, on)
    rows = EmployeeRows(judge, units, exactly=exactly)
    names = ("employee__number", "employee__given_name", "employee__family_name")
    for (pk, number, *name), situation in rows.situations(names, "employee__sort_key", "employee__number"):
        if held := _held(situation, on):
            duties = judge.duties(situation, exactly=exactly)
            yield Employed(pk, number, " ".join(filter(None, name)), held, duties)


def required_of_all(
    units: Sequence[Unit], *, on: date, handbook: Handbook | None, without: int | None, exactly: bool = False
) -> Iterator[Employed]:
    """Those of `duties_of_all` who must complete something, except one employee."""
    for person in duties_of_all(on=on, units=units, handbook=handbook, exactly=exactly):
        if person.duties.required and person.employee != without:
            yield person


def count_alike(
    units: Sequence[Unit], *, on: date, handbook: Handbook | None = None, without: int | None = None
) -> Iterator[Alike]:
    """Those of `required_of_all`, counted, without names and their order, which sums do not need."""
    judge = _judge(handbook, None, (), on)
    people: Counter[Situation] = Counter(
        situation
        for (pk,), situation in EmployeeRows(judge, units, exactly=False).situations((), "employee")
        if pk != without
    )
    for situation, count in people.items():
        if held := _held(situation, on):
            duties, place = judge.duties(situation, exactly=False), place_in(units, held)
            if duties.required:
                yield Alike(place.path, place.is_main, duties, count)


def place_in(units: Iterable[Unit], held: Sequence[HeldPosition]) -> HeldPosition:
    """The position by which somebody is listed in these units and below: the main one, or else the first."""
    if len(held) == 1:
        return held[0]
    inside = [place for place in held if any(place.path.startswith(unit.path) for unit in units)]
    return next((place for place in inside if place.is_main), inside[0])


def _held(situation: Situation, on: date) -> tuple[HeldPosition, ...]:
    return tuple([place for place in situation.places if place.to_day is None or place.to_day >= on])


def _judge(
    handbook: Handbook | None, requirements: Sequence[Requirement] | None, brought_back: Collection[Section], on: date
) -> SituationJudge:
    in_question = list(in_force(handbook, on=on) if requirements is None else requirements)
    sections = required_sections(in_question, on=on, brought_back=brought_back)
    histories = section_histories(sections)
    settled = SettledCompletions(in_question, sections, histories, on=on)
    return SituationJudge(Rules(on, in_question, sections, histories), settled)
