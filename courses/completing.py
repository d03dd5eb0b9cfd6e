"""A section is completed: the record of it, and the derived row that says which version is the newest."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses.models import Attempt, Completion, Ending, LatestCompletion
from handbook.models import Audience, Edition
from records.models import keep, record

FORMAT = "rettesnor completion 2"


@transaction.atomic
def complete(*, attempt: Attempt, at: datetime) -> Completion:
    """Put on record that an attempt has come to its end, confirmed and every question answered right.

    One completion an attempt: the database refuses a second.
    """
    edition = Edition.objects.select_related("version__section__handbook").get(
        version=attempt.version_id, language=attempt.language
    )
    payload = keep(_facts(attempt, edition, at))
    completion = Completion.objects.create(
        employee=attempt.employee,
        section=attempt.section,
        version=attempt.version,
        attempt=attempt,
        sequence=Completion.objects.filter(employee=attempt.employee, section=attempt.section).count() + 1,
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
    attempt.ended_at, attempt.ending = at, Ending.COMPLETED
    attempt.save(update_fields=["ended_at", "ending"])
    advance(completion)
    record("section completed", completion, by=attempt.employee, at=at)
    return completion


def _facts(attempt: Attempt, edition: Edition, at: datetime) -> dict[str, Any]:
    """What the completion states. No score, no answers, no address."""
    section = edition.version.section
    return {
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


def advance(completion: Completion) -> None:
    """Move the employee's latest completion of the section forward: for everyone, and for leaders if those were asked."""
    number = completion.version.number or 0
    audiences = (
        [Audience.EVERYONE, Audience.LEADERS] if completion.audience == Audience.LEADERS else [Audience.EVERYONE]
    )
    for audience in audiences:
        latest = LatestCompletion.objects.filter(
            employee=completion.employee, section=completion.section, audience=audience
        ).first()
        if latest and latest.number > number:
            continue
        LatestCompletion.objects.update_or_create(
            employee=completion.employee,
            section=completion.section,
            audience=audience,
            defaults={"number": number, "language": completion.language, "completed_at": completion.completed_at},
        )


@transaction.atomic
def rebuild_latest() -> int:
    """Work the derived table out again from the completions. Returns how many rows it has."""
    LatestCompletion.objects.all().delete()
    in_order = Completion.objects.select_related("version").order_by("version__number", "sequence")
    for completion in in_order.iterator():
        advance(completion)
    return LatestCompletion.objects.count()
