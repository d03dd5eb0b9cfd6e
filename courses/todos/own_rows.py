"""The rows about one employee that decide what is owed."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from courses.models import Answer, Attempt, Credit, LatestCompletion
from courses.todos.owed_sections import Latest
from people.models import Absence, Employee
from records.prepared_query import JoinedModel, JoinedModels, PreparedQuery

_COMPLETIONS = JoinedModels(JoinedModel(LatestCompletion, "latest_completions__"))
_ATTEMPTS = JoinedModels(JoinedModel(Attempt), JoinedModel(Answer, "answers__"))


@dataclass(frozen=True, slots=True)
class OwnRows:
    """What an employee has completed and begun, and their leave."""

    latest: Mapping[int, Latest]
    """By section."""
    attempts: Mapping[int, Attempt]
    """The open attempts, by section."""
    absences: Sequence[Absence]


_ROWS = PreparedQuery(
    lambda key: (
        Employee.objects.filter(pk=key)
        .order_by()
        .values_list(
            Exists(Attempt.objects.open().filter(employee=OuterRef("pk"))),
            Exists(Absence.objects.filter(employee=OuterRef("pk"))),
            *_COMPLETIONS.columns,
        )
    )
)
"""Whether somebody has an open attempt and leave, with a row for each latest completion."""
_OPEN = PreparedQuery(
    lambda key: (
        Attempt.objects.open()
        .filter(employee=key)
        .order_by("answers__sequence")
        .values_list(Exists(Credit.objects.filter(attempt=OuterRef("pk"))), *_ATTEMPTS.columns)
    )
)
"""Somebody's open attempts, with a row for each answer."""


def own_rows(employee: Employee) -> OwnRows:
    """One query; one more for those with an open attempt, and one for those who were or will be on leave."""
    latest: dict[int, dict[str, LatestCompletion]] = defaultdict(dict)
    rows = _ROWS.rows(employee.pk)
    has_attempts, has_absences = rows[0][:2] if rows else (False, False)  # the same in every row
    for row in rows:
        (completion,) = _COMPLETIONS.objects(row[2:])
        if completion:
            latest[completion.section_id][completion.audience] = completion
    return OwnRows(
        latest,
        {attempt.section_id: attempt for attempt in _open_attempts(employee)} if has_attempts else {},
        list(Absence.objects.filter(employee=employee)) if has_absences else [],
    )


def _open_attempts(employee: Employee) -> Collection[Attempt]:
    """The open attempts with their answers: one query."""
    attempts: dict[object, Attempt] = {}
    answers: dict[object, list[Answer]] = defaultdict(list)
    for has_credits, *columns in _OPEN.rows(employee.pk):
        attempt, answer = _ATTEMPTS.objects(columns)
        attempt.has_credits, attempt.known_answers = has_credits, answers[attempt.pk]
        attempts.setdefault(attempt.pk, attempt)
        if answer:
            answers[attempt.pk].append(answer)
    return attempts.values()
