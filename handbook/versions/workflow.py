"""The stages of a version and the moves between them, and who has approved it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from handbook.models import Approval, Stage, Version
from handbook.versions.drafts import locked_draft
from people.models import Employee
from records.models import record

MOVES: Mapping[str, tuple[Stage, ...]] = {
    Stage.DRAFT: (Stage.IN_REVIEW, Stage.SCHEDULED, Stage.PUBLISHED),
    Stage.IN_REVIEW: (Stage.SCHEDULED, Stage.PUBLISHED),
    Stage.SCHEDULED: (Stage.DRAFT, Stage.PUBLISHED),
    Stage.PUBLISHED: (),
}
"""The stages that can follow each stage."""


class NoSuchMove(Exception):
    """A version cannot move from its stage to that one. Carries the version and the stage."""


class OwnApproval(Exception):
    """Anyone who has changed words of a draft cannot approve it. Carries the draft."""


class NobodyNamed(Exception):
    """A legal sign-off names the lawyer who signed."""


def move_to_stage(version: Version, to: Stage) -> None:
    """Set the stage of a version, which the caller stores. A decision for later is dropped. Raises NoSuchMove."""
    if to not in MOVES[version.stage]:
        raise NoSuchMove(version, to)
    version.stage = to
    version.publish_at = version.scheduled_by = version.decision = None
    version.held_back = ""


@transaction.atomic
def ask_for_review(*, draft: Version, revision: int, by: Employee, at: datetime) -> Version:
    """Put a draft in review. Saving it afterwards leaves it in review and voids its approvals.

    Raises AlreadyPublished, IsScheduled, LostUpdate, NoSuchMove.
    """
    draft = locked_draft(draft, revision)
    move_to_stage(draft, Stage.IN_REVIEW)
    draft.save(update_fields=["stage", "publish_at", "scheduled_by", "decision", "held_back"])
    record("review asked for", draft, by=by, at=at, revision=draft.revision)
    return draft


@transaction.atomic
def approve(*, draft: Version, revision: int, by: Employee, at: datetime) -> Approval:
    """Approve that revision of the draft. Raises OwnApproval, AlreadyPublished, IsScheduled, LostUpdate."""
    draft = locked_draft(draft, revision)
    if draft.is_written_by(by):
        raise OwnApproval(draft)
    return _record_approval(draft, Approval.Role.EDITOR, "", by, at)


@transaction.atomic
def sign_off(*, draft: Version, revision: int, name: str, by: Employee, at: datetime) -> Approval:
    """Record that a lawyer of that name has signed the draft off. `by` is the person who records it.

    Raises NobodyNamed, AlreadyPublished, IsScheduled, LostUpdate.
    """
    draft = locked_draft(draft, revision)
    if not name.strip():
        raise NobodyNamed(draft)
    return _record_approval(draft, Approval.Role.LEGAL, name.strip(), by, at)


def _record_approval(draft: Version, role: Approval.Role, name: str, by: Employee, at: datetime) -> Approval:
    approval = Approval.objects.create(version=draft, revision=draft.revision, role=role, name=name, by=by, at=at)
    details = {"name": name} if name else {}
    record("version approved", draft, by=by, at=at, role=role, revision=draft.revision, **details)
    return approval


def current_approvals(version: Version) -> list[Approval]:
    """The approvals of the current revision, the oldest first. A version that is not stored has none."""
    if version._state.adding:
        return []
    approvals = Approval.objects.filter(version=version, revision=version.revision).select_related("by")
    authors = set(version.authors.values_list("pk", flat=True)) if approvals else set()
    return [approval for approval in approvals if approval.role == Approval.Role.LEGAL or approval.by_id not in authors]


def missing_approvals(version: Version) -> tuple[Approval.Role, ...]:
    """The roles whose approval the handbook requires and the current revision does not have."""
    handbook = version.section.handbook
    roles = [
        (handbook.needs_four_eyes, Approval.Role.EDITOR),
        (handbook.needs_legal_sign_off, Approval.Role.LEGAL),
    ]
    required = [role for is_required, role in roles if is_required]
    approved = {approval.role for approval in current_approvals(version)} if required else set()
    return tuple(role for role in required if role not in approved)
