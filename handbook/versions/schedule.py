"""A version is published at a moment to come, once, as it was decided."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from handbook.models import HeldBack, Stage, Version
from handbook.versions.decision import PublicationDecision
from handbook.versions.drafts import AlreadyPublished, IsScheduled
from handbook.versions.publication_plan import NotClassified
from handbook.versions.publish import (
    BaseHasMoved,
    DraftHasMoved,
    HasErrors,
    NotApproved,
    NothingChanged,
    NotReady,
    NotScheduled,
    lock_version,
    plan_as_decided,
    publish_as_scheduled,
    require_approvals,
)
from handbook.versions.workflow import move
from people.models import Employee
from records.models import record

REASONS: Mapping[type[Exception], HeldBack] = {
    BaseHasMoved: HeldBack.BASE_MOVED,
    HasErrors: HeldBack.FAULTS,
    NothingChanged: HeldBack.NOTHING_CHANGED,
    NotClassified: HeldBack.KINDS,
    NotReady: HeldBack.NOT_READY,
    NotApproved: HeldBack.NOT_APPROVED,
}


class MomentHasPassed(Exception):
    """What is to be published later is published at a moment to come."""


class AnotherIsScheduled(Exception):
    """A section has one scheduled version at most. Carries the one there is."""


class AnotherDraftIsOpen(Exception):
    """A version becomes a draft again only where there is none. Carries the draft."""


@transaction.atomic
def schedule(
    *, draft: Version, publish_at: datetime, decision: PublicationDecision, by: Employee, at: datetime
) -> Version:
    """Store the decision with the draft, and have it published at `publish_at`. A new draft may be opened beside it.

    Raises what `publish` raises, MomentHasPassed and AnotherIsScheduled.
    """
    version = lock_version(draft)
    if version.is_published:
        raise AlreadyPublished(version)
    if version.is_scheduled:
        raise IsScheduled(version)
    if decision.revision is not None and version.revision != decision.revision:
        raise DraftHasMoved(version)
    if publish_at <= at:
        raise MomentHasPassed(publish_at)
    if other := Version.objects.scheduled().filter(section=version.section).first():
        raise AnotherIsScheduled(other)
    plan, _kinds = plan_as_decided(version, decision)
    require_approvals(plan, by)
    move(version, Stage.SCHEDULED)
    version.publish_at, version.scheduled_by = publish_at, by
    version.decision = decision.to_json()
    version.save()
    record("version scheduled", version, by=by, at=at, publish_at=publish_at, decided=version.decision)
    return version


@transaction.atomic
def unschedule(*, version: Version, by: Employee, at: datetime) -> Version:
    """Make a draft of it again, to be written in and judged anew. Raises NotScheduled, AnotherDraftIsOpen."""
    version = lock_version(version)
    if not version.is_scheduled:
        raise NotScheduled(version)
    if draft := Version.objects.drafts().filter(section=version.section).first():
        raise AnotherDraftIsOpen(draft)
    move(version, Stage.DRAFT)
    version.save()
    record("version unscheduled", version, by=by, at=at)
    return version


def publish_all_due(*, at: datetime) -> list[Version]:
    """Publish every scheduled version whose moment has come, each in a transaction of its own. Returns those that were
    published, and those that were newly held back.

    Raises an ExceptionGroup when all have had their turn, if any failed in a way that nobody foresaw.
    """
    done, failures = [], []
    for version in Version.objects.due(at).order_by("publish_at", "pk"):
        try:
            if moved := publish_due(version=version, at=at):
                done.append(moved)
        except Exception as failure:  # noqa: BLE001 - the others have their turn; it is raised below
            failure.add_note(f"version {version.pk} of {version.section}")
            failures.append(failure)
    if failures:
        raise ExceptionGroup("scheduled versions", failures)
    return done


@transaction.atomic
def publish_due(*, version: Version, at: datetime) -> Version | None:
    """Publish the version if its moment has come and nothing stands in the way; else it is a draft again, with the reason,
    or stays where it is until the other draft is gone. Returns it if anything has happened to it.

    However often this runs, and however many run it at once, it is done once: the row is locked and its stage looked at.
    """
    version = lock_version(version)
    if not version.is_scheduled or version.publish_at is None or version.publish_at > at:
        return None
    # Whoever was held back once is not published by the clock: a person has to look at it.
    if version.held_back:
        return hold_back(version, version.held_back, at)
    if not version.section.is_in_force(timezone.localdate(at)):
        return hold_back(version, HeldBack.WITHDRAWN, at)
    try:
        return publish_as_scheduled(version=version, at=at)
    except tuple(REASONS) as refused:
        return hold_back(version, next(why for kind, why in REASONS.items() if isinstance(refused, kind)), at)


def hold_back(version: Version, reason: str, at: datetime) -> Version | None:
    """Say why a scheduled version is not published, and make a draft of it, if there is none."""
    was_told = version.held_back == reason
    is_in_the_way = Version.objects.drafts().filter(section=version.section_id).exists()
    if was_told and is_in_the_way:
        return None
    if not is_in_the_way:
        move(version, Stage.DRAFT)
    version.held_back = reason
    version.save()
    record("version held back", version, by=None, at=at, reason=reason, stage=version.stage)
    return version
