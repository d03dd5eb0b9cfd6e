"""A handbook as a given employee would have seen it when a day ended. Never an answer, a score or a number of tries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from courses.models import Completion
from handbook.models import Audience, Handbook
from handbook.public.reader_editions import ReaderEdition, sections_as_of
from handbook.public.section_page import titles_of
from people.models import Employee, Position


@dataclass(frozen=True, slots=True)
class CompletedSection:
    """How far somebody had come with a section: the newest version completed, and when."""

    number: int
    at: datetime
    for_leaders: int
    """The newest version whose points for leaders were completed too; 0: none."""


@dataclass(frozen=True, slots=True)
class LookBack:
    """What the employee would have met, and what was on record."""

    positions: Sequence[Position]
    """Those held on that day; none: not employed."""
    audience: Audience
    language: str
    """The one chosen now: what was chosen then is not kept. Whoever has chosen none gets the source's."""
    sections: Sequence[tuple[ReaderEdition, CompletedSection | None]]
    out_of_force: Sequence[tuple[str, CompletedSection]]
    """Sections with their titles that had been completed, and were not in force on that day."""

    @property
    def is_leader(self) -> bool:
        return self.audience == Audience.LEADERS


def look_back(employee: Employee, handbook: Handbook, *, day: date, titles_in: str) -> LookBack:
    """Four queries, however many sections and completions. `titles_in` is the language of whoever asks."""
    positions = employee.positions_on(day)
    audience = Audience.LEADERS if employee.is_leader(day) else Audience.EVERYONE
    language = employee.language or handbook.source_language
    shown = sections_as_of(day, handbook, language=language, audience=audience)
    completed = completed_by(day, employee, handbook)
    in_force = {shown.version.section_id for shown in shown}
    titles = titles_of([handbook], titles_in)
    return LookBack(
        positions,
        audience,
        language,
        [(shown, completed.get(shown.version.section_id)) for shown in shown],
        [(titles[section], found) for section, found in completed.items() if section not in in_force],
    )


def completed_by(day: date, employee: Employee, handbook: Handbook) -> dict[int, CompletedSection]:
    """What the employee had completed when the day ended, by section, in reading order."""
    found = (
        Completion.objects.filter(employee=employee, section__handbook=handbook, completed_at__date__lte=day)
        .select_related("version")
        .order_by("section__position", "version__number", "sequence")
    )
    by_section: dict[int, list[Completion]] = {}
    for completion in found:
        by_section.setdefault(completion.section_id, []).append(completion)
    return {section: _newest(rows) for section, rows in by_section.items()}


def _newest(rows: Sequence[Completion]) -> CompletedSection:
    """Of one section, the oldest version first."""
    last = rows[-1]
    leaders = [completion for completion in rows if completion.audience == Audience.LEADERS]
    return CompletedSection(_number(rows), last.completed_at, _number(leaders))


def _number(rows: Iterable[Completion]) -> int:
    return max((completion.version.number or 0 for completion in rows), default=0)
