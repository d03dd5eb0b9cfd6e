"""HR's page of a published version: what it changed, the kinds of its changes, and how to go back."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from backoffice.texts.clause_statistics import asks_about_clauses
from backoffice.texts.drafts import draft_context
from backoffice.texts.forms import ReclassifyForm
from backoffice.texts.published_names import published_names, published_question_names
from backoffice.texts.question_changes import QuizChanges, in_words_of_cards, published_quiz_changes
from handbook.changes import MESSAGE, TITLE
from handbook.models import Audience, Edition, Version
from handbook.public.version_diff import VersionChanges, changes_in_version
from handbook.versions.reclassify import AlreadyClassified, reclassify
from handbook.versions.rollback import UNDO_FOR, may_be_undone, open_rollback, undo_publication, undone_versions
from people.language import ui_language
from people.permissions import may_publish_text, signed_in
from records.refusal import Refusal


def published_version_or_404(pk: int) -> Version:
    versions = Version.objects.published().select_related("section__handbook", "published_by")
    version: Version = get_object_or_404(versions, pk=pk)
    return version


def require_publisher(request: HttpRequest) -> None:
    if not may_publish_text(request.user):
        raise PermissionDenied


def published_version(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """GET shows what the version changed; POST reclassifies one of its changes."""
    version = published_version_or_404(pk)
    if request.method != "POST":
        return published_version_page(request, site, version)
    require_publisher(request)
    form = ReclassifyForm(version, data=request.POST)
    if not form.is_valid():
        return published_version_page(request, site, version, form, status=422)
    try:
        reclassify(version=version, by=signed_in(request), at=timezone.now(), **form.cleaned_data)
    except AlreadyClassified as refused:  # nothing is wrong: it is what was asked for
        messages.info(request, refused.message)
    except Refusal as refused:
        messages.error(request, refused.message)
    else:
        messages.success(
            request,
            _(
                "The kind of change is corrected. Those who have nothing left to confirm have nothing to do. The others must confirm again."
            ),
        )
    return redirect("admin:handbook_version_changes", version.pk)


def published_version_page(
    request: HttpRequest, site: AdminSite, version: Version, form: ReclassifyForm | None = None, *, status: int = 200
) -> HttpResponse:
    handbook, now = version.section.handbook, timezone.now()
    version_changes = changes_in_version(
        version.section, version.number or 0, language=ui_language(), audience=Audience.LEADERS
    )
    context: dict[str, Any] = draft_context(request, site, version, handbook.source_language) | {
        "title": _("Version %(number)s of “%(title)s”")
        % {"number": version.number, "title": version_changes.edition.title},
        "version": version,
        "version_changes": version_changes,
        "quiz_changes": published_changes_in_words(version_changes),
        "answered": version if asks_about_clauses(version_changes.edition) else None,
        "form": (form or ReclassifyForm(version)).with_names(point_names(version_changes)),
        "may_publish": may_publish_text(request.user),
        "undo_until": version.published_at + UNDO_FOR if version.published_at and may_be_undone(version, now) else None,
        "undone": undone_versions([version.section])[version.section_id],
        "is_in_force": version.section.is_in_force(timezone.localdate()),
        "is_newest": version.number == newest_number(version),
    }
    return render(request, "backoffice/published.html", context, status=status)


def point_names(version_changes: VersionChanges) -> dict[str, str]:
    """Names of the points that two versions have, and of the title and the key message."""
    editions = filter(None, (version_changes.previous, version_changes.edition))
    names = published_names(version_changes.edition.version.section, *editions)
    return names | {TITLE: _("Title"), MESSAGE: _("Key message")}


def names_in_version(version: Version) -> dict[str, str]:
    """Names of the points and questions of a published version, by id."""
    editions = Edition.objects.filter(
        version__section=version.section_id, language=version.section.handbook.source_language
    )
    near = list(editions.filter(version__number__in=[(version.number or 0) - 1, version.number]).order_by("version"))
    questions = published_question_names(near[-1]) if near else {}
    return published_names(version.section, *near) | questions | {TITLE: _("Title"), MESSAGE: _("Key message")}


def published_changes_in_words(version_changes: VersionChanges) -> QuizChanges:
    """The questions that a version changed, as they are called on cards."""
    edition = version_changes.edition
    section = edition.version.section
    changes = published_quiz_changes(edition, version_changes.previous)
    if not changes:
        return changes
    source = Edition.objects.get(version=edition.version_id, language=section.handbook.source_language)
    return in_words_of_cards(changes, section, point_names(version_changes), published_question_names(source))


def newest_number(version: Version) -> int:
    newest = (
        Edition.objects.newest().filter(version__section=version.section_id).values_list("version__number", flat=True)
    )
    return newest[0] or 0


def undo(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """GET asks; POST undoes a publication at once."""
    version = published_version_or_404(pk)
    if request.method != "POST":
        if not (may_publish_text(request.user) and may_be_undone(version, timezone.now())):
            return redirect("admin:handbook_version_changes", pk)
        return undo_page(request, site, version)
    require_publisher(request)
    try:
        undone = undo_publication(version=version, by=signed_in(request), at=timezone.now())
    except Refusal as refused:
        messages.error(request, refused.message)
    else:
        message = _("The publication is undone. Version %(number)s has the previous text.")
        messages.success(request, message % {"number": undone.number})
        return redirect("admin:handbook_version_changes", undone.pk)
    return redirect("admin:handbook_version_changes", version.pk)


def undo_page(request: HttpRequest, site: AdminSite, version: Version) -> HttpResponse:
    handbook = version.section.handbook
    context = draft_context(request, site, version, handbook.source_language) | {
        "title": _("Undo publishing?"),
        "version": version,
    }
    return render(request, "backoffice/undo.html", context)


def roll_back(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Open a draft with the text of this version, to be reviewed like any other draft."""
    if request.method != "POST":
        return redirect("admin:handbook_version_changes", pk)
    version = published_version_or_404(pk)
    try:
        draft = open_rollback(version=version, by=signed_in(request), at=timezone.now())
    except Refusal as refused:
        messages.error(request, refused.message)
        return redirect("admin:handbook_version_changes", version.pk)
    return redirect("admin:handbook_version_review", draft.pk)
