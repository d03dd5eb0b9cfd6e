"""The duties of one person, from the rows that decide them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from courses.models import Attempt, Reason, Requirement
from courses.todos.coverage import Coverage, coverages
from courses.todos.due_dates import due_on
from courses.todos.owed_clauses import owed_from
from courses.todos.owed_sections import Latest, OwedPart, owed_section
from courses.todos.status import Duties, ToDo
from handbook.history import SectionHistory
from handbook.models import Section
from people.models import Absence, Position


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows about one person that decide what is owed."""

    held: Sequence[Position]
    """The positions held on the day."""
    ended: Sequence[Position]
    """Those that ended before."""
    absences: Sequence[Absence]
    latest: Mapping[int, Latest]
    """By section."""
    attempts: Mapping[int, Attempt]
    """The open attempts, by section."""


def duties_from(
    facts: Facts,
    sections: Sequence[Section],
    known: Mapping[int, SectionHistory],
    requirements: Sequence[Requirement],
    *,
    on: date,
) -> Duties:
    """What must be completed and is owed that day. `sections` are those of the handbooks that the requirements name, in
    reading order; `known` are their histories."""
    by_handbook: dict[int, list[Coverage]] = defaultdict(list)
    for coverage in coverages(requirements, facts.held, facts.ended):
        by_handbook[coverage.requirement.handbook_id].append(coverage)
    required = tuple(section for section in sections if by_handbook[section.handbook_id])
    owed = {}
    completed_from: dict[int, date] = {}
    for section in required:
        history, latest = known[section.pk], facts.latest.get(section.pk, {})
        owed_part = owed_section(section, history, by_handbook[section.handbook_id], latest, on=on)
        if owed_part:
            owed[section.pk] = owed_part
        if owed_part is None or owed_part.is_change:
            first = completed_from.get(section.handbook_id, date.max)
            completed_from[section.handbook_id] = min(first, history.published_on)
    to_dos = []
    for section in (section for section in required if section.pk in owed):
        covered, history, owes = by_handbook[section.handbook_id], known[section.pk], owed[section.pk]
        is_new_rule = all(
            part.reason == Reason.CHANGE or _was_added(part, history, covered, completed_from.get(section.handbook_id))
            for part in owes.parts
        )
        due_day = due_on(owes, history, covered, facts.absences, on=on)
        to_dos.append(ToDo(owes, due_day, facts.attempts.get(section.pk), is_new_rule))
    is_on_leave = any(
        absence.from_day <= on and (absence.to_day is None or absence.to_day >= on) for absence in facts.absences
    )
    return Duties(tuple(sorted(to_dos, key=lambda to_do: to_do.due_on)), required, is_on_leave, on)


def _was_added(
    part: OwedPart, history: SectionHistory, covered: Sequence[Coverage], completed_from: date | None
) -> bool:
    """Whether a section that was never completed was added after its employee was covered, and after `completed_from`,
    the day on which the first of the handbook's completed sections was published (None: none is completed)."""
    if part.reason != Reason.NEW or completed_from is None:
        return False
    added_on = owed_from(history, part.clauses, part.language, part.since)
    starts = [day for coverage in covered if (day := coverage.covers_from(part.audience))]
    return added_on is not None and added_on > max([completed_from, *starts])
