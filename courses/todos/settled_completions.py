"""Which completions leave nothing owed, told from the profiles of employees and, where a day counts, from completions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from courses.models import CompletedVersion, Requirement, completed_versions
from courses.todos.coverage import counts_from
from courses.todos.owed_clauses import WHOLE, owed
from handbook.history import SectionHistory
from handbook.models import Audience, Section


class CompletionKind(NamedTuple):
    """What counts about a latest completion."""

    section: int
    audience: str
    number: int
    language: str
    completed_on: date


class Completed(NamedTuple):
    """What counts about all latest completions of somebody."""

    settled: int
    """A bit for each completion after which nothing is owed."""
    unsettled: tuple[CompletionKind, ...]
    """Those after which something may be owed."""


class SettledCompletions:
    """The completions after which nothing is owed on a day."""

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
        self.first_settled: dict[tuple[int, str], int] = {}
        for section in sections:
            for audience in Audience:
                if number := _first_settled(histories[section.pk], audience):
                    self.first_settled[section.pk, audience.value] = number
        self.bits = {key: 1 << place for place, key in enumerate(self.first_settled)}
        self.profiles: dict[str, Completed] = {}
        self.parts: dict[str, CompletionKind] = {}

    @property
    def expired(self) -> Q | None:
        """The completions that are too old to count in their handbook; None: all count."""
        expired = None
        for handbook, first_day in self.completed_from.items():
            if first_day:
                inside = Section.objects.filter(handbook=handbook).values("pk")
                old = Q(section__in=inside, completed_at__lt=first_moment(first_day))
                expired = old if expired is None else expired | old
        return expired

    def of_profile(self, text: str) -> Completed:
        """What counts about the completions that a profile names, none of which is too old. Each text is read once."""
        if text not in self.profiles:
            self.profiles[text] = self._sum(self._kinds(text))
        return self.profiles[text]

    def of_rows(self, text: str, rows: Iterable[tuple[CompletedVersion, datetime]]) -> Completed:
        """The same with the completions of some sections as they are, with the day."""
        kinds = {kind[:2]: kind for kind in self._kinds(text)}
        for version, completed_at in rows:
            day = timezone.localdate(completed_at)
            if handbook := self.handbooks.get(version.section):
                kinds[version[:2]] = CompletionKind(*version, self._alike(handbook, day))
        return self._sum(kinds.values())

    def of_bits(self, bits: int) -> Iterator[CompletionKind]:
        """The completions that the bits of somebody stand for: as good as one of today."""
        for (section, audience), bit in self.bits.items():
            if bits & bit:
                history = self.histories[section]
                yield CompletionKind(section, audience, history.newest, history.source_language, self.on)

    def _kinds(self, text: str) -> Iterator[CompletionKind]:
        """What counts about each completion that a profile names."""
        for part in text.split():
            kind = self.parts.get(part)
            if kind is None:
                (version,) = completed_versions(part)
                kind = self.parts[part] = CompletionKind(*version, self.on)
            yield kind

    def _sum(self, kinds: Iterable[CompletionKind]) -> Completed:
        settled, unsettled = 0, []
        for kind in kinds:
            number = self.first_settled.get(kind[:2])
            if number is None:
                continue  # of another handbook, or nothing is ever owed
            if kind.number >= number and kind.completed_on == self.on:
                settled |= self.bits[kind[:2]]
            else:
                unsettled.append(kind)
        return Completed(settled, tuple(sorted(unsettled)))

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
