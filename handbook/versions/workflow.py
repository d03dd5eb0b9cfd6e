"""The stages of a version and the moves between them, and who has approved it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from handbook.models import Approval, Handbook, SentBack, Stage, Version
from handbook.versions.drafts import COLUMNS, locked_draft
from handbook.versions.publication_plan import plan_publication
from handbook.versions.validation import check_version
from people.models import Employee
from records.models import record
from records.refusal import Refusal

MOVES: Mapping[str, tuple[Stage, ...]] = {
    Stage.DRAFT: (Stage.IN_REVIEW, Stage.SCHEDULED, Stage.PUBLISHED),
    Stage.IN_REVIEW: (Stage.DRAFT, Stage.SCHEDULED, Stage.PUBLISHED),
    Stage.SCHEDULED: (Stage.DRAFT, Stage.PUBLISHED),
    Stage.PUBLISHED: (),
}
"""The stages that can follow each stage."""


class NoSuchMove(Refusal):
    """A version cannot move from its stage to that one. Carries the version and the stage."""

    sentence = _("Somebody has already sent the draft to review, or back. Nothing was done.")


class OwnApproval(Refusal):
    """Anyone who has changed words of a draft cannot approve it. Carries the draft."""

    sentence = _("You have written in this draft yourself. Somebody else must approve it.")


class NobodyNamed(Refusal):
    """The note of a legal review names the lawyer. Carries the draft."""

    sentence = _("Write the name of the lawyer who has read it.")


class NoReference(Refusal):
    """A legal approval says where the signed document is kept. Carries the draft."""

    sentence = _("Write where the signed document is kept, such as its number in the archive.")


class NothingToReview(Refusal):
    """The draft says the same as the newest version. Carries the draft."""

    sentence = _("The draft is the same as the published version. There is nothing to review.")


class NoComment(Refusal):
    """A draft is sent back with a comment on what is to be mended. Carries the draft."""

    sentence = _("Write in the comment what must be corrected.")


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

    Raises AlreadyPublished, IsScheduled, LostUpdate, NoSuchMove, NothingToReview.
    """
    draft = locked_draft(draft, revision)
    move_to_stage(draft, Stage.IN_REVIEW)
    checked = check_version(draft)
    if not checked.blocking and plan_publication(draft, checked).says_nothing_new():
        raise NothingToReview(draft)
    draft.save(update_fields=["stage", "publish_at", "scheduled_by", "decision", "held_back"])
    record("review asked for", draft, by=by, at=at, revision=draft.revision)
    return draft


@transaction.atomic
def approve(*, draft: Version, revision: int, by: Employee, at: datetime) -> Approval:
    """Approve that revision of the draft, as somebody else than its authors. Approving twice counts once.

    Raises OwnApproval, AlreadyPublished, IsScheduled, LostUpdate.
    """
    return _approve(locked_draft(draft, revision), Approval.Role.EDITOR, by=by, at=at)


@transaction.atomic
def approve_legally(*, draft: Version, revision: int, reference: str, by: Employee, at: datetime) -> Approval:
    """Put on record that a lawyer has signed that revision of the draft. `reference` says where the signed document is kept.

    Raises NoReference, OwnApproval, AlreadyPublished, IsScheduled, LostUpdate.
    """
    draft, reference = locked_draft(draft, revision), reference.strip()
    if not reference:
        raise NoReference(draft)
    return _approve(draft, Approval.Role.LEGAL, by=by, at=at, reference=reference)


def _approve(draft: Version, role: Approval.Role, *, by: Employee, at: datetime, reference: str = "") -> Approval:
    if draft.is_written_by(by):
        raise OwnApproval(draft)
    same = (role, by, reference)
    if earlier := [given for given in current_approvals(draft) if (given.role, given.by, given.reference) == same]:
        return earlier[0]
    approval = Approval.objects.create(
        version=draft, revision=draft.revision, role=role, reference=reference, by=by, at=at
    )
    document = {"reference": reference} if reference else {}
    record("version approved", draft, by=by, at=at, role=role, revision=draft.revision, **document)
    return approval


