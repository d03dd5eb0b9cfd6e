"""How people's first answers went: by question and wording, and by clause. Never of fewer than five people.

The first answer is the first that an employee ever gave to a question in those words, in any language, version or
attempt: to take it again improves nothing, and what was carried over is no answer. People are counted in fives, in the
order in which they came: the next five are counted once all of them have answered. So nobody's answer can be read out
of how a figure moves, and every figure is a sum of groups of five or more, whatever is subtracted from what.
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
"""Figures of fewer people are not shown: they could be traced to somebody."""


@dataclass(frozen=True, slots=True)
class ClauseStatistics:
    """How the first answers to the questions that test a clause went."""

    answers: int
    """0: fewer than five people have answered."""
    percent_right: int
    misconception: str
    """The id of the most common one; empty: none was chosen."""


@dataclass(slots=True)
class FirstAnswers:
    """How first answers went. None of them: fewer than five have answered."""

    answers: int = 0
    """Each of another employee, where they are to one question."""
    right: int = 0
    chosen: Counter[str] = field(default_factory=Counter)
    """How often each misconception was chosen."""

    @property
    def percent_right(self) -> int:
        return round(100 * self.right / self.answers) if self.answers else 0

    @property
    def misconceptions(self) -> list[str]:
        """The ids of those chosen, the most common first."""
        return sorted(self.chosen, key=lambda each: (-self.chosen[each], each))

    def add(self, other: "FirstAnswers") -> None:
        self.answers += other.answers
        self.right += other.right
        self.chosen.update(other.chosen)


def first_answers_of(histories: Mapping[int, QuestionHistory]) -> dict[tuple[str, int], FirstAnswers]:
    """The figures of all questions of some sections (by their ids), by question and the first version of a wording.
    One query. What fewer than five have answered is not among them."""
    misconceptions = {
        version: misconception
        for section in histories.values()
        for version, misconception in section.misconceptions.items()
    }
    found: dict[tuple[str, int], FirstAnswers] = {}
    for question, wording, version, options, is_right, times in _counted(histories):
        one = found.setdefault((question, wording), FirstAnswers())
        one.answers += times
        one.right += times if is_right else 0
        for option in options:
            if misconception := misconceptions[version].get((question, option)):
                one.chosen[misconception] += times
    return found


class _WholeFives(Window):
    """How many there are, without those beyond the last whole five."""

    template = f"(%(expression)s OVER (%(window)s)) / {FEWEST} * {FEWEST}"


def _counted(histories: Mapping[int, QuestionHistory]) -> Iterable[tuple[str, int, int, list[str], bool, int]]:
    """How often each options were chosen first: question, wording, version, options, whether they are right, times.
    Of the newest to answer up to four are left out, so that whole fives remain."""
    # A wording goes by the first version that had it.
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
    """For each version the questions that an earlier one asked in the same words, and which that was."""
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
    """Of each clause that a question of this version tests, the first
    answers to those questions in the words of this version, whichever version asked them. A question that is withdrawn
    says more of itself than of the clause, and is left out; a clause that it alone tests is told of no more."""
    histories = question_histories([section])
    mine = histories[section.pk]
    found, sums = first_answers_of(histories), dict[str, FirstAnswers]()
    for question, clauses in mine.tests.get(number, {}).items():
        wording = mine.wording(question, number)
        if wording.withdrawn_at:
            continue
        figures = found.get(wording_key(wording), FirstAnswers())
        for clause in clauses:
            sums.setdefault(clause, FirstAnswers()).add(figures)
    return {
        clause: ClauseStatistics(each.answers, each.percent_right, next(iter(each.misconceptions), ""))
        for clause, each in sums.items()
    }


def wording_key(wording: QuestionWording) -> tuple[str, int]:
    """What the figures of a wording are found under."""
    return wording.question, wording.first
