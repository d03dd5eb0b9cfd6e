"""Complete a section: record the completion, and update the derived row of the newest version completed."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.completions.profiles import forget_all_profiles, forget_profiles
from courses.models import Attempt, Completion, Credit, Ending, LatestCompletion
from handbook.models import Audience, Edition
from handbook.translations.questions import outdated_questions
from people.models import Employee
from records.models import Payload, record_each, store_payloads

FORMAT = "rettesnor completion 4"
"""Formats 2 and 3 have the number as `employee`, and no `number`; 3 alone has `credited`. Only 4 can have `in_source`."""


@transaction.atomic
def complete(*, attempt: Attempt, at: datetime) -> Completion:
    """Record that an attempt is completed: its reading confirmed, and every question right or credited.

    An attempt has one completion: the database refuses a second.
    """
    (completion,) = complete_each(attempts=[attempt], by=attempt.employee, at=at)
    return completion


@transaction.atomic
def complete_each(*, attempts: Sequence[Attempt], by: Employee, at: datetime) -> list[Completion]:
    """Complete several attempts in as many statements as one. No two of them may be of one employee in one section.

    `by` is the employee whose act completes them.
    """
    editions = {
        (edition.version_id, edition.language): edition
        for edition in Edition.objects.filter(version__in={attempt.version_id for attempt in attempts})
        .defer("html", "source", "quiz")
        .select_related("version__section__handbook")
    }
    credited: dict[object, list[str]] = defaultdict(list)
    for attempt_id, question in Credit.objects.filter(attempt__in=attempts).values_list("attempt", "question"):
        credited[attempt_id].append(question)
    earlier = Completion.objects.filter(
        employee__in={attempt.employee_id for attempt in attempts},
        section__in={attempt.section_id for attempt in attempts},
    )
    before = Counter(earlier.order_by().values_list("employee", "section"))
    read = [editions[attempt.version_id, attempt.language] for attempt in attempts]
    payloads = store_payloads(
        _facts(attempt, edition, credited[attempt.pk], at) | _asked_in_source(attempt, edition, editions)
        for attempt, edition in zip(attempts, read, strict=True)
    )
    completions = Completion.objects.bulk_create(
        _completion(attempt, edition, payload, before[attempt.employee_id, attempt.section_id] + 1, at)
        for attempt, edition, payload in zip(attempts, read, payloads, strict=True)
    )
    for attempt in attempts:
        attempt.ended_at, attempt.ending = at, Ending.COMPLETED
    Attempt.objects.filter(pk__in=[attempt.pk for attempt in attempts]).update(ended_at=at, ending=Ending.COMPLETED)
    update_latest(completions)
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
    """The facts that a completion records: no score, no answers, no address.

    No name either: a name can be corrected, these bytes cannot. The number is the one of that day.
    """
    section = edition.version.section
    return {
        "format": FORMAT,
        "employee": str(attempt.employee.stable_id),
        "number": attempt.employee.number,
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
        "credited": sorted(credited),
        "section_digest": edition.section_digest,
        "html_digest": edition.html_digest,
        "quiz_digest": edition.quiz_digest,
        "confirmed_at": attempt.reading_confirmed_at,
        "completed_at": at,
    }


def _asked_in_source(
    attempt: Attempt, edition: Edition, editions: Mapping[tuple[int, str], Edition]
) -> dict[str, dict[str, Any]]:
    """The fact about questions that were asked in the source language, for want of a current translation; {}: none."""
    questions = sorted(outdated_questions(edition).intersection(attempt.question_ids))
    if not questions:
        return {}
    source = editions[edition.version_id, edition.version.section.handbook.source_language]
    asked = {"questions": questions, "language": source.language, "quiz_digest": source.quiz_digest}
    return {"in_source": asked}


def number_when_completed(facts: dict[str, Any] | None) -> str:
    """The employee number that a payload of any format names; empty if the payload was erased."""
    return "" if facts is None else facts.get("number", facts["employee"])


def _audiences(asked: str) -> list[Audience]:
    """The audiences for whose clauses a completion counts."""
    return [Audience.EVERYONE, Audience.LEADERS] if asked == Audience.LEADERS else [Audience.EVERYONE]


def update_latest(completions: Sequence[Completion]) -> None:
    """Update the latest completions of these employees: for everyone, and for leaders if their clauses were asked for.

    No two of the completions are of one employee and section. The counted unit is left alone: it is assigned to
    a new row later, and that of an existing row follows the positions, even if the employee moves meanwhile.
    """
    current = LatestCompletion.objects.filter(
        employee__in={completion.employee_id for completion in completions},
        section__in={completion.section_id for completion in completions},
    )
    numbers = {(latest.employee_id, latest.section_id, latest.audience): latest.number for latest in current}
    rows = [
        LatestCompletion(
            employee_id=completion.employee_id,
            section_id=completion.section_id,
            audience=audience,
            number=completion.version.number or 0,
            language=completion.language,
            completed_at=completion.completed_at,
        )
        for completion in completions
        for audience in _audiences(completion.audience)
        if numbers.get((completion.employee_id, completion.section_id, audience), 0) <= (completion.version.number or 0)
    ]
    # All writers of several such rows use this order, so that no two wait for each other in a circle.
    rows.sort(key=lambda row: (row.employee_id, row.section_id, row.audience))
    LatestCompletion.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["employee", "section", "audience"],
        update_fields=["number", "language", "completed_at"],
    )
    forget_profiles(row.employee_id for row in rows)


Key = tuple[int, int, str]
"""Employee, section, audience."""


def latest_of_completions() -> dict[Key, tuple[int, str, datetime]]:
    """What the derived table must say, by its key: number, language and moment of the newest version completed."""
    latest: dict[Key, tuple[int, str, datetime]] = {}
    in_order = Completion.objects.order_by("version__number", "sequence").values_list(
        "employee", "section", "audience", "version__number", "language", "completed_at"
    )
    for employee, section, audience, number, language, completed_at in in_order.iterator():
        for counted in _audiences(audience):
            latest[employee, section, counted] = (number or 0, language, completed_at)
    return latest


def differing_latest() -> list[Key]:
    """The keys for which the derived table says something else than the completions do, or nothing."""
    stored = {
        (employee, section, audience): tuple(facts)
        for employee, section, audience, *facts in LatestCompletion.objects.values_list(
            "employee", "section", "audience", "number", "language", "completed_at"
        ).iterator()
    }
    expected = latest_of_completions()
    return sorted(key for key in stored.keys() | expected.keys() if stored.get(key) != expected.get(key))


@transaction.atomic
def rebuild_latest() -> int:
    """Rebuild the derived table from the completions, and forget the profiles. Returns the number of its rows."""
    forget_all_profiles()
    LatestCompletion.objects.all().delete()
    rows = (
        LatestCompletion(
            employee_id=employee,
            section_id=section,
            audience=audience,
            number=number,
            language=language,
            completed_at=completed_at,
        )
        for (employee, section, audience), (number, language, completed_at) in sorted(latest_of_completions().items())
    )
    return len(LatestCompletion.objects.bulk_create(rows, batch_size=1000))
