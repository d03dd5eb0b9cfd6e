"""A published version as HR looks after it: what it changed, how that is judged, and the ways back."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from backoffice.texts.clause_statistics import clause_rows
from backoffice.texts.drafts import page
from backoffice.texts.forms import ReclassifyForm
from handbook.models import Audience, Edition, Version
from handbook.public.version_diff import VersionChanges, changes_in_version
from handbook.versions.reclassify import AlreadyClassified, NoSuchChange, reclassify
from handbook.versions.rollback import (
    UNDO_FOR,
    CannotBeUndone,
    DraftIsOpen,
    may_be_undone,
    open_rollback,
    undo_publishing,
)
from people.language import ui_language
from people.permissions import may_publish_text, signed_in


def published_or_404(pk: int) -> Version:
    versions = Version.objects.published().select_related("section__handbook", "published_by")
    found: Version = get_object_or_404(versions, pk=pk)
    return found


def for_publishers(request: HttpRequest, version: Version) -> None:
    if not may_publish_text(request.user):
        raise PermissionDenied


def look_after(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """GET shows what the version changed; POST judges one of its changes again."""
    version = published_or_404(pk)
    if request.method != "POST":
        return changes_page(request, site, version)
    for_publishers(request, version)
    form = ReclassifyForm(version, data=request.POST)
    if not form.is_valid():
        return changes_page(request, site, version, form, status=422)
    try:
        reclassify(version=version, by=signed_in(request), at=timezone.now(), **form.cleaned_data)
    except AlreadyClassified:
        messages.info(request, _("That change is judged so already."))
    except NoSuchChange:
        messages.error(request, _("The version did not change that point."))
    else:
        messages.success(
            request, _("The change is judged again. Whoever owes nothing any more is not asked; whoever does, is.")
        )
    return redirect("admin:handbook_version_changes", version.pk)


def changes_page(
    request: HttpRequest, site: AdminSite, version: Version, form: ReclassifyForm | None = None, *, status: int = 200
) -> HttpResponse:
    handbook, now = version.section.handbook, timezone.now()
    version_changes = changes_in_version(
        version.section, version.number or 0, language=ui_language(), audience=Audience.LEADERS
    )
    context: dict[str, Any] = page(request, site, version, handbook.source_language) | {
        "title": _("Version %(number)s of «%(title)s»")
        % {"number": version.number, "title": version_changes.edition.title},
        "version": version,
        "version_changes": version_changes,
        "figures": clause_rows(version_changes.edition),
        "form": form or ReclassifyForm(version, names_of(version, version_changes)),
        "may_publish": may_publish_text(request.user),
        "undo_until": version.published_at + UNDO_FOR if version.published_at and may_be_undone(version, now) else None,
        "is_newest": version.number == newest_number(version),
    }
    return render(request, "backoffice/published.html", context, status=status)


def names_of(version: Version, version_changes: VersionChanges) -> dict[str, str]:
    """What readers call the points that a version changed: 4.11, with the id that HR writes."""
    rows = [change.difference.latest for change in version_changes.changes]
    return {row.clause: f"{version.section.position}.{row.number} ({row.clause})" for row in rows if row.number}


def newest_number(version: Version) -> int:
    newest = (
        Edition.objects.newest().filter(version__section=version.section_id).values_list("version__number", flat=True)
    )
    return newest[0] or 0


@require_POST
def undo(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Take a publication back, at once."""
    version = published_or_404(pk)
    for_publishers(request, version)
    try:
        undone = undo_publishing(version=version, by=signed_in(request), at=timezone.now())
    except CannotBeUndone:
        messages.error(request, _("It can no longer be undone. Go back to an earlier version instead."))
    except DraftIsOpen:
        messages.error(request, draft_is_open())
    else:
        said = _("The publication is undone. Version %(number)s has the words from before.")
        messages.success(request, said % {"number": undone.number})
        return redirect("admin:handbook_version_changes", undone.pk)
    return redirect("admin:handbook_version_changes", version.pk)


@require_POST
def roll_back(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """A draft with the words of this version, to be reviewed as any other."""
    version = published_or_404(pk)
    try:
        draft = open_rollback(version=version, by=signed_in(request), at=timezone.now())
    except DraftIsOpen:
        messages.error(request, draft_is_open())
        return redirect("admin:handbook_version_changes", version.pk)
    return redirect("admin:handbook_version_review", draft.pk)


def draft_is_open() -> str:
    return _("The section has a draft, whose words would be lost. Publish it or throw it away first.")
