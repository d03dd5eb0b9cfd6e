"""Publish a version at a later moment, once, as it was decided."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from handbook.models import HeldBack, Stage, Version
from handbook.versions.drafts import AlreadyPublished, IsScheduled, LostUpdate
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publication_plan import NotClassified
from handbook.versions.publish import (
    BaseHasMoved,
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
from handbook.versions.workflow import move_to_stage
from people.models import Employee
from records.models import record
from records.refusal import Refusal

REASONS: Mapping[type[Exception], HeldBack] = {
    BaseHasMoved: HeldBack.BASE_MOVED,
    HasErrors: HeldBack.ERRORS,
    NothingChanged: HeldBack.NOTHING_CHANGED,
    NotClassified: HeldBack.KINDS,
    NotReady: HeldBack.NOT_READY,
    NotApproved: HeldBack.NOT_APPROVED,
}


class MomentHasPassed(Refusal):
    """The moment to publish lies in the past. Carries it."""

    sentence = _("That time has passed. Choose a later one.")


class AnotherIsScheduled(Refusal):
    """A section has one scheduled version at most. Carries the one there is."""

    sentence = _("Another version of this section is already scheduled. Nothing was scheduled.")


class AnotherDraftIsOpen(Refusal):
    """The version cannot become a draft again, since the section has one. Carries that draft."""

    sentence = _("Another draft of this section is open. Publish or delete it first.")


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
        raise LostUpdate(version)
    if publish_at <= at:
        raise MomentHasPassed(publish_at)
    if other := Version.objects.scheduled().filter(section=version.section).first():
        raise AnotherIsScheduled(other)
    plan, _kinds = plan_as_decided(version, decision)
    require_approvals(plan, by)
    move_to_stage(version, Stage.SCHEDULED)
    version.publish_at, version.scheduled_by = publish_at, by
    version.decision = decision.to_json()
    version.save()
    # The keys of stored events keep the names they had.
    record("version scheduled", version, by=by, at=at, publish_at=publish_at, decided=version.decision)
    return version


@transaction.atomic
def unschedule(*, version: Version, by: Employee, at: datetime) -> Version:
    """Turn a scheduled version back into a draft. Raises NotScheduled, AnotherDraftIsOpen."""
    version = lock_version(version)
    if not version.is_scheduled:
        raise NotScheduled(version)
    if draft := Version.objects.drafts().filter(section=version.section).first():
        raise AnotherDraftIsOpen(draft)
    move_to_stage(version, Stage.DRAFT)
    version.save()
    record("version unscheduled", version, by=by, at=at)
    return version


def publish_all_due(*, at: datetime) -> list[Version]:
    """Publish every scheduled version whose moment has come, each in its own transaction.

    Returns those that were published or newly held back. Raises an ExceptionGroup of unexpected failures after all of
    them have been tried.
    """
    done, failures = [], []
    for version in Version.objects.due(at).order_by("publish_at", "pk"):
        try:
            if moved := publish_due(version=version, at=at):
                done.append(moved)
        except Exception as failure:  # noqa: BLE001 - the others are tried too; it is raised below
            failure.add_note(f"version {version.pk} of {version.section}")
            failures.append(failure)
    if failures:
        raise ExceptionGroup("scheduled versions", failures)
    return done


@transaction.atomic
def publish_due(*, version: Version, at: datetime) -> Version | None:
    """Publish a version if its moment has come and nothing prevents it; else turn it into a draft, with the reason.

    While the section has another draft, the version stays scheduled. Returns the version if anything happened to it.
    Running this many times, or in parallel, publishes once: the row is locked and its stage checked.
    """
    version = lock_version(version)
    if not version.is_scheduled or version.publish_at is None or version.publish_at > at:
        return None
    # A version that was held back is not published by the clock: a person has to look at it.
    if version.held_back:
        return hold_back(version, version.held_back, at)
    if not version.section.is_in_force(timezone.localdate(at)):
        return hold_back(version, HeldBack.WITHDRAWN, at)
    try:
        return publish_as_scheduled(version=version, at=at)
    except tuple(REASONS) as refused:
        return hold_back(version, next(why for kind, why in REASONS.items() if isinstance(refused, kind)), at)


def hold_back(version: Version, reason: str, at: datetime) -> Version | None:
    """Record why a scheduled version is not published, and turn it into a draft if the section has none."""
    is_recorded = version.held_back == reason
    has_draft = Version.objects.drafts().filter(section=version.section_id).exists()
    if is_recorded and has_draft:
        return None
    if not has_draft:
        move_to_stage(version, Stage.DRAFT)
    version.held_back = reason
    version.save()
    record("version held back", version, by=None, at=at, reason=reason, stage=version.stage)
    return version
