"""A section is completed: the record of it, and the derived row that says which version is the newest."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.models import Attempt, Completion, Credit, Ending, LatestCompletion
from handbook.models import Audience, Edition
from people.models import Employee
from records.models import Payload, record_each, store_payloads

FORMAT = "rettesnor completion 2"
FORMAT_WITH_CREDITS = "rettesnor completion 3"
"""The same, with the questions that were credited."""


@transaction.atomic
def complete(*, attempt: Attempt, at: datetime) -> Completion:
    """Put on record that an attempt has come to its end, confirmed and every question answered right.

    One completion an attempt: the database refuses a second.
    """
    (completion,) = complete_each(attempts=[attempt], by=attempt.employee, at=at)
    return completion


@transaction.atomic
def complete_each(*, attempts: Sequence[Attempt], by: Employee, at: datetime) -> list[Completion]:
    """The same of several attempts, no two of one employee in one section, in as many statements as for one. `by` is
    who brought them to their end."""
    editions = {
        (edition.version_id, edition.language): edition
        for edition in Edition.objects.filter(version__in={attempt.version_id for attempt in attempts})
        .defer("html", "source", "quiz")
        .select_related("version__section__handbook")
    }
    credited: dict[object, list[str]] = defaultdict(list)
    for of, question in Credit.objects.filter(attempt__in=attempts).values_list("attempt", "question"):
        credited[of].append(question)
    theirs = {
        "employee__in": {attempt.employee_id for attempt in attempts},
        "section__in": {attempt.section_id for attempt in attempts},
    }
    before = Counter(Completion.objects.filter(**theirs).order_by().values_list("employee", "section"))
    read = [editions[attempt.version_id, attempt.language] for attempt in attempts]
    payloads = store_payloads(
        _facts(attempt, edition, credited[attempt.pk], at) for attempt, edition in zip(attempts, read, strict=True)
    )
    completions = Completion.objects.bulk_create(
        _completion(attempt, edition, payload, before[attempt.employee_id, attempt.section_id] + 1, at)
        for attempt, edition, payload in zip(attempts, read, payloads, strict=True)
    )
    for attempt in attempts:
        attempt.ended_at, attempt.ending = at, Ending.COMPLETED
    Attempt.objects.filter(pk__in=[attempt.pk for attempt in attempts]).update(ended_at=at, ending=Ending.COMPLETED)
    advance(completions)
    record_each("section completed", completions, by=by, at=at)
    return completions


def _completion(attempt: Attempt, edition: Edition, payload: Payload, sequence: int, at: datetime) -> Completion:
    return Completion(
        employee=attempt.employee,
        section=edition.version.section,
        version=edition.version,
        attempt=attempt,
        sequence=sequence,
        language=attempt.language,
        audience=attempt.audience,
        since=attempt.since,
        leaders_since=attempt.leaders_since,
        scope=attempt.scope,
        reason=attempt.reason,
        reading_confirmed_at=attempt.reading_confirmed_at,
        completed_at=at,
        section_digest=edition.section_digest,
        html_digest=edition.html_digest,
        quiz_digest=edition.quiz_digest,
        payload=payload,
        payload_digest=payload.digest,
    )


def _facts(attempt: Attempt, edition: Edition, credited: Collection[str], at: datetime) -> dict[str, Any]:
    """What the completion states. No score, no answers, no address. Of credits it speaks only where there are any:
    without, the same facts are the same bytes as ever."""
    section = edition.version.section
    facts = {
        "format": FORMAT,
        "employee": attempt.employee.number,
        "handbook": section.handbook.slug,
        "section": section.slug,
        "version": edition.version.number,
        "language": edition.language,
        "audience": attempt.audience,
        "since": attempt.since,
        "leaders_since": attempt.leaders_since,
        "scope": attempt.scope,
        "reason": attempt.reason,
        "clauses": attempt.clauses,
        "questions": sorted(attempt.question_ids),
        "section_digest": edition.section_digest,
        "html_digest": edition.html_digest,
        "quiz_digest": edition.quiz_digest,
        "confirmed_at": attempt.reading_confirmed_at,
        "completed_at": at,
    }
    return facts | {"format": FORMAT_WITH_CREDITS, "credited": sorted(credited)} if credited else facts


def advance(completions: Sequence[Completion]) -> None:
    """Move each employee's latest completion of the section forward: for everyone, and for leaders if those were asked.
    No two of the completions are of one employee and section. Where the employee is counted is not asked here: a new row
    is reckoned later, and one that is there follows the positions, whoever moves meanwhile."""
    held = {
        (
            latest_completion.employee_id,
            latest_completion.section_id,
            latest_completion.audience,
        ): latest_completion.number
        for latest_completion in LatestCompletion.objects.filter(
            employee__in={completion.employee_id for completion in completions},
            section__in={completion.section_id for completion in completions},
        )
    }
    moved = [
        LatestCompletion(
            employee_id=completion.employee_id,
            section_id=completion.section_id,
            audience=audience,
            number=completion.version.number or 0,
            language=completion.language,
            completed_at=completion.completed_at,
        )
        for completion in completions
        for audience in (
            [Audience.EVERYONE, Audience.LEADERS] if completion.audience == Audience.LEADERS else [Audience.EVERYONE]
        )
        if held.get((completion.employee_id, completion.section_id, audience), 0) <= (completion.version.number or 0)
    ]
    moved.sort(key=lambda row: (row.employee_id, row.section_id, row.audience))  # whoever writes several goes this way
    LatestCompletion.objects.bulk_create(
        moved,
        update_conflicts=True,
        unique_fields=["employee", "section", "audience"],
        update_fields=["number", "language", "completed_at"],
    )


@transaction.atomic
def rebuild_latest() -> int:
    """Work the derived table out again from the completions. Returns how many rows it has."""
    LatestCompletion.objects.all().delete()
    in_order = Completion.objects.select_related("version").order_by("version__number", "sequence")
    for completion in in_order.iterator():
        advance([completion])
    return LatestCompletion.objects.count()
