"""The rows of the database about everybody in some units, as plain columns: a situation for each person.

The number of statements does not depend on the number of people.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Q, QuerySet

from courses.models import Attempt, LatestCompletion
from courses.todos.situations import LONG_AGO, HeldPosition, Situation, SituationJudge
from people.models import Absence, Position, Unit, next_path

PLACE_COLUMNS = ("unit__path", "is_main", "is_leader", "from_day", "to_day")


class EmployeeRows:
    """The rows about everybody in some units and below (None: anywhere)."""

    def __init__(self, judge: SituationJudge, units: Iterable[Unit] | None, *, exactly: bool) -> None:
        self.judge, self.exactly, on = judge, exactly, judge.rules.on
        requirements, handbooks = judge.rules.requirements, set(judge.settled.handbooks.values())
        # Nothing is owed from before the first requirement: leave that ended earlier extends no deadline.
        first_day = min((requirement.from_day for requirement in requirements), default=on)
        self.absences = Absence.objects.filter(Q(to_day__isnull=True) | Q(to_day__gte=first_day), from_day__lte=on)
        self.attempts: QuerySet[Attempt] = Attempt.objects.open().filter(section__handbook__in=handbooks)
        self.completions = LatestCompletion.objects.all()
        self.positions = Position.objects.filter(employee__is_active=True, from_day__lte=on)
        units = None if units is None else list(units)
        if units is not None and not _is_everything(units):
            inside = {"employee__in": _held_in(units, on).values("employee")}
            self.absences, self.attempts = self.absences.filter(**inside), self.attempts.filter(**inside)
            self.completions, self.positions = self.completions.filter(**inside), self.positions.filter(**inside)
        if not exactly:
            # What ended earlier leads to a deadline that is still to come only for those who were on leave.
            recent = Q(to_day__isnull=True) | Q(to_day__gte=judge.horizon - timedelta(days=1))
            self.positions = self.positions.filter(recent | Q(employee__in=self.absences.values("employee")))

    def situations(self, names: Sequence[str], *order: str) -> Iterator[tuple[tuple[Any, ...], Situation]]:
        """The id and the named columns of each person, and their situation."""
        settled, unsettled = (
            self.judge.settled.bits_by_employee(self.completions),
            self.judge.settled.unsettled_by_employee(self.completions),
        )
        away, begun = _by_employee(self.absences, "from_day", "to_day"), _by_employee(self.attempts, "section")
        rows = self.positions.order_by(*order, "unit__path", "from_day", "pk")
        columns = rows.values_list("employee", *names, *PLACE_COLUMNS)
        start = 1 + len(names)
        long_ago = date.min if self.exactly else self.judge.horizon
        for pk, of_person in groupby(columns.iterator(), key=itemgetter(0)):
            absences = away.get(pk, ())
            places = []
            for row in of_person:
                path, is_main, is_leader, from_day, to_day = row[start:]
                if from_day < long_ago and not absences:
                    from_day = LONG_AGO
                places.append(HeldPosition(path, is_main, is_leader, from_day, to_day))
            yield (
                row[:start],
                Situation(
                    tuple(places),
                    tuple([bits.get(pk, 0) for bits in settled]),
                    tuple(sorted(unsettled[pk])) if pk in unsettled else (),
                    tuple(absences),
                    tuple([section for (section,) in begun.get(pk, ())]),
                ),
            )


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
