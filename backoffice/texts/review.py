"""The page before publishing: what changes, whom it asks, how questions and languages stand; and the kind of each change."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backoffice.texts import workflow
from backoffice.texts.draft_changes import DraftChange, language_states, publication_changes, structure_of
from backoffice.texts.drafts import page, version_or_404
from backoffice.texts.forms import PublishForm
from courses.impact.preview import impact_of
from handbook.models import Kind, Version
from handbook.versions.decision import PublicationDecision
from handbook.versions.drafts import AlreadyPublished, IsScheduled
from handbook.versions.publication_plan import PublicationPlan, plan_publication
from handbook.versions.publish import (
    BaseHasMoved,
    DraftHasMoved,
    HasErrors,
    NotApproved,
    NothingChanged,
    NotReady,
    missing_for_publication,
    publish,
)
from handbook.versions.schedule import AnotherIsScheduled, MomentHasPassed, schedule
from handbook.versions.validation import CheckedVersion, check_version
from markup.error_messages import line_of
from people.language import LANGUAGES
from people.permissions import may_publish_text, signed_in

LATER, LATER_ANYWAY = "schedule", "schedule-anyway"
"""The buttons that have it done later."""
ANYWAY = "anyway"
"""The button that publishes although questions are not seen to, or languages not ready."""
REFUSALS = (DraftHasMoved, BaseHasMoved, NothingChanged, HasErrors, NotApproved)
"""What is told in a sentence, above the page as it is now."""


def review(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """GET shows the consequences, POST publishes; or shows them again where they are others than the button said."""
    draft = version_or_404(pk)
    if draft.is_published:
        return published_already(request, draft.pk)
    if draft.is_scheduled:
        return workflow.scheduled(request, site, draft)
    if request.method == "POST" and not may_publish_text(request.user):
        raise PermissionDenied
    checked = check_version(draft)
    if checked.blocking:
        return show_errors(request, site, draft, checked, status=409 if request.method == "POST" else 200)
    planned = plan_publication(draft, checked)
    if request.method != "POST":
        return consequences(request, site, planned, checked, PublishForm(planned))
    form = PublishForm(planned, request.POST)
    if not form.is_valid():
        return consequences(request, site, planned, checked, form, status=422)
    if request.POST.get("action") in (LATER, LATER_ANYWAY):
        return schedule_reviewed(request, site, planned, checked, form)
    return publish_reviewed(request, site, planned, checked, form)


def schedule_reviewed(
    request: HttpRequest, site: AdminSite, planned: PublicationPlan, checked: CheckedVersion, form: PublishForm
) -> HttpResponse:
    """Have it published later, as chosen. Whom it asks is known only then; the page says so."""
    publish_at = form.cleaned_data["publish_at"]
    if not publish_at:
        form.add_error("publish_at", _("Say on which day and at what time."))
        return consequences(request, site, planned, checked, form, status=422)
    try:
        version = schedule(
            draft=planned.version,
            publish_at=publish_at,
            decision=PublicationDecision(
                form.kinds,
                news=form.news,
                reviewed=frozenset(form.cleaned_data["reviewed"]),
                although_not_ready=request.POST.get("action") == LATER_ANYWAY,
                revision=form.cleaned_data["revision"],
            ),
            by=signed_in(request),
            at=timezone.now(),
        )
    except MomentHasPassed:
        form.add_error("publish_at", _("That moment has passed. Choose one to come."))
        return consequences(request, site, planned, checked, form, status=422)
    except NotReady as refused:
        return consequences(request, site, planned, checked, form, refused=refused, status=409)
    except (*REFUSALS, AnotherIsScheduled) as refused:
        messages.error(request, refusal(refused))
        return show_again(request, site, planned)
    except (AlreadyPublished, IsScheduled):
        messages.info(request, _("Somebody has published or scheduled the draft already."))
    else:
        messages.success(request, workflow.describe_schedule(version))
    return redirect("admin:handbook_version_review", planned.version.pk)


def publish_reviewed(
    request: HttpRequest, site: AdminSite, planned: PublicationPlan, checked: CheckedVersion, form: PublishForm
) -> HttpResponse:
    """Publish what the page showed: the number on the button is the number that is asked."""
    action, _colon, shown = request.POST.get("action", "").partition(":")
    impact = impact_of(planned, form.kinds, on=timezone.localdate())
    if shown != str(impact.asked):
        if Version.objects.published().filter(pk=planned.version.pk).exists():
            return published_already(request, planned.version.pk)
        messages.warning(request, number_has_moved(impact.asked))
        return consequences(request, site, planned, checked, form, status=409)
    try:
        published = publish(
            draft=planned.version,
            decision=PublicationDecision(
                form.kinds,
                news=form.news,
                reviewed=frozenset(form.cleaned_data["reviewed"]),
                although_not_ready=action == ANYWAY,
                revision=form.cleaned_data["revision"],
            ),
            by=signed_in(request),
            at=timezone.now(),
        )
    except NotReady as refused:
        return consequences(request, site, planned, checked, form, refused=refused, status=409)
    except REFUSALS as refused:
        messages.error(request, refusal(refused))
        return show_again(request, site, planned)
    except IsScheduled:
        messages.info(request, _("Somebody has published or scheduled the draft already."))
        return redirect("admin:handbook_version_review", planned.version.pk)
    except AlreadyPublished:
        return published_already(request, planned.version.pk)
    messages.success(request, publication_message(published, impact.asked))
    return redirect("admin:handbook_version_changes", published.pk)


def show_again(request: HttpRequest, site: AdminSite, planned: PublicationPlan) -> HttpResponse:
    """The page for the draft as it stands now, which is not what was reviewed."""
    draft = version_or_404(planned.version.pk)
    checked = check_version(draft)
    if checked.blocking:
        return show_errors(request, site, draft, checked, status=409)
    planned = plan_publication(draft, checked)
    return consequences(request, site, planned, checked, PublishForm(planned), status=409)


def show_errors(
    request: HttpRequest, site: AdminSite, draft: Version, checked: CheckedVersion, *, status: int
) -> HttpResponse:
    """The errors alone: what publishing would do is not known before they are gone."""
    errors = [(error, line_of(error)) for error in checked.blocking]
    context = page_frame(request, site, draft) | {"errors": errors}
    return render(request, "backoffice/review.html", context, status=status)


def published_already(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody was faster. Whoever only came to look is led on without a word."""
    if request.method == "POST":
        messages.info(request, _("The draft is published already."))
    return redirect("admin:handbook_version_change", pk)