@transaction.atomic
def note_legal_review(*, draft: Version, revision: int, name: str, by: Employee, at: datetime) -> Approval:
    """Note that a lawyer of that name has read the draft. A typed name approves nothing.

    Raises NobodyNamed, AlreadyPublished, IsScheduled, LostUpdate.
    """
    draft, name = locked_draft(draft, revision), name.strip()
    if not name:
        raise NobodyNamed(draft)
    role = Approval.Role.NOTE
    note = Approval.objects.create(version=draft, revision=draft.revision, role=role, name=name, by=by, at=at)
    record("legal review noted", draft, by=by, at=at, revision=draft.revision, name=name)
    return note


@transaction.atomic
def send_back(*, draft: Version, revision: int, comment: str, by: Employee, at: datetime) -> SentBack:
    """Return a draft in review to its authors. Its approvals are void, its words are kept to show what is mended.

    Raises NoComment, AlreadyPublished, IsScheduled, LostUpdate, NoSuchMove.
    """
    draft, comment = locked_draft(draft, revision), comment.strip()
    if not comment:
        raise NoComment(draft)
    move_to_stage(draft, Stage.DRAFT)
    draft.save(update_fields=["stage", "publish_at", "scheduled_by", "decision", "held_back"])
    newest = draft.approvals.order_by("pk").last()
    sent_back = SentBack.objects.create(
        version=draft,
        revision=draft.revision,
        comment=comment,
        texts={column: getattr(draft, column) or "" for column in (*COLUMNS, "laws")},
        voided_up_to=newest.pk if newest else 0,
        by=by,
        at=at,
    )
    record("draft sent back", draft, by=by, at=at, revision=draft.revision, comment=comment)
    return sent_back


def current_approvals(version: Version) -> list[Approval]:
    """The approvals of the current revision and the notes about it, the oldest first, but for those from before it was sent
    back. A version that is not stored has none."""
    if version._state.adding:
        return []
    return list(standing_approvals([version]).filter(revision=version.revision).select_related("by"))


def standing_approvals(versions: Iterable[Version]) -> QuerySet[Approval]:
    """The approvals of these versions, and the notes about them, that neither a comment with which one was sent back nor a
    word of whoever gave them has voided; for their earlier revisions too."""
    voided = SentBack.objects.filter(
        version=OuterRef("version"), revision=OuterRef("revision"), voided_up_to__gte=OuterRef("pk")
    )
    wrote = Version.authors.through.objects.filter(version=OuterRef("version"), employee=OuterRef("by"))
    named = Approval.objects.filter(version__in=[version.pk for version in versions])
    return named.filter(~Exists(voided), Q(role=Approval.Role.NOTE) | ~Exists(wrote))


def approved_roles(versions: Iterable[Version]) -> dict[int, set[str]]:
    """The roles whose approval the current revision of each version has, by its id. Versions without any are left out."""
    roles: dict[int, set[str]] = {}
    for version, role in (
        standing_approvals(versions).filter(revision=F("version__revision")).values_list("version", "role")
    ):
        roles.setdefault(version, set()).add(role)
    return roles


def required_roles(handbook: Handbook) -> tuple[Approval.Role, ...]:
    """The roles whose approval a handbook requires of each version."""
    roles = (
        (handbook.needs_four_eyes, Approval.Role.EDITOR),
        (handbook.needs_legal_sign_off, Approval.Role.LEGAL),
    )
    return tuple(role for is_required, role in roles if is_required)


def missing_approvals(version: Version) -> tuple[Approval.Role, ...]:
    """The roles whose approval the handbook requires and the current revision does not have."""
    required = required_roles(version.section.handbook)
    approved = {approval.role for approval in current_approvals(version)} if required else set()
    return tuple(role for role in required if role not in approved)
