"""The content of the home page: for each required handbook a plan of what is left, what comes next, and what is done."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from courses.attempts.progress import Progress, progress_from
from courses.attempts.scope import attempt_scope
from courses.models import Answer, Attempt, Credit, Reason, Scope
from courses.todos.status import EmployeeStatus, ToDo
from handbook.history import section_histories
from handbook.models import ClauseText, Edition, Handbook, Section
from handbook.public.reader_editions import ReaderEdition, edition_for_reader
from handbook.versions.rollback import undone_versions
from markup.time_needed import TimeNeeded, count_words
from records.process_cache import ProcessCache, SiteCache

_WORDS: ProcessCache[int, Mapping[str, int]] = ProcessCache(500)
"""The number of words of each clause of an edition, by the edition's id."""

_SHOWN: SiteCache[dict[int, ReaderEdition]] = SiteCache(50)
"""Sections as readers are shown them, by what decides them."""


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A to-do and the facts that its row shows."""

    to_do: ToDo
    shown: ReaderEdition
    is_overdue: bool
    progress: Progress | None
    """Of the open attempt, if there is one."""
    time: TimeNeeded
    """What is still to be read and answered."""
    changed: str
    """The change since an open attempt was started, as `AttemptScope.changed_since` returns it; empty: none."""
    is_undone: bool
    """Whether the version that the reader completed was undone since: it is asked for that, and for no new rule."""

    @property
    def is_change(self) -> bool:
        """Whether the section had been completed, until a change came."""
        return self.to_do.owed_section.reason == Reason.CHANGE

    @property
    def change(self) -> str:
        """The change since it was completed, in a few words; empty if it was not."""
        if not self.is_change:
            return ""
        return _("A new rule was undone") if self.is_undone else str(Reason.CHANGE.label)

    @property
    def why(self) -> str:
        """Why the section is owed, in a few words; empty if it is simply new."""
        owed_section = self.to_do.owed_section
        if self.to_do.attempt:
            return _("Under way")
        if owed_section.scope == Scope.LEADERS:
            return _("New for you as a manager")
        if owed_section.reason == Reason.NEW:
            return ""
        return capfirst(self.change or str(owed_section.reason.label))

    @property
    def address(self) -> str:
        """The page where the reader goes on: the open attempt, what is new, or the text."""
        section, attempt = self.to_do.section, self.to_do.attempt
        if attempt and self.changed != "asked":
            return reverse("courses:attempt", args=[attempt.pk])
        is_whole = attempt or self.to_do.owed_section.scope == Scope.WHOLE
        return reverse(
            "handbook:section" if is_whole else "courses:changes", args=[section.handbook.slug, section.slug]
        )

    @property
    def common(self) -> "PlanItem | None":
        """The item, which others may have as well; None for one with an attempt, which is the employee's own."""
        return None if self.to_do.attempt else self

    @property
    def urgency(self) -> tuple[bool, bool, bool, date]:
        """Sorts what is overdue first, then what was changed, then what is begun, then by deadline."""
        return (not self.is_overdue, not self.is_change, self.to_do.attempt is None, self.to_do.due_on)


@dataclass(frozen=True, slots=True)
class DoneItem:
    shown: ReaderEdition
    completed_on: date | None


@dataclass(frozen=True, slots=True)
class HandbookPlan:
    """What an employee has done and has left to do in one handbook."""

    handbook: Handbook
    items: tuple[PlanItem, ...]
    """The most urgent first."""
    completed: tuple[DoneItem, ...]

    @property
    def common(self) -> "HandbookPlan | None":
        """The plan, which others may have as well; None for one with an attempt."""
        return None if any(item.to_do.attempt for item in self.items) else self

    @property
    def of(self) -> int:
        return len(self.items) + len(self.completed)

    @property
    def changed(self) -> int:
        return sum(item.is_change for item in self.items)

    @property
    def undone(self) -> int:
        """Those among them whose change was undone after the reader had completed it."""
        return sum(item.is_change and item.is_undone for item in self.items)

    @property
    def with_new_rule(self) -> int:
        return self.changed - self.undone

    @property
    def unread(self) -> int:
        """Those that have not been completed once."""
        return len(self.items) - self.changed

    @property
    def done(self) -> int:
        """Sections that have been completed. One that was changed since is among them: the bar never runs back."""
        return len(self.completed) + self.changed

    @property
    def next(self) -> PlanItem | None:
        return self.items[0] if self.items else None

    @property
    def following(self) -> tuple[PlanItem, ...]:
        return self.items[1:]

    @property
    def time(self) -> TimeNeeded:
        return sum((item.time for item in self.items), TimeNeeded())

    @property
    def due_on(self) -> date | None:
        return min((item.to_do.due_on for item in self.items), default=None)

    @property
    def has_one_deadline(self) -> bool:
        """Whether everything is due on one day, which the plan says once."""
        return len({item.to_do.due_on for item in self.items}) < 2


