"""The duties of everybody in some units, without an object for each person.

People in the same situation have the same duties: equal positions, completions, leave and open attempts. The database
hands out a few plain columns of each person, in a number of statements that does not grow with them, and each situation
is judged once, by the rules that judge one employee.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Case, Q, QuerySet, Sum, Value, When
from django.utils import timezone

from courses.models import Attempt, LatestCompletion, Requirement
from courses.todos.coverage import counts_from
from courses.todos.duties import Facts, duties_from
from courses.todos.owed_clauses import WHOLE, owed
from courses.todos.status import Duties
from courses.todos.todo_list import in_force, required_sections
from handbook.history import SectionHistory, section_histories
from handbook.models import Audience, Handbook, Section
from people.models import Absence, Position, Unit, next_path

PLACE_COLUMNS = ("unit__path", "is_main", "is_leader", "from_day", "to_day")
BITS = 60
"""The completions of a person that one sum tells apart, a bit for each: an integer of both databases has 63."""
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


class Employed(NamedTuple):
    """Somebody employed, and their duties."""

    employee: int
    number: str
    name: str
    held: tuple[HeldPosition, ...]
    """The positions held on the day, in the order of the units."""
    duties: Duties

    def place_in(self, units: Iterable[Unit]) -> HeldPosition:
        """The position by which they are listed in these units and below: the main one, or else the first."""
        if len(self.held) == 1:
            return self.held[0]
        inside = [place for place in self.held if any(place.path.startswith(unit.path) for unit in units)]
        return next((place for place in inside if place.is_main), inside[0])


class Unsettled(NamedTuple):
    """A latest completion after which something may be owed."""

    section: int
    audience: str
    number: int
    language: str
    completed_on: date


class Situation(NamedTuple):
    """What decides somebody's duties."""

    places: tuple[HeldPosition, ...]
    settled: tuple[int, ...]
    """The bits of the completions after which nothing is owed."""
    unsettled: tuple[Unsettled, ...]
    absences: tuple[tuple[date, date | None], ...]
    attempts: tuple[int, ...]
    """The sections with an open attempt."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The completions of a section for an audience after which nothing is owed: of these versions, since that moment."""

    section: int
    audience: str
    number: int
    completed_from: datetime | None

    @property
    def is_met(self) -> Q:
        since = Q(completed_at__gte=self.completed_from) if self.completed_from else Q()
        return Q(section=self.section) & Q(audience=self.audience) & Q(number__gte=self.number) & since

    @property
    def is_missed(self) -> Q:
        before = Q(completed_at__lt=self.completed_from) if self.completed_from else Q()
        return Q(section=self.section, audience=self.audience) & (Q(number__lt=self.number) | before)


def duties_of_all(
    *,
    on: date,
    units: Iterable[Unit] | None = None,
    handbook: Handbook | None = None,
    requirements: Sequence[Requirement] | None = None,
    brought_back: Section | None = None,
    exactly: bool = False,
) -> Iterator[Employed]:
    """Everybody employed that day in these units and below (None: anywhere), in the order of their names, also those who
    must complete nothing. The parameters are those of `employee_statuses`.

    Statuses and numbers are the same as there. Deadlines are only with `exactly`, which judges one by one those who owe
    something; without it, one that has passed may be an earlier day.
    """
    in_question = list(in_force(handbook, on=on) if requirements is None else requirements)
    judge = _Judge(on, in_question, required_sections(in_question, on=on, brought_back=brought_back))
    positions = Position.objects.filter(employee__is_active=True, from_day__lte=on)
    completions, absences, attempts = LatestCompletion.objects.all(), judge.absences, judge.attempts
    units = None if units is None else list(units)
    if units is not None and not _is_everything(units):
        inside = {"employee__in": _held_in(units, on).values("employee")}
        positions, completions = positions.filter(**inside), completions.filter(**inside)
        absences, attempts = absences.filter(**inside), attempts.filter(**inside)
    away, begun = _by_employee(absences, "from_day", "to_day"), _by_employee(attempts, "section")
    settled, unsettled = judge.settled_bits(completions), judge.unsettled(completions)
    if not exactly:
        # What ended earlier leads to a deadline that is still to come only for those who were on leave.
        recent = Q(to_day__isnull=True) | Q(to_day__gte=judge.horizon - timedelta(days=1))
        positions = positions.filter(recent | Q(employee__in=absences.values("employee")))
    rows = positions.order_by("employee__sort_key", "employee__number", "unit__path", "from_day", "pk")
    who = ("employee", "employee__number", "employee__given_name", "employee__family_name")
    for (pk, number, *names), of_person in groupby(
        rows.values_list(*who, *PLACE_COLUMNS).iterator(), key=lambda row: row[: len(who)]
    ):
        places = tuple(HeldPosition(*row[len(who) :]) for row in of_person)
        if held := tuple(place for place in places if place.to_day is None or place.to_day >= on):
            situation = Situation(
                places,
                tuple(bits.get(pk, 0) for bits in settled),
                tuple(sorted(unsettled.get(pk, ()))),
                tuple(away.get(pk, ())),
                tuple(section for (section,) in begun.get(pk, ())),
            )
            yield Employed(pk, number, " ".join(filter(None, names)), held, judge.duties(situation, exactly=exactly))


