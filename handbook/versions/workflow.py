"""The life of a version: the moves between its stages, and who has approved it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from handbook.models import OPEN_STAGES, Approval, Stage, Version
from handbook.versions.drafts import AlreadyPublished, IsScheduled, LostUpdate
from people.models import Employee
from records.models import record

MOVES: Mapping[str, tuple[Stage, ...]] = {
    Stage.DRAFT: (Stage.IN_REVIEW, Stage.SCHEDULED, Stage.PUBLISHED),
    Stage.IN_REVIEW: (Stage.SCHEDULED, Stage.PUBLISHED),
    Stage.SCHEDULED: (Stage.DRAFT, Stage.PUBLISHED),
    Stage.PUBLISHED: (),
}
"""Where a version can go from each stage."""


class NoSuchMove(Exception):
    """A version does not go from its stage to that one. Carries the version and the stage."""


class OwnApproval(Exception):
    """Who began a draft, or saved it last, does not approve it: four eyes see more than two. Carries the draft."""


class NobodyNamed(Exception):
    """A legal sign-off says who signed."""


def move(version: Version, to: Stage) -> None:
    """Let the version enter a stage; the caller stores it. What was decided for later goes with the stage it was decided
    for. Raises NoSuchMove."""
    if to not in MOVES[version.stage]:
        raise NoSuchMove(version, to)
    version.stage = to
    version.publish_at = version.scheduled_by = version.decision = None
    version.held_back = ""


@transaction.atomic
def ask_for_review(*, draft: Version, revision: int, by: Employee, at: datetime) -> Version:
    """Say that the draft is there for others to look at. Saving it again leaves it so; its approvals are void.
    Raises AlreadyPublished, IsScheduled, LostUpdate, NoSuchMove."""
    draft = _locked(draft, revision)
    move(draft, Stage.IN_REVIEW)
    draft.save(update_fields=["stage", "publish_at", "scheduled_by", "decision", "held_back"])
    record("review asked for", draft, by=by, at=at, revision=draft.revision)
    return draft


@transaction.atomic
def approve(*, draft: Version, revision: int, by: Employee, at: datetime) -> Approval:
    """Approve the draft as it stands at that revision. Raises OwnApproval, AlreadyPublished, IsScheduled, LostUpdate."""
    draft = _locked(draft, revision)
    if draft.is_written_by(by):
        raise OwnApproval(draft)
    return _record_approval(draft, Approval.Role.EDITOR, "", by, at)


@transaction.atomic
def sign_off(*, draft: Version, revision: int, name: str, by: Employee, at: datetime) -> Approval:
    """Put on record that a lawyer of that name has signed the draft off; `by` writes it down.
    Raises NobodyNamed, AlreadyPublished, IsScheduled, LostUpdate."""
    draft = _locked(draft, revision)
    if not name.strip():
        raise NobodyNamed(draft)
    return _record_approval(draft, Approval.Role.LEGAL, name.strip(), by, at)


def _locked(draft: Version, revision: int) -> Version:
    draft = Version.objects.select_for_update().get(pk=draft.pk)
    if draft.is_published:
        raise AlreadyPublished(draft)
    if draft.stage not in OPEN_STAGES:
        raise IsScheduled(draft)
    if draft.revision != revision:
        raise LostUpdate(draft)
    return draft


def _record_approval(draft: Version, role: Approval.Role, name: str, by: Employee, at: datetime) -> Approval:
    approval = Approval.objects.create(version=draft, revision=draft.revision, role=role, name=name, by=by, at=at)
    said = {"name": name} if name else {}
    record("version approved", draft, by=by, at=at, role=role, revision=draft.revision, **said)
    return approval


def current_approvals(version: Version) -> list[Approval]:
    """The approvals of the version as it stands, the oldest first; one that is not stored has none."""
    if version._state.adding:
        return []
    found = Approval.objects.filter(version=version, revision=version.revision).select_related("by")
    return [
        approval for approval in found if approval.role == Approval.Role.LEGAL or not version.is_written_by(approval.by)
    ]


def missing_approvals(version: Version) -> tuple[Approval.Role, ...]:
    """The roles whose approval the handbook asks for and the version, as it stands, does not have."""
    handbook = version.section.handbook
    asked = [
        (handbook.needs_four_eyes, Approval.Role.EDITOR),
        (handbook.needs_legal_sign_off, Approval.Role.LEGAL),
    ]
    wanted = [role for is_needed, role in asked if is_needed]
    there = {current_approval.role for current_approval in current_approvals(version)} if wanted else set()
    return tuple(role for role in wanted if role not in there)
