"""The rows of the database about everybody in some units, as plain columns: a situation for each person.

The number of statements does not depend on the number of people.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from courses.models import Attempt, CompletedVersion, EmployeeProfile, LatestCompletion, Profile
from courses.todos.settled_completions import Completed
from courses.todos.situations import HeldPosition, Plain, Situation, SituationJudge
from people.models import Absence, Employee, Position, Unit, next_path

PLACE_COLUMNS = ("unit__path", "is_main", "is_leader", "from_day", "to_day")
PROFILE_COLUMNS = ("employee__profile__is_current", "employee__profile__profile__completed")
COPY_COLUMNS = ("employee__is_active", *(f"employee__profile__{name}" for name in ("unit", "is_leader", "from_day")))


class EmployeeRows:
    """The rows about everybody in some units and below (None: anywhere), except one employee."""

    def __init__(
        self, judge: SituationJudge, units: Sequence[Unit] | None, *, exactly: bool, without: int | None
    ) -> None:
        self.judge, self.without, on = judge, without, judge.rules.on
        handbooks = set(judge.settled.handbooks.values())
        self.absences = Absence.objects.filter(_ends_from(judge.required_from), from_day__lte=on)
        self.attempts: QuerySet[Attempt] = Attempt.objects.open().filter(section__handbook__in=handbooks)
        self.completions = LatestCompletion.objects.all()
        self.positions = Position.objects.filter(from_day__lte=on)
        self.unknown: list[QuerySet[Any, Any]] = [EmployeeProfile.objects.filter(is_current=False).values("employee")]
        """Those whose profile is not current, and those without one."""
        if units is not None and not is_everything(units):
            inside = {"employee__in": _held_in(units, on).values("employee")}
            self.absences, self.attempts = self.absences.filter(**inside), self.attempts.filter(**inside)
            self.completions, self.positions = self.completions.filter(**inside), self.positions.filter(**inside)
        self.unknown.append(self.positions.filter(employee__profile=None).order_by().values("employee"))
        if not exactly:
            # Neither leave that ended earlier, nor positions of those who were not on leave since, lead to a deadline that
            # is still to come.
            since = _ends_from(judge.horizon - timedelta(days=1))
            self.absences = self.absences.filter(employee__in=self.absences.filter(since).values("employee"))
            away, unknown = Q(employee__in=self.absences.values("employee")), Q(employee__in=self.unknown[0])
            self.positions = self.positions.filter(since | away | unknown)

    def situations(self, columns: Sequence[str], *order: str) -> Iterator[tuple[tuple[Any, ...], Situation]]:
        """The id and the named columns of each person, and their situation."""
        active = self.positions.filter(employee__is_active=True)
        for row, situation in self._situations(active, columns, order):
            if row[0] != self.without:
                yield row, situation

    def plain_and_others(self) -> tuple[Counter[Plain], list[Situation]]:
        """Everybody in the whole organisation: how many there are of those for whom the one main position and the profile
        are all that counts, and the situation of each of the others."""
        groups = list(self._groups())
        if sum(people for *_group, people in groups) == Employee.objects.count():
            del self.unknown[1]  # looking for missing rows takes longer than counting
        in_use = Profile.objects.filter(Exists(EmployeeProfile.objects.filter(profile=OuterRef("pk"))))
        of_profile = self.judge.settled.of_profile
        completed: dict[int | None, Completed] = {
            pk: of_profile(text) for pk, text in in_use.values_list("pk", "completed")
        }
        paths, nothing = dict(Unit.objects.order_by().values_list("pk", "path")), of_profile("")
        on, long_ago = self.judge.rules.on, self.judge.long_ago
        plain: Counter[Plain] = Counter()
        for unit, is_leader, first, profile, people in groups:
            if unit and not (first and first > on):
                plain[Plain(paths[unit], is_leader, first, completed.get(profile, nothing))] += people
        others = []
        exceptional = self.positions.filter(employee__in=self._exceptional())
        columns = (PROFILE_COLUMNS[1], *COPY_COLUMNS)
        for (pk, text, is_active, unit, is_leader, first), situation in self._situations(
            exceptional, columns, ["employee"]
        ):
            if unit and first <= on:
                plain[Plain(paths[unit], is_leader, None if first < long_ago else first, of_profile(text or ""))] -= 1
            if is_active and pk != self.without:
                others.append(situation)
        return +plain, others

    def _groups(self) -> Iterator[tuple[int | None, bool, date | None, int | None, int]]:
        """Unit, whether it is led, first day if that was not long ago, profile, and how many have the same."""
        rows, long_ago = EmployeeProfile.objects.order_by(), self.judge.long_ago
        before = rows.filter(from_day__lt=long_ago).values_list("unit", "profile")
        leaders = Count("is_leader", filter=Q(is_leader=True))  # cheaper than another column to group by
        for unit, profile, people, leading in before.annotate(people=Count("is_leader"), leading=leaders):
            if people > leading:
                yield unit, False, None, profile, people - leading
            if leading:
                yield unit, True, None, profile, leading
        others = rows.filter(Q(from_day__gte=long_ago) | Q(from_day__isnull=True))
        yield from others.values_list("unit", "is_leader", "from_day", "profile").annotate(Count("is_leader"))

    def _exceptional(self) -> QuerySet[Any, Any]:
        """Those whose duties something else decides as well."""
        more = self.positions.exclude(is_main=True, to_day=None)
        people: list[QuerySet[Any, Any]] = [
            rows.order_by().values("employee") for rows in (more, self.absences, self.attempts)
        ]
        if expired := self.judge.settled.expired:
            people.append(self.completions.filter(expired).order_by().values("employee"))
        if self.without is not None:
            people.append(Employee.objects.filter(pk=self.without).order_by().values("pk"))
        return people[0].union(*people[1:], *self.unknown, Employee.objects.closed().order_by().values("pk"))

    def _situations(
        self, positions: QuerySet[Position], columns: Sequence[str], order: Sequence[str]
    ) -> Iterator[tuple[tuple[Any, ...], Situation]]:
        away, begun = _by_employee(self.absences, "from_day", "to_day"), _by_employee(self.attempts, "section")
        unsure, settled = self._completions(), self.judge.settled
        rows = positions.order_by(*order, "unit__path", "from_day", "pk")
        read = rows.values_list("employee", *columns, *PROFILE_COLUMNS, *PLACE_COLUMNS)
        profile = 1 + len(columns)
        start = profile + len(PROFILE_COLUMNS)
        for pk, of_person in groupby(read.iterator(), key=itemgetter(0)):
            own = list(of_person)
            is_current, completed = own[0][profile:start]
            text = completed if is_current and completed else ""
            yield (
                own[0][:profile],
                Situation(
                    tuple([HeldPosition(*row[start:]) for row in own]),
                    settled.of_rows(text, unsure[pk]) if pk in unsure else settled.of_profile(text),
                    tuple(away.get(pk, ())),
                    tuple([section for (section,) in begun.get(pk, ())]),
                ),
            )

    def _completions(self) -> dict[int, list[tuple[CompletedVersion, datetime]]]:
        """By employee: all completions of those without a current profile, and of others those that are too old."""
        unsure = Q(employee__in=self.unknown[0].union(*self.unknown[1:]))
        if expired := self.judge.settled.expired:
            unsure |= expired
        by_employee: dict[int, list[tuple[CompletedVersion, datetime]]] = defaultdict(list)
        rows = self.completions.filter(unsure).order_by()
        for pk, at, *version in rows.values_list("employee", "completed_at", *CompletedVersion._fields).iterator():
            by_employee[pk].append((CompletedVersion(*version), at))
        return by_employee


def is_everything(units: Sequence[Unit]) -> bool:
    """Whether these are all topmost units: then nobody needs to be looked for in them."""
    tops = {unit.pk for unit in units if unit.depth == 0}
    return bool(tops) and not Unit.objects.filter(parent=None).exclude(pk__in=tops).exists()


def _ends_from(day: date) -> Q:
    return Q(to_day__isnull=True) | Q(to_day__gte=day)


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
