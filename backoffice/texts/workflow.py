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
from handbook.versions.drafts import begin_from_newest
from handbook.versions.schedule import unschedule
from handbook.versions.workflow import (
    approve,
    ask_for_review,
    current_approvals,
    missing_approvals,
    note_legal_review,
    send_back,
)
from people.admin_permissions import is_key
from people.permissions import may_publish_text, signed_in
from records.refusal import Refusal

LONGEST_NAME, LONGEST_COMMENT = 120, 2000


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
    except Refusal as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, message)
    return redirect("admin:handbook_version_review", pk)


def perform(request: HttpRequest, version: Version, action: str) -> str:
    """Call the verb of the button. Returns a sentence about what happened."""
    revision = request.POST.get("revision", "")
    by_at: dict[str, Any] = {"by": signed_in(request), "at": timezone.now()}
    reviewed = by_at | {"draft": version, "revision": int(revision) if is_key(revision) else 0}
    if action == "unschedule":
        unschedule(version=version, **by_at)
        return _("The version is a draft again. It is not published until somebody publishes it.")
    if action == "from-newest":
        begin_from_newest(**reviewed)
        return _("The draft is now compared with the newest version. Choose the kind of each change.")
    return move_in_review(request, action, reviewed)


def move_in_review(request: HttpRequest, action: str, reviewed: dict[str, Any]) -> str:
    """What an author or an approver says about the draft as it is now."""
    if action == "review":
        ask_for_review(**reviewed)
        return _("The draft is sent to review.")
    if action == "approve":
        approve(**reviewed)
        return _("You have approved the draft as it is now.")
    if action == "approve-legally":
        approve(role=Approval.Role.LEGAL, **reviewed)
        return _("You have given the draft as it is now its legal approval.")
    if action == "note":
        note_legal_review(name=typed(request, "name", LONGEST_NAME), **reviewed)
        return _("The note is recorded. It approves nothing.")
    if action == "send-back":
        send_back(comment=typed(request, "comment", LONGEST_COMMENT), **reviewed)
        return _("The draft is sent back with your comment.")
    raise PermissionDenied


def typed(request: HttpRequest, field: str, longest: int) -> str:
    return request.POST.get(field, "").replace("\x00", "").replace("\r\n", "\n")[:longest]


def review_state(request: HttpRequest, version: Version) -> dict[str, Any]:
    """The state of a version's review, for the pages about it."""
    approvals = current_approvals(version)
    newest = newest_version(version.section)
    return {
        "approvals": approvals,
        "missing_approvals": [role.label for role in missing_approvals(version)],
        "is_author": version.is_written_by(request.user),
        "approved_as": [approval.role for approval in approvals if approval.by == request.user],
        "sent_back": version.sent_back.select_related("by").last(),
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
