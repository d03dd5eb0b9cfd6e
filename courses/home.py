"""What home shows: a card for each to-do, and how many sections of each handbook are done."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from courses.attempts.progress import Progress, progress_of
from courses.attempts.scope import attempt_scope
from courses.models import Answer, Credit, Scope
from courses.todos.status import MINUTES_A_QUESTION, EmployeeStatus, ToDo
from handbook.models import Edition, Handbook
from handbook.public.reader_editions import ReaderEdition, edition_for_reader


@dataclass(frozen=True, slots=True)
class Card:
    """A to-do with what is shown of it."""

    to_do: ToDo
    shown: ReaderEdition
    is_overdue: bool
    question: int
    """The number of the question where an open attempt goes on; 0: none is open."""
    questions: int
    again: int
    """How many questions are to be answered again, once none is unanswered; 0: the attempt goes on at `question`."""
    asked: int
    """How many questions a fresh attempt asks."""
    moved: str
    """What has moved since an open attempt was begun: the text, the language or what is asked; empty: nothing."""

    @property
    def minutes(self) -> int:
        """About how long it takes: reading, and half a minute a question."""
        whole = self.to_do.owing.scope == Scope.WHOLE
        reading = self.shown.edition.minutes if whole else 1
        return max(1, round(reading + MINUTES_A_QUESTION * self.asked))


def cards(employee_status: EmployeeStatus, *, language: str, audience: str) -> list[Card]:
    """A card for each to-do, in the order of the to-dos."""
    shown = newest_shown([to_do.section.pk for to_do in employee_status.to_dos], language=language, audience=audience)
    answers: dict[object, list[Answer]] = {}
    open_attempts = [to_do.attempt for to_do in employee_status.to_dos if to_do.attempt]
    for answer in Answer.objects.filter(attempt__in=open_attempts).order_by("sequence"):
        answers.setdefault(answer.attempt_id, []).append(answer)
    credited: dict[UUID, set[str]] = defaultdict(set)
    rows = Credit.objects.filter(attempt__in=open_attempts if employee_status.has_withdrawn else ())
    for attempt, question in rows.values_list("attempt", "question"):
        credited[attempt].add(question)
    so_far = {
        open_attempt.pk: progress_of(open_attempt, answers.get(open_attempt.pk, []), credited[open_attempt.pk])
        for open_attempt in open_attempts
    }
    return [
        _card(to_do, shown[to_do.section.pk], so_far, audience, employee_status.on) for to_do in employee_status.to_dos
    ]


def _card(to_do: ToDo, shown: ReaderEdition, by_attempt: Mapping[UUID, Progress], audience: str, on: date) -> Card:
    attempt = to_do.attempt
    so_far = by_attempt[attempt.pk] if attempt else None
    now = attempt_scope(shown, to_do.owing, audience)
    return Card(
        to_do,
        shown,
        to_do.is_overdue(on),
        question=so_far.next_number if so_far else 0,
        questions=so_far.of if so_far else 0,
        again=len(so_far.wrong) if so_far and not so_far.unanswered else 0,
        asked=len(now.questions),
        moved=now.moved(attempt) if attempt else "",
    )


def newest_shown(sections: Iterable[int], *, language: str, audience: str) -> dict[int, ReaderEdition]:
    """The edition each section is read in, by section: one query."""
    editions = Edition.objects.newest().for_reader(language).filter(version__section__in=list(sections))
    found: dict[int, list[Edition]] = {}
    for edition in editions.defer("html", "source").select_related("version__section__handbook"):
        found.setdefault(edition.version.section_id, []).append(edition)
    return {section: edition_for_reader(each, language=language, audience=audience) for section, each in found.items()}


@dataclass(frozen=True, slots=True)
class HandbookProgress:
    """How much of a handbook is done."""

    handbook: Handbook
    done: int
    of: int


def handbook_progress(employee_status: EmployeeStatus) -> list[HandbookProgress]:
    handbooks = {section.handbook_id: section.handbook for section in employee_status.required}
    required = Counter(section.handbook_id for section in employee_status.required)
    owing = Counter(to_do.section.handbook_id for to_do in employee_status.to_dos)
    return [HandbookProgress(handbook, required[pk] - owing[pk], required[pk]) for pk, handbook in handbooks.items()]