def _is_everything(units: Sequence[Unit]) -> bool:
    """Whether these are all topmost units: then nobody needs to be looked for in them."""
    tops = {unit.pk for unit in units if unit.depth == 0}
    return bool(tops) and not Unit.objects.filter(parent=None).exclude(pk__in=tops).exists()


def _held_in(units: Iterable[Unit], on: date) -> QuerySet[Position]:
    inside = Q(pk__in=())
    for unit in units:
        inside |= Q(unit__path__gte=unit.path, unit__path__lt=next_path(unit.path))
    return Position.objects.on(on).filter(inside)


def _by_employee(rows: QuerySet[Any], *columns: str) -> dict[int, list[tuple[Any, ...]]]:
    by_employee: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for pk, *values in rows.order_by("employee", *columns).values_list("employee", *columns).iterator():
        by_employee[pk].append(tuple(values))
    return by_employee


class _Judge:
    """Judges situations, each once."""

    def __init__(self, on: date, requirements: Sequence[Requirement], sections: Sequence[Section]) -> None:
        self.on, self.requirements, self.sections = on, requirements, sections
        self.histories = section_histories(sections)
        self.handbooks = {section.pk: section.handbook_id for section in sections}
        self.by_handbook: dict[int, list[Requirement]] = defaultdict(list)
        for requirement in requirements:
            self.by_handbook[requirement.handbook_id].append(requirement)
        self.completed_from = {
            handbook: max((day for requirement in same if (day := counts_from(requirement, on))), default=None)
            for handbook, same in self.by_handbook.items()
        }
        settled = []
        for section in sections:
            first_day = self.completed_from[section.handbook_id]
            for audience in Audience:
                if number := _first_settled(self.histories[section.pk], audience):
                    moment = _moment(first_day) if first_day else None
                    settled.append(Settled(section.pk, audience.value, number, moment))
        self.settled = [settled[start : start + BITS] for start in range(0, len(settled), BITS)]
        days = (max(requirement.newcomer_days, requirement.change_days) for requirement in requirements)
        self.horizon = on - timedelta(days=max(days, default=0))
        """Of those who were never on leave, a first day before this one leads to no deadline that is still to come."""
        self.units: dict[str, Unit] = {}
        self.covered: dict[tuple[bool, ...], Unit] = {}
        self.judged: dict[Situation, Duties] = {}

    @property
    def absences(self) -> QuerySet[Absence]:
        """The leave that can extend a deadline: nothing is owed from before the first requirement."""
        first_day = min((requirement.from_day for requirement in self.requirements), default=self.on)
        return Absence.objects.filter(Q(to_day__isnull=True) | Q(to_day__gte=first_day), from_day__lte=self.on)

    @property
    def attempts(self) -> QuerySet[Attempt]:
        return Attempt.objects.open().filter(section__handbook__in=set(self.handbooks.values()))

    def _covered_like(self, path: str) -> Unit:
        """The first unit met that the same requirements cover as the one with this path."""
        if path not in self.units:
            covering = tuple(
                other is None or other.path <= path < next_path(other.path)
                for other in (requirement.unit for requirement in self.requirements)
            )
            self.units[path] = self.covered.setdefault(covering, Unit(path=path))
        return self.units[path]

    def settled_bits(self, completions: QuerySet[LatestCompletion]) -> list[dict[int, int]]:
        """By employee: the bits of the completions after which nothing is owed, in as many integers as it takes."""
        return [
            dict(
                completions.order_by()  # of all sections: the index by section would have to look up each employee
                .values_list("employee")
                .annotate(
                    bits=Sum(
                        Case(
                            *(When(settled.is_met, then=Value(1 << bit)) for bit, settled in enumerate(chunk)),
                            default=Value(0),
                            output_field=BigIntegerField(),
                        )
                    )
                )
            )
            for chunk in self.settled
        ]

    def unsettled(self, completions: QuerySet[LatestCompletion]) -> dict[int, list[Unsettled]]:
        """By employee: the completions after which something may be owed."""
        by_employee: dict[int, list[Unsettled]] = defaultdict(list)
        once: dict[Unsettled, Unsettled] = {}
        is_dated = any(self.completed_from.values())
        for chunk in self.settled:
            is_missed = Q()
            for settled in chunk:
                is_missed |= settled.is_missed
            rows = completions.filter(is_missed).order_by()
            columns = ("employee", "section", "audience", "number", "language")
            for pk, section, audience, number, language, *at in rows.values_list(
                *columns, *["completed_at"] * is_dated
            ).iterator():
                day = self._alike(self.handbooks[section], timezone.localdate(*at)) if is_dated else self.on
                row = Unsettled(section, audience, number, language, day)
                by_employee[pk].append(once.setdefault(row, row))
        return by_employee

    def _alike(self, handbook: int, day: date) -> date:
        """The last day on which a completion counts as much as on this one."""
        first_day, same = self.completed_from[handbook], self.by_handbook[handbook]
        if first_day is None or day >= first_day:
            return self.on
        if any(requirement.valid_months for requirement in same):
            return day  # it expired on a day of its own
        rounds = sorted(requirement.again_from for requirement in same if requirement.again_from)
        return next(again_from - timedelta(days=1) for again_from in rounds if day < again_from)

    def duties(self, situation: Situation, *, exactly: bool) -> Duties:
        duties = self._judge_once(situation._replace(places=self._places_alike(situation)))
        return self._judge_once(situation) if exactly and duties.to_dos else duties

    def _places_alike(self, situation: Situation) -> tuple[HeldPosition, ...]:
        """Positions from which the same follows: of a unit covered like theirs, and from long ago if no deadline that is
        still to come depends on their first day."""
        places = [
            HeldPosition(
                self._covered_like(place.path).path,
                True,
                place.is_leader,
                LONG_AGO if place.from_day < self.horizon and not situation.absences else place.from_day,
                place.to_day,
            )
            for place in situation.places
        ]
        held = [place._replace(to_day=None) for place in places if place.to_day is None or place.to_day >= self.on]
        if all(place.from_day == LONG_AGO for place in held):
            return tuple(sorted(set(held)))
        return tuple(places)

    def _judge_once(self, situation: Situation) -> Duties:
        if situation not in self.judged:
            facts = self._facts(situation)
            self.judged[situation] = duties_from(facts, self.sections, self.histories, self.requirements, on=self.on)
        return self.judged[situation]

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
        completed = list(situation.unsettled)
        for bits, chunk in zip(situation.settled, self.settled, strict=True):
            for bit, settled in enumerate(chunk):
                if bits & 1 << bit:
                    newest = self.histories[settled.section].newest
                    language = self.histories[settled.section].source_language
                    completed.append(Unsettled(settled.section, settled.audience, newest, language, self.on))
        latest: dict[int, dict[str, LatestCompletion]] = defaultdict(dict)
        for completion in completed:
            latest[completion.section][completion.audience] = LatestCompletion(
                number=completion.number,
                language=completion.language,
                completed_at=_moment(completion.completed_on),
            )
        return Facts(
            held=[position for position in positions if position.holds_on(self.on)],
            ended=[position for position in positions if not position.holds_on(self.on)],
            absences=[Absence(from_day=from_day, to_day=to_day) for from_day, to_day in situation.absences],
            latest=latest,
            attempts={section: Attempt(section_id=section) for section in situation.attempts},
        )


def _first_settled(history: SectionHistory, audience: str) -> int:
    """The first version number from which on a completion leaves nothing owed; 0: nothing is ever owed."""
    languages = {language for version in history.versions.values() for language in version.texts}
    for number in sorted((WHOLE, *history.versions), reverse=True):
        if any(owed(history, audience, language, number) for language in languages):
            return number + 1
    return 0


def _moment(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())
