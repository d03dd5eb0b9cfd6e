"""How many are asked questions in the source language because those are missing or outdated in their own."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from courses.impact.completion_groups import (
    LEADERS,
    CompletionGroups,
    completions_that_count,
    covered_employees,
    covered_leaders,
)
from courses.models import Requirement
from courses.todos.owed_clauses import WHOLE, owed
from handbook.history import SectionHistory
from handbook.models import Section
from handbook.quizzes import ListedQuestion
from handbook.versions.publication_plan import PublicationPlan
from people.models import Employee


def asked_in_source(
    plan: PublicationPlan,
    history: SectionHistory,
    completed: CompletionGroups,
    requirements: Sequence[Requirement],
    *,
    on: date,
) -> dict[str, int]:
    """The number of employees who would be asked some question in the source language, by their own language.

    `history` is that after the publication. Who has a completion that counts is asked what changed, in the language
    of that completion; who has none is asked everything, in the language that they have chosen. One query, if any.
    """
    untranslated = plan.untranslated()
    if not untranslated or not requirements:
        return {}

    def is_asked(audience: str, since: int, language: str) -> bool:
        clauses = owed(history, audience, language, since) if since != WHOLE else ()
        return any(
            question.audience == audience and not set(question.tests).isdisjoint(clauses)
            for question in untranslated.get(language, ())
        )

    counts = completed.asked_by_language(is_asked)
    counts.update(_without_completion(untranslated, plan.version.section, requirements, on))
    return {language: counts[language] for language in untranslated}


def _without_completion(
    untranslated: dict[str, tuple[ListedQuestion, ...]], section: Section, requirements: Sequence[Requirement], on: date
) -> Counter[str]:
    """The employees who owe the whole section, or all that is for leaders, by the language that they have chosen."""
    owes = Q()
    for language, questions in untranslated.items():
        owes |= Q(language=language) & _owes_whole(
            {question.audience for question in questions}, section, requirements, on
        )
    employees = Employee.objects.filter(owes, pk__in=covered_employees(requirements, on))
    return Counter(dict(employees.order_by().values_list("language").annotate(Count("pk"))))


def _owes_whole(audiences: Iterable[str], section: Section, requirements: Sequence[Requirement], on: date) -> Q:
    owes = Q()
    for audience in audiences:
        counting = completions_that_count(section, requirements, on).filter(audience=audience, employee=OuterRef("pk"))
        whose = Q(pk__in=covered_leaders(requirements, on)) if audience == LEADERS else Q()
        owes |= whose & ~Q(Exists(counting))
    return owes
