"""A handbook as a given employee would have seen it at the end of a day. It shows no answers, scores or attempts."""

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
    """The newest version of a section that an employee had completed, and when."""

    number: int
    at: datetime
    for_leaders: int
    """The newest version completed including its points for leaders; 0 if there is none."""


@dataclass(frozen=True, slots=True)
class LookBack:
    """The sections that the employee would have seen, and the completions on record."""

    positions: Sequence[Position]
    """The positions held on that day; none if the employee was not employed."""
    audience: Audience
    language: str
    """The language chosen now, since earlier choices are not kept; the source language if none is chosen."""
    sections: Sequence[tuple[ReaderEdition, CompletedSection | None]]
    out_of_force: Sequence[tuple[str, CompletedSection]]
    """Titles of completed sections that were not in force on that day, each with its completion."""

    @property
    def is_leader(self) -> bool:
        return self.audience == Audience.LEADERS


def look_back(employee: Employee, handbook: Handbook, *, day: date, titles_in: str) -> LookBack:
    """Four queries, however many sections and completions. `titles_in` is the visitor's language."""
    positions = employee.positions_on(day)
    audience = Audience.LEADERS if employee.is_leader(day) else Audience.EVERYONE
    language = employee.language or handbook.source_language
    shown = sections_as_of(day, handbook, language=language, audience=audience)
    completed = completed_by(day, employee, handbook)
    in_force = {reader_edition.version.section_id for reader_edition in shown}
    titles = titles_of([handbook], titles_in)
    return LookBack(
        positions,
        audience,
        language,
        [(reader_edition, completed.get(reader_edition.version.section_id)) for reader_edition in shown],
        [
            (titles[section], newest)
            for section, newest in completed.items()
            if section not in in_force and section in titles
        ],
    )


def completed_by(day: date, employee: Employee, handbook: Handbook) -> dict[int, CompletedSection]:
    """The sections that the employee had completed by the end of the day, in reading order."""
    completions = (
        Completion.objects.filter(employee=employee, section__handbook=handbook, completed_at__date__lte=day)
        .select_related("version")
        .order_by("section__position", "version__number", "sequence")
    )
    by_section: dict[int, list[Completion]] = {}
    for completion in completions:
        by_section.setdefault(completion.section_id, []).append(completion)
    return {section: _completed_section(rows) for section, rows in by_section.items()}


def _completed_section(rows: Sequence[Completion]) -> CompletedSection:
    """The newest completion among the rows of one section, which begin with the oldest version."""
    last = rows[-1]
    leaders = [completion for completion in rows if completion.audience == Audience.LEADERS]
    return CompletedSection(_highest_number(rows), last.completed_at, _highest_number(leaders))


def _highest_number(rows: Iterable[Completion]) -> int:
    return max((completion.version.number or 0 for completion in rows), default=0)
