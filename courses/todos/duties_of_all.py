"""The duties of everybody in some units, without an object for each person.

The database hands out a few plain columns of each person, in a number of statements that does not grow with them; they
make up the situation of that person, and each situation is judged once.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from courses.models import Requirement
from courses.todos.employee_rows import EmployeeRows, is_everything
from courses.todos.settled_completions import SettledCompletions
from courses.todos.situations import HeldPosition, Plain, Rules, Situation, SituationJudge
from courses.todos.status import Duties
from courses.todos.todo_list import in_force, required_sections
from handbook.history import section_histories
from handbook.models import Handbook, Section
from people.models import Unit
from records.process_cache import SiteCache
from records.site_stamp import site_stamp


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
    units: Sequence[Unit] | None = None,
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
    rows = EmployeeRows(judge, units, exactly=exactly, without=None)
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
    """Those of `required_of_all`, counted, without names and their order, which sums do not need.

    Of a whole organisation, most are counted by the database; only those about whom more counts than their position and
    what they completed are read. A few units have few people, who are all read.
    """
    judge = _kept_judge(handbook, on)
    rows = EmployeeRows(judge, units, exactly=False, without=without)
    return (alike for _handbook, alike in _count(rows, units, {0: judge}))


def count_alike_by_handbook(units: Sequence[Unit], *, on: date) -> Iterator[tuple[int, Alike]]:
    """The same for each handbook that a requirement in force names, with its id, in as many statements as for one."""
    judge = _kept_judge(None, on)
    rows = EmployeeRows(judge, units, exactly=False, without=None)
    return _count(rows, units, {handbook: judge.in_handbook(handbook) for handbook in judge.settled.by_handbook})


def _count(
    rows: EmployeeRows, units: Sequence[Unit], judges: Mapping[int, SituationJudge]
) -> Iterator[tuple[int, Alike]]:
    plain: Mapping[Plain, int] = {}
    if is_everything(units):
        plain, situations = rows.plain_and_others()
    else:
        situations = [situation for _pk, situation in rows.situations((), "employee")]
    listed = [
        (place_in(units, held), rows.judge.in_sums(situation))
        for situation in situations
        if (held := _held(situation, rows.judge.rules.on))
    ]
    for handbook, judge in judges.items():
        for alike, people in plain.items():
            if (duties := judge.duties_of_plain(alike)).required:
                yield handbook, Alike(alike.path, True, duties, people)
        for place, situation in listed:
            if (duties := judge.duties(situation, exactly=False)).required:
                yield handbook, Alike(place.path, place.is_main, duties, 1)


def place_in(units: Iterable[Unit], held: Sequence[HeldPosition]) -> HeldPosition:
    """The position by which somebody is listed in these units and below: the main one, or else the first."""
    if len(held) == 1:
        return held[0]
    inside = [place for place in held if any(place.path.startswith(unit.path) for unit in units)]
    return next((place for place in inside if place.is_main), inside[0])


def _held(situation: Situation, on: date) -> tuple[HeldPosition, ...]:
    return tuple([place for place in situation.places if place.to_day is None or place.to_day >= on])


_JUDGES: SiteCache[SituationJudge] = SiteCache(5)
"""What most situations come to follows from what readers share: it is judged again when that changes, and each day."""


def _kept_judge(handbook: Handbook | None, on: date) -> SituationJudge:
    """The judge of a day, with what it has judged before."""
    key = (on, handbook and handbook.pk)
    return _JUDGES.get_or_make(site_stamp(), key, lambda: _judge(handbook, None, (), on))


def _judge(
    handbook: Handbook | None, requirements: Sequence[Requirement] | None, brought_back: Collection[Section], on: date
) -> SituationJudge:
    in_question = list(in_force(handbook, on=on) if requirements is None else requirements)
    sections = required_sections(in_question, on=on, brought_back=brought_back)
    histories = section_histories(sections)
    settled = SettledCompletions(in_question, sections, histories, on=on)
    return SituationJudge(Rules(on, in_question, sections, histories), settled)
