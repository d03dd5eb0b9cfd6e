"""An attempt as the pages of its employee need it."""

from uuid import UUID

from django.db.models import Exists, OuterRef

from courses.models import Answer, Attempt, Completion, Credit
from handbook.models import Handbook, Section, Version
from people.models import Employee
from records.prepared_query import JoinedModel, JoinedModels, PreparedQuery

_JOINED = JoinedModels(
    JoinedModel(Attempt),
    JoinedModel(Section, "section__"),
    JoinedModel(Handbook, "section__handbook__"),
    # Without its texts: an attempt is about an edition.
    JoinedModel(Version, "version__", only=frozenset({"id", "section_id", "number", "published_at"})),
    JoinedModel(Completion, "completion__"),
    JoinedModel(Answer, "answers__"),
)
_ROWS = PreparedQuery(
    lambda key: (
        Attempt.objects.filter(pk=key)
        .order_by("answers__sequence")
        .values_list(Exists(Credit.objects.filter(attempt=OuterRef("pk"))), *_JOINED.columns)
    )
)
"""An attempt, with a row for each answer."""


def own_attempt(employee: Employee, pk: UUID) -> Attempt | None:
    """An attempt with its section, handbook, version, completion and answers; None if it is not this employee's. One
    query."""
    rows = [(has_credits, *_JOINED.objects(columns)) for has_credits, *columns in _ROWS.rows(pk)]
    if not rows or rows[0][1].employee_id != employee.pk:
        return None
    attempt: Attempt
    has_credits, attempt, section, handbook, version, completion, _answer = rows[0]
    section.handbook, version.section = handbook, section
    attempt.employee, attempt.section, attempt.version = employee, section, version
    if completion:
        completion.attempt = attempt  # and the other way round
    attempt.has_credits, attempt.known_answers = has_credits, [answer for *_others, answer in rows if answer]
    return attempt
