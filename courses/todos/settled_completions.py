"""Which completions leave nothing owed, asked of the database for everybody at once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import BigIntegerField, Case, Q, QuerySet, Sum, Value, When
from django.utils import timezone

from courses.models import LatestCompletion, Requirement
from courses.todos.coverage import counts_from
from courses.todos.owed_clauses import WHOLE, owed
from handbook.history import SectionHistory
from handbook.models import Audience, Section

BITS = 60
"""The completions of a person that one sum tells apart, a bit for each: an integer of both databases has 63."""


class CompletionKind(NamedTuple):
    """What counts about a latest completion."""

    section: int
    audience: str
    number: int
    language: str
    completed_on: date


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


class SettledCompletions:
    """The completions after which nothing is owed on a day, and how to ask for them and for the others."""

    def __init__(
        self,
        requirements: Sequence[Requirement],
        sections: Sequence[Section],
        histories: Mapping[int, SectionHistory],
        *,
        on: date,
    ) -> None:
        self.on, self.histories = on, histories
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
                if number := _first_settled(histories[section.pk], audience):
                    moment = first_moment(first_day) if first_day else None
                    settled.append(Settled(section.pk, audience.value, number, moment))
        self.chunks = [settled[start : start + BITS] for start in range(0, len(settled), BITS)]

    def bits_by_employee(self, completions: QuerySet[LatestCompletion]) -> list[dict[int, int]]:
        """By employee: a bit for each settled completion, in as many integers as it takes. A statement for each."""
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
            for chunk in self.chunks
        ]

    def of_bits(self, bits: Sequence[int]) -> Iterator[CompletionKind]:
        """The completions that the bits of somebody stand for: as good as one of today."""
        for of_chunk, chunk in zip(bits, self.chunks, strict=True):
            for bit, settled in enumerate(chunk):
                if of_chunk & 1 << bit:
                    history = self.histories[settled.section]
                    yield CompletionKind(
                        settled.section, settled.audience, history.newest, history.source_language, self.on
                    )

    def unsettled_by_employee(self, completions: QuerySet[LatestCompletion]) -> dict[int, list[CompletionKind]]:
        """By employee: the completions after which something may be owed. A statement for each chunk."""
        by_employee: dict[int, list[CompletionKind]] = defaultdict(list)
        once: dict[CompletionKind, CompletionKind] = {}
        for chunk in self.chunks:
            is_missed = Q()
            for settled in chunk:
                is_missed |= settled.is_missed
            for pk, kind in self._kinds(completions.filter(is_missed).order_by()):
                by_employee[pk].append(once.setdefault(kind, kind))
        return by_employee

    def _kinds(self, completions: QuerySet[LatestCompletion]) -> Iterator[tuple[int, CompletionKind]]:
        """The employee of each completion, and what counts about it. The day is read only where it makes a difference."""
        columns = ("employee", "section", "audience", "number", "language")
        if any(self.completed_from.values()):
            dated = completions.values_list(*columns, "completed_at").iterator()
            for pk, section, audience, number, language, at in dated:
                day = self._alike(self.handbooks[section], timezone.localdate(at))
                yield pk, CompletionKind(section, audience, number, language, day)
        else:
            for pk, section, audience, number, language in completions.values_list(*columns).iterator():
                yield pk, CompletionKind(section, audience, number, language, self.on)

    def _alike(self, handbook: int, day: date) -> date:
        """The last day on which a completion counts as much as on this one."""
        first_day, same = self.completed_from[handbook], self.by_handbook[handbook]
        if first_day is None or day >= first_day:
            return self.on
        if any(requirement.valid_months for requirement in same):
            return day  # it expired on a day of its own
        rounds = sorted(requirement.again_from for requirement in same if requirement.again_from)
        return next(again_from - timedelta(days=1) for again_from in rounds if day < again_from)


def _first_settled(history: SectionHistory, audience: str) -> int:
    """The first version number from which on a completion leaves nothing owed; 0: nothing is ever owed."""
    languages = {language for version in history.versions.values() for language in version.texts}
    for number in sorted((WHOLE, *history.versions), reverse=True):
        if any(owed(history, audience, language, number) for language in languages):
            return number + 1
    return 0


def first_moment(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())