def refusal(refused: Exception) -> str:
    """Why nothing was published, in a sentence."""
    if isinstance(refused, DraftHasMoved):
        return _("The draft was saved again after you opened this page. Look through it once more.")
    if isinstance(refused, BaseHasMoved):
        said = _("Version %(number)s was published after this draft was begun. Nothing was published.")
        return said % {"number": refused.args[0].number}
    if isinstance(refused, AnotherIsScheduled):
        return _("Another version of this section is scheduled already. Nothing was scheduled.")
    if isinstance(refused, NotApproved):
        roles = ", ".join(str(role.label) for role in refused.roles)
        return _("Nothing was published. Wanting: %(roles)s.") % {"roles": roles}
    if isinstance(refused, NothingChanged):
        return _("The draft says what the published version says already. Nothing was published.")
    return _("The text has errors. Nothing was published.")


def number_has_moved(asked: int) -> str:
    return ngettext(
        "With these choices %(count)s employee must confirm again. Nothing is published yet. Press the button once more if that is right.",
        "With these choices %(count)s employees must confirm again. Nothing is published yet. Press the button once more if that is right.",
        asked,
    ) % {"count": asked}


def publication_message(version: Version, asked: int) -> str:
    """What has happened, in two sentences."""
    done = _("Version %(number)s is published.") % {"number": version.number}
    if not asked:
        nobody = _("Nobody is asked to confirm again.")
        return f"{done} {nobody}"
    said = ngettext(
        "%(count)s employee who had completed the section is asked again.",
        "%(count)s employees who had completed the section are asked again.",
        asked,
    )
    return f"{done} {said % {'count': asked}}"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A change, the radio buttons of its kind, and how many it would ask as the only new rule."""

    change: DraftChange
    field: forms.BoundField | None
    alone: int


def page_frame(request: HttpRequest, site: AdminSite, draft: Version) -> dict[str, Any]:
    return page(request, site, draft, draft.section.handbook.source_language) | {
        "title": _("See the consequences before you publish"),
        "may_publish": may_publish_text(request.user),
        **workflow.review_state(request, draft),
    }


def consequences(
    request: HttpRequest,
    site: AdminSite,
    planned: PublicationPlan,
    checked: CheckedVersion,
    form: PublishForm,
    *,
    refused: NotReady | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, for the kinds chosen; until all are, as if every change were a new rule."""
    kinds = form.kinds if form.is_classified else Kind.NEW_RULE
    impact = impact_of(planned, kinds, on=timezone.localdate())
    reviewed = form["reviewed"].value() or []
    judged = planned.classified_as(kinds)
    questions, languages = missing_for_publication(planned, judged, reviewed)
    names = form.names
    context = page_frame(request, site, planned.version) | {
        "previous": planned.previous,
        "structure": structure_of(planned, checked),
        "form": form,
        "rows": [
            ReviewRow(change, form[names[key]] if key in names else None, impact.alone[key])
            for key, change in zip(planned.keys, publication_changes(planned), strict=True)
        ],
        "states": language_states(planned.published_as(judged), LANGUAGES, impact.by_language),
        "warnings": [line_of(error) for error in checked.errors],
        "impact": impact,
        "minutes_in_all": round(impact.asked * impact.minutes),
        "is_judged": form.is_classified,
        "questions": planned.questions,
        "to_review": planned.to_review,
        "reviewed": reviewed,
        "untested": planned.untested,
        "wanting": {"questions": questions, "languages": languages},
        "refused": refused,
    }
    return render(request, "backoffice/review.html", context, status=status)
