"""HR moves a version from stage to stage: to review, approved, scheduled and back."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from backoffice.texts.drafts import page, version_or_404
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

Refusals = (
    AlreadyPublished, AnotherDraftIsOpen, IsScheduled, LostUpdate, NobodyNamed, NoSuchMove, NotScheduled, OwnApproval,
)  # fmt: skip


def stage(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Do what the button says, and show the page again with a line that says what happened."""
    if request.method != "POST":
        return redirect("admin:handbook_version_review", pk)
    version = version_or_404(pk)
    action = request.POST.get("action", "")
    if action == "unschedule" and not may_publish_text(request.user):
        raise PermissionDenied
    try:
        said = done(request, version, action)
    except Refusals as refused:
        messages.error(request, refusal(refused))
    else:
        messages.success(request, said)
    return redirect("admin:handbook_version_review", pk)


def done(request: HttpRequest, version: Version, action: str) -> str:
    """Call the verb of the button. Returns what has happened, in a sentence."""
    revision = request.POST.get("revision", "")
    who_when: dict[str, Any] = {"by": signed_in(request), "at": timezone.now()}
    seen = who_when | {"draft": version, "revision": int(revision) if is_key(revision) else 0}
    if action == "review":
        ask_for_review(**seen)
        return _("The draft is sent to review.")
    if action == "approve":
        approve(**seen)
        return _("You have approved the draft as it stands.")
    if action == "sign-off":
        sign_off(name=request.POST.get("name", "")[:120], **seen)
        return _("The legal sign-off is put on record.")
    if action == "from-newest":
        begin_from_newest(**seen)
        return _("The draft is compared with the newest version now. Judge what differs.")
    if action == "unschedule":
        unschedule(version=version, **who_when)
        return _("The version is a draft again. It is not published before somebody does it.")
    raise PermissionDenied


def refusal(refused: Exception) -> str:
    """Why nothing was done, in a sentence."""
    return {
        OwnApproval: _("You have written in this draft yourself. Somebody else must approve it."),
        NobodyNamed: _("Write the name of whoever signed it off."),
        LostUpdate: _("The draft was saved again after you opened this page. Look through it once more."),
        NoSuchMove: _("The draft is sent to review already."),
        AlreadyPublished: _("The draft is published already."),
        IsScheduled: _("The version is scheduled. Nothing was done."),
        NotScheduled: _("The version is not scheduled any more."),
        AnotherDraftIsOpen: _("Another draft of this section is open. Publish it or throw it away first."),
    }[type(refused)]


def review_state(request: HttpRequest, version: Version) -> dict[str, Any]:
    """How a version stands on its way, for the pages about it."""
    standing_ = current_approvals(version)
    wanting = missing_approvals(version)
    newest = newest_version(version.section)
    return {
        "approvals": standing_,
        "approvals_wanting": [role.label for role in wanting],
        "is_author": version.is_written_by(request.user),
        "has_approved": any(
            approval.role == Approval.Role.EDITOR and approval.by == request.user for approval in standing_
        ),
        "overtaken_by": newest if newest and newest.number != version.base else None,
    }


def scheduled(request: HttpRequest, site: AdminSite, version: Version) -> HttpResponse:
    """The page of a version that is to be published later."""
    context = page(request, site, version, version.section.handbook.source_language) | review_state(request, version)
    context |= {
        "title": _("Is published later"),
        "may_publish": may_publish_text(request.user),
    }
    return render(request, "backoffice/scheduled.html", context)


def describe_schedule(version: Version) -> str:
    """When it is going to be published, in a sentence."""
    assert version.publish_at
    moment = date_format(timezone.localtime(version.publish_at), "DATETIME_FORMAT")
    return _("The version is published %(moment)s. Until then the published text stands.") % {"moment": moment}
