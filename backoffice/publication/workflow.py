"""HR moves a version between stages: to review, approved, scheduled and back."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backoffice.texts.drafts import draft_context, version_or_404
from handbook.models import Version, newest_version
from handbook.versions.drafts import begin_from_newest
from handbook.versions.schedule import unschedule
from handbook.versions.workflow import (
    approve,
    approve_legally,
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


SENTENCES = {
    "review": _("The draft is sent to review."),
    "approve": _("You have approved the draft as it is now."),
    "approve-legally": _("You have given the draft as it is now its legal approval."),
    "note": _("The note is recorded. It approves nothing."),
    "send-back": _("The draft is sent back with your comment."),
}
"""What has happened after each button about the review of a draft."""


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
    if action == "unschedule":
        unschedule(version=version, by=signed_in(request), at=timezone.now())
        return gettext("The version is a draft again. It is not published until somebody publishes it.")
    if action == "from-newest":
        begin_from_newest(**as_reviewed(request, version))
        return gettext("The draft is now compared with the newest version. Choose the kind of each change.")
    raise PermissionDenied


def as_reviewed(request: HttpRequest, version: Version) -> dict[str, Any]:
    """Who does something to which revision of a draft, and when."""
    revision = request.POST.get("revision", "")
    reviewed = int(revision) if is_key(revision) else 0
    return {"draft": version, "revision": reviewed, "by": signed_in(request), "at": timezone.now()}


def move_in_review(request: HttpRequest, version: Version, action: str) -> str:
    """Do what an author or an approver says about the draft as it is now. Returns a sentence about what happened."""
    reviewed = as_reviewed(request, version)
    if action == "review":
        ask_for_review(**reviewed)
    elif action == "approve":
        approve(**reviewed)
    elif action == "approve-legally":
        approve_legally(reference=typed(request, "reference", LONGEST_NAME), **reviewed)
    elif action == "note":
        note_legal_review(name=typed(request, "name", LONGEST_NAME), **reviewed)
    else:
        send_back(comment=typed(request, "comment", LONGEST_COMMENT), **reviewed)
    return str(SENTENCES[action])


def typed(request: HttpRequest, field: str, longest: int) -> str:
    return request.POST.get(field, "").replace("\x00", "").replace("\r\n", "\n")[:longest]


def review_state(request: HttpRequest, version: Version) -> dict[str, Any]:
    """The state of a version's review, for the pages about it."""
    approvals, handbook = current_approvals(version), version.section.handbook
    asks_for_approval = handbook.needs_four_eyes or handbook.needs_legal_sign_off
    newest = newest_version(version.section)
    return {
        "approvals": approvals,
        "asks_for_approval": asks_for_approval,
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
        "title": gettext("Scheduled"),
        "may_publish": may_publish_text(request.user),
    }
    return render(request, "backoffice/scheduled.html", context)


def describe_schedule(version: Version) -> str:
    """A sentence that says when the version will be published."""
    assert version.publish_at
    moment = date_format(timezone.localtime(version.publish_at), "DATETIME_FORMAT")
    return gettext("The version will be published %(moment)s. Until then the published text remains in force.") % {
        "moment": moment
    }
