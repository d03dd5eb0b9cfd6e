"""Statistics of first answers, by question and wording and by clause. Never of fewer than five employees.

A first answer is the first one that an employee ever gave to a question in a wording, in any language, version
or attempt: answering again improves nothing, and carried answers do not count. Employees are counted in groups
of five, in the order in which they answered: a group is counted once all five have answered. So no single
answer can be inferred from a change of a figure, and every figure, and every difference of two, is a sum over
groups of at least five.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import BigIntegerField, Case, Count, F, Min, Value, When, Window
from django.db.models.functions import RowNumber

from courses.models import Answer
from courses.statistics.question_history import QuestionHistory, QuestionWording, question_histories
from handbook.models import Section

FEWEST = 5
"""Figures of fewer employees are not shown, since they could be traced to one."""


@dataclass(frozen=True, slots=True)
class ClauseStatistics:
    """Statistics of the first answers to the questions that test a clause."""

    answers: int
    """0: fewer than five employees have answered."""
    percent_right: int
    misconception: str
    """The id of the most common misconception; empty: none was chosen."""


@dataclass(slots=True)
class FirstAnswers:
    """Counts of first answers; zero if fewer than five employees have answered."""

    answers: int = 0
    """For one question, the number of employees; for a clause, summed over its questions."""
    right: int = 0
    chosen: Counter[str] = field(default_factory=Counter)
    """How often each misconception was chosen."""

    @property
    def percent_right(self) -> int:
        return round(100 * self.right / self.answers) if self.answers else 0

    @property
    def misconceptions(self) -> list[str]:
        """The ids of the misconceptions chosen, the most common first."""
        return sorted(self.chosen, key=lambda misconception: (-self.chosen[misconception], misconception))

    def add(self, other: "FirstAnswers") -> None:
        self.answers += other.answers
        self.right += other.right
        self.chosen.update(other.chosen)


def first_answers_of(histories: Mapping[int, QuestionHistory]) -> dict[tuple[str, int], FirstAnswers]:
    """The first answers to all questions of some sections, by question and id of the first version of the wording.

    `histories` are by section id. Questions that fewer than five employees have answered are left out. One query.
    """
    misconceptions = {
        version: misconception
        for section in histories.values()
        for version, misconception in section.misconceptions.items()
    }
    by_wording: dict[tuple[str, int], FirstAnswers] = {}
    for question, wording, version, options, is_right, times in _counted(histories):
        first_answers = by_wording.setdefault((question, wording), FirstAnswers())
        first_answers.answers += times
        first_answers.right += times if is_right else 0
        for option in options:
            if misconception := misconceptions[version].get((question, option)):
                first_answers.chosen[misconception] += times
    return by_wording


class _WholeFives(Window):
    """The size of the window, rounded down to a multiple of five."""

    template = f"(%(expression)s OVER (%(window)s)) / {FEWEST} * {FEWEST}"


def _counted(histories: Mapping[int, QuestionHistory]) -> Iterable[tuple[str, int, int, list[str], bool, int]]:
    """Counts of first answers: question, wording, version, options, whether they are right, and how often they
    were chosen.

    Up to four of the latest answers to each wording are left out, so that whole groups of five remain.
    """
    # A wording is identified by the first version that has it.
    wording = Case(*_earlier(histories.values()), default=F("attempt__version"), output_field=BigIntegerField())
    given = Answer.objects.filter(attempt__section__in=histories, is_carried=False).order_by().annotate(wording=wording)
    firsts = given.values("question", "wording", "attempt__employee").annotate(first=Min("pk"))
    together = [F("question"), F("wording")]
    placed = firsts.annotate(
        place=Window(RowNumber(), partition_by=together, order_by=F("first").asc()),
        whole=_WholeFives(Count("*"), partition_by=together),
    ).filter(place__lte=F("whole"))
    counted = Answer.objects.filter(pk__in=placed.values("first")).order_by().annotate(wording=wording)
    rows = counted.values_list("question", "wording", "attempt__version", "options", "is_right")
    return rows.annotate(Count("pk"))


def _earlier(histories: Iterable[QuestionHistory]) -> list[When]:
    """A case for the questions of each version that an earlier version asked in the same wording; its value is
    the first such version."""
    same: dict[tuple[int, int], list[str]] = {}
    for wording in (wording for section in histories for wordings in section.wordings.values() for wording in wordings):
        for version in wording.versions.values():
            if version != wording.first:
                same.setdefault((version, wording.first), []).append(wording.question)
    return [
        When(attempt__version=version, question__in=questions, then=Value(first))
        for (version, first), questions in same.items()
    ]


def clause_statistics(section: Section, number: int) -> dict[str, ClauseStatistics]:
    """The statistics of each clause that a question of this version tests, by clause.

    They count the first answers to those questions in the wording of this version, whichever version asked
    them. A withdrawn question says more about itself than about the clause, so it is left out, and with it a
    clause that no other question tests.
    """
    histories = question_histories([section])
    history = histories[section.pk]
    by_wording, by_clause = first_answers_of(histories), dict[str, FirstAnswers]()
    for question, clauses in history.tests.get(number, {}).items():
        wording = history.wording(question, number)
        if wording.withdrawn_at:
            continue
        first_answers = by_wording.get(wording_key(wording), FirstAnswers())
        for clause in clauses:
            by_clause.setdefault(clause, FirstAnswers()).add(first_answers)
    return {
        clause: ClauseStatistics(answers.answers, answers.percent_right, next(iter(answers.misconceptions), ""))
        for clause, answers in by_clause.items()
    }


def wording_key(wording: QuestionWording) -> tuple[str, int]:
    """The key of a wording in the result of `first_answers_of`."""
    return wording.question, wording.first