def handbook_plans(
    employee_status: EmployeeStatus, *, language: str, audience: str, stamp: str | None
) -> list[HandbookPlan]:
    """A plan for each required handbook, the most urgent first. The number of queries does not grow with the to-dos; what
    readers share is kept under the site stamp."""
    sections = {section.pk: section for section in employee_status.required}
    shown = _SHOWN.get_or_make(
        stamp,
        (language, audience, frozenset(sections)),
        lambda: newest_reader_editions(sections, language=language, audience=audience),
    )
    items = plan_items(employee_status, shown, audience)
    owed = {item.to_do.section.pk for item in items}
    plans = [
        HandbookPlan(
            handbook,
            tuple(item for item in items if item.to_do.section.handbook_id == handbook.pk),
            tuple(
                _completed(section, shown[section.pk], employee_status)
                for section in sections.values()
                if section.handbook_id == handbook.pk and section.pk not in owed
            ),
        )
        for handbook in {section.handbook_id: section.handbook for section in sections.values()}.values()
    ]
    return sorted(plans, key=lambda plan: (plan.next is None, plan.next.urgency if plan.next else ()))


def _completed(section: Section, shown: ReaderEdition, employee_status: EmployeeStatus) -> DoneItem:
    latest = employee_status.completed.get(section.pk)
    return DoneItem(shown, timezone.localdate(latest.completed_at) if latest else None)


def plan_items(employee_status: EmployeeStatus, shown: Mapping[int, ReaderEdition], audience: str) -> list[PlanItem]:
    """The to-dos in these sections, the most urgent first. `shown` is each section as the reader is shown it, by its
    id."""
    to_dos = [to_do for to_do in employee_status.to_dos if to_do.section.pk in shown]
    section_histories(to_do.section for to_do in to_dos)  # together, if the process lacks them
    progress = _progress([to_do.attempt for to_do in to_dos if to_do.attempt], employee_status.has_withdrawn)
    changed = [to_do for to_do in to_dos if to_do.owed_section.scope != Scope.WHOLE]
    words = _words({shown[to_do.section.pk].edition.pk: to_do.owed_section.clauses for to_do in changed})
    undone = undone_versions([to_do.section for to_do in to_dos if to_do.owed_section.reason == Reason.CHANGE])
    items = []
    for to_do in to_dos:
        edition, attempt = shown[to_do.section.pk], to_do.attempt
        scope = attempt_scope(edition, to_do.owed_section, audience)
        since_begun = scope.changed_since(attempt) if attempt else ""
        of_attempt = progress[attempt.pk] if attempt else None
        if of_attempt and not since_begun:
            time = TimeNeeded(questions=len(of_attempt.open))
        else:
            time = TimeNeeded(words.get(edition.edition.pk, edition.edition.words), len(scope.questions))
        items.append(
            PlanItem(
                to_do,
                edition,
                is_overdue=to_do.is_overdue(employee_status.on),
                progress=of_attempt,
                time=time,
                changed=since_begun,
                is_undone=undone.get(to_do.section.pk, {}).get(to_do.owed_section.since) == edition.version.number,
            )
        )
    return sorted(items, key=lambda item: item.urgency)


def _progress(attempts: Collection[Attempt], has_withdrawn: bool) -> dict[UUID, Progress]:
    """The progress of open attempts, by id."""
    if not attempts:
        return {}
    answers: dict[object, list[Answer]] = defaultdict(list)
    if any(attempt.known_answers is None for attempt in attempts):
        for answer in Answer.objects.filter(attempt__in=attempts).order_by("sequence"):
            answers[answer.attempt_id].append(answer)
    credited: dict[UUID, set[str]] = defaultdict(set)
    if has_withdrawn:
        for pk, question in Credit.objects.filter(attempt__in=attempts).values_list("attempt", "question"):
            credited[pk].add(question)
    return {
        attempt.pk: progress_from(attempt, attempt.known_answers or answers[attempt.pk], credited[attempt.pk])
        for attempt in attempts
    }


def _words(owed: Mapping[int, Collection[str]]) -> dict[int, int]:
    """The number of words of these clauses, by edition."""
    by_edition = {edition: _WORDS.get(edition) for edition in owed}
    if lacking := [edition for edition, words in by_edition.items() if words is None]:
        texts = ClauseText.objects.filter(edition__in=lacking).values_list("edition", "clause", "text")
        fetched: dict[int, dict[str, int]] = {edition: {} for edition in lacking}
        for edition, clause, text in texts:
            fetched[edition][clause] = count_words(text)
        for edition, words in fetched.items():
            by_edition[edition] = words
            _WORDS.put(edition, words)
    return {
        edition: sum((by_edition[edition] or {}).get(clause, 0) for clause in clauses)
        for edition, clauses in owed.items()
    }


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
