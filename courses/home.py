"""The content of the home page: a card for each to-do, and how many sections of each handbook are done."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from courses.attempts.progress import Progress, progress_from
from courses.attempts.scope import attempt_scope
from courses.models import Answer, Credit, Reason, Scope
from courses.todos.status import MINUTES_A_QUESTION, EmployeeStatus, ToDo
from handbook.models import Edition, Handbook
from handbook.public.reader_editions import ReaderEdition, edition_for_reader
from handbook.versions.rollback import undone_versions


@dataclass(frozen=True, slots=True)
class Card:
    """A to-do and the facts that its card shows."""

    to_do: ToDo
    shown: ReaderEdition
    is_overdue: bool
    question: int
    """The number of the question where an open attempt continues; 0: there is no open attempt, or no open
    question."""
    questions: int
    """How many questions an open attempt asks; 0: there is no open attempt."""
    again: int
    """How many questions are to be answered again, once none is unanswered; 0: the attempt continues at
    `question`."""
    asked: int
    """How many questions a new attempt asks."""
    changed: str
    """The change since an open attempt was started, as `AttemptScope.changed_since` returns it; empty: none."""
    is_undone: bool
    """Whether the version that the reader completed was undone since: it is asked for that, and for no new rule."""

    @property
    def minutes(self) -> int:
        """About how long the to-do takes, in minutes: the reading, and half a minute per question."""
        whole = self.to_do.owed_section.scope == Scope.WHOLE
        reading = self.shown.edition.minutes if whole else 1
        return max(1, round(reading + MINUTES_A_QUESTION * self.asked))


def cards(employee_status: EmployeeStatus, *, language: str, audience: str) -> list[Card]:
    """A card for each to-do, in the order of the to-dos."""
    shown = newest_reader_editions(
        [to_do.section.pk for to_do in employee_status.to_dos], language=language, audience=audience
    )
    answers: dict[object, list[Answer]] = {}
    open_attempts = [to_do.attempt for to_do in employee_status.to_dos if to_do.attempt]
    for answer in Answer.objects.filter(attempt__in=open_attempts).order_by("sequence"):
        answers.setdefault(answer.attempt_id, []).append(answer)
    credited: dict[UUID, set[str]] = defaultdict(set)
    rows = Credit.objects.filter(attempt__in=open_attempts if employee_status.has_withdrawn else ())
    for attempt, question in rows.values_list("attempt", "question"):
        credited[attempt].add(question)
    by_attempt = {
        attempt.pk: progress_from(attempt, answers.get(attempt.pk, []), credited[attempt.pk])
        for attempt in open_attempts
    }
    changed = [to_do.section for to_do in employee_status.to_dos if to_do.owed_section.reason == Reason.CHANGE]
    undone = undone_versions(changed)
    return [
        _card(to_do, shown[to_do.section.pk], by_attempt, audience, employee_status.on, undone)
        for to_do in employee_status.to_dos
    ]


def _card(
    to_do: ToDo,
    shown: ReaderEdition,
    by_attempt: Mapping[UUID, Progress],
    audience: str,
    on: date,
    undone: Mapping[int, Mapping[int, int]],
) -> Card:
    attempt = to_do.attempt
    progress = by_attempt[attempt.pk] if attempt else None
    scope = attempt_scope(shown, to_do.owed_section, audience)
    return Card(
        to_do,
        shown,
        to_do.is_overdue(on),
        question=progress.next_number if progress else 0,
        questions=progress.of if progress else 0,
        again=len(progress.wrong) if progress and not progress.unanswered else 0,
        asked=len(scope.questions),
        changed=scope.changed_since(attempt) if attempt else "",
        is_undone=undone.get(to_do.section.pk, {}).get(to_do.owed_section.since) == shown.version.number,
    )


def newest_reader_editions(sections: Iterable[int], *, language: str, audience: str) -> dict[int, ReaderEdition]:
    """The newest edition of each section as a reader is shown it, by section id: one query."""
    editions = Edition.objects.newest().for_reader(language).filter(version__section__in=list(sections))
    by_section: dict[int, list[Edition]] = {}
    for edition in editions.defer("html", "source").select_related("version__section__handbook"):
        by_section.setdefault(edition.version.section_id, []).append(edition)
    return {
        section: edition_for_reader(candidates, language=language, audience=audience)
        for section, candidates in by_section.items()
    }


@dataclass(frozen=True, slots=True)
class HandbookProgress:
    """How many of the required sections of a handbook are done."""

    handbook: Handbook
    done: int
    of: int


def handbook_progress(employee_status: EmployeeStatus) -> list[HandbookProgress]:
    handbooks = {section.handbook_id: section.handbook for section in employee_status.required}
    required = Counter(section.handbook_id for section in employee_status.required)
    owed = Counter(to_do.section.handbook_id for to_do in employee_status.to_dos)
    return [HandbookProgress(handbook, required[pk] - owed[pk], required[pk]) for pk, handbook in handbooks.items()]
