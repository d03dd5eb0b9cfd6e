"""HR moves a version between stages: to review, approved, scheduled and back."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from backoffice.texts.drafts import draft_context, version_or_404
from handbook.models import Approval, Version, newest_version
from handbook.versions.drafts import AlreadyPublished, IsScheduled, LostUpdate, begin_from_newest
from handbook.versions.publish import NotScheduled
from handbook.versions.schedule import AnotherDraftIsOpen, unschedule
from handbook.versions.workflow import (
    NobodyNamed,
    NoSuchMove,
    OwnApproval,
    approve,
    ask_for_review,
    current_approvals,
    missing_approvals,
    sign_off,
)
from people.admin_permissions import is_key
from people.permissions import may_publish_text, signed_in

STAGE_REFUSALS = (
    AlreadyPublished, AnotherDraftIsOpen, IsScheduled, LostUpdate, NobodyNamed, NoSuchMove, NotScheduled, OwnApproval,
)  # fmt: skip


def change_stage(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Do what the button says, and show the page again with a message about what happened."""
    if request.method != "POST":
        return redirect("admin:handbook_version_review", pk)
    version = version_or_404(pk)
    action = request.POST.get("action", "")
    if action == "unschedule" and not may_publish_text(request.user):
        raise PermissionDenied
    try:
        message = perform(request, version, action)
    except STAGE_REFUSALS as refusal:
        messages.error(request, stage_refusal_message(refusal))
    else:
        messages.success(request, message)
    return redirect("admin:handbook_version_review", pk)


def perform(request: HttpRequest, version: Version, action: str) -> str:
    """Call the verb of the button. Returns a sentence about what happened."""
    revision = request.POST.get("revision", "")
    by_at: dict[str, Any] = {"by": signed_in(request), "at": timezone.now()}
    reviewed = by_at | {"draft": version, "revision": int(revision) if is_key(revision) else 0}
    if action == "review":
        ask_for_review(**reviewed)
        return _("The draft is sent to review.")
    if action == "approve":
        approve(**reviewed)
        return _("You have approved the draft as it is now.")
    if action == "sign-off":
        sign_off(name=request.POST.get("name", "")[:120], **reviewed)
        return _("The legal sign-off is recorded.")
    if action == "from-newest":
        begin_from_newest(**reviewed)
        return _("The draft is now compared with the newest version. Choose the kind of each change.")
    if action == "unschedule":
        unschedule(version=version, **by_at)
        return _("The version is a draft again. It is not published until somebody publishes it.")
    raise PermissionDenied


def stage_refusal_message(refusal: Exception) -> str:
    """A sentence that says why nothing was done."""
    return {
        OwnApproval: _("You have written in this draft yourself. Somebody else must approve it."),
        NobodyNamed: _("Write the name of the person who signed it off."),
        LostUpdate: _("The draft was saved again after you opened this page. Check it once more."),
        NoSuchMove: _("The draft has already been sent to review."),
        AlreadyPublished: _("The draft has already been published."),
        IsScheduled: _("The version is scheduled. Nothing was done."),
        NotScheduled: _("The version is no longer scheduled."),
        AnotherDraftIsOpen: _("Another draft of this section is open. Publish or discard it first."),
    }[type(refusal)]


def review_state(request: HttpRequest, version: Version) -> dict[str, Any]:
    """The state of a version's review, for the pages about it."""
    approvals = current_approvals(version)
    newest = newest_version(version.section)
    return {
        "approvals": approvals,
        "missing_approvals": [role.label for role in missing_approvals(version)],
        "is_author": version.is_written_by(request.user),
        "has_approved": any(
            approval.role == Approval.Role.EDITOR and approval.by == request.user for approval in approvals
        ),
        "overtaken_by": newest if newest and newest.number != version.base else None,
    }


def scheduled_page(request: HttpRequest, site: AdminSite, version: Version) -> HttpResponse:
    """The page of a version that is to be published later."""
    context = draft_context(request, site, version, version.section.handbook.source_language) | review_state(
        request, version
    )
    context |= {
        "title": _("Scheduled"),
        "may_publish": may_publish_text(request.user),
    }
    return render(request, "backoffice/scheduled.html", context)


def describe_schedule(version: Version) -> str:
    """A sentence that says when the version will be published."""
    assert version.publish_at
    moment = date_format(timezone.localtime(version.publish_at), "DATETIME_FORMAT")
    return _("The version will be published %(moment)s. Until then the published text remains in force.") % {
        "moment": moment
    }
