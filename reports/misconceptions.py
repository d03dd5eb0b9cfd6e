"""What people are unsure of, as totals only, and only from five people up."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Min, QuerySet

from courses.models import Answer
from courses.studying import quiz_of
from handbook.contents import titles_of
from handbook.models import Edition, Handbook, Section

FEWEST = 5
"""Totals of fewer people are not shown: they could be traced to somebody."""


@dataclass(slots=True)
class Difficulty:
    """How the first answers in a section went."""

    section: Section
    title: str
    people: int
    right: int = 0
    answers: int = 0
    chosen: Counter[str] = field(default_factory=Counter)
    """How often each misconception was chosen."""
    points: dict[str, str] = field(default_factory=dict)
    """By misconception, the first clause that a question tests in which it was chosen."""

    @property
    def is_shown(self) -> bool:
        return self.people >= FEWEST and self.answers > 0

    @property
    def percent_right(self) -> int:
        return round(100 * self.right / self.answers) if self.answers else 0

    @property
    def misconceptions(self) -> list[str]:
        """The ids of the two most common ones."""
        return [each for each, _count in self.chosen.most_common(2)]


def difficulties(handbook: Handbook, *, language: str) -> list[Difficulty]:
    """The sections of a handbook that anybody has answered questions in; the least certain first."""
    first = first_answers(handbook)
    people = dict(first.order_by().values_list("attempt__section").annotate(Count("attempt__employee", distinct=True)))
    titles = titles_of(handbook, language)
    found = {
        section.pk: Difficulty(section, titles[section.pk], people[section.pk])
        for section in Section.objects.filter(pk__in=people)
    }
    asked = first.order_by().values_list("attempt__section", "question")
    # A question that few were asked, such as one for leaders, would give its answers away among the others.
    few = {
        (section, question)
        for section, question, people_ in asked.annotate(Count("attempt__employee", distinct=True))
        if people_ < FEWEST
    }
    told = misconceptions_of(handbook)
    counted = first.order_by().values_list("attempt__section", "attempt__version", "question", "options", "is_right")
    for section, version, question, options, is_right, times in counted.annotate(Count("pk")):
        if (section, question) in few:
            continue
        one = found[section]
        one.answers += times
        one.right += times if is_right else 0
        for option in options:
            if found_behind := told[version].get((question, option)):
                misconception, clause = found_behind
                one.chosen[misconception] += times
                one.points.setdefault(misconception, clause)
    return sorted(
        found.values(), key=lambda each: (not each.is_shown, each.percent_right * each.is_shown, each.section.position)
    )


def first_answers(handbook: Handbook) -> QuerySet[Answer]:
    """The first answer that each employee gave to each question of a version: not what was carried over into a new
    attempt, nor what was answered in a later round."""
    given = Answer.objects.filter(attempt__section__handbook=handbook, is_carried=False).order_by()
    firsts = given.values("attempt__employee", "attempt__version", "question").annotate(first=Min("pk"))
    return Answer.objects.filter(pk__in=firsts.values("first"))


def misconceptions_of(handbook: Handbook) -> dict[int, dict[tuple[str, str], tuple[str, str]]]:
    """By version: the misconception behind each wrong option, and the first clause that its question tests, as the
    source's quiz has them."""
    found: dict[int, dict[tuple[str, str], tuple[str, str]]] = defaultdict(dict)
    for edition in Edition.objects.filter(version__section__handbook=handbook, language=handbook.source_language):
        for question in quiz_of(edition).questions:
            for option in question.options:
                if option.misconception:
                    found[edition.version_id][(question.id, option.id)] = (option.misconception, question.tests[0])
    return found
