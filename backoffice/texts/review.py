"""The review page before publishing: changes and their kinds, the employees they ask, questions, languages."""

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
from backoffice.texts.draft_changes import (
    DraftChange,
    language_states,
    publication_changes,
    structural_changes,
)
from backoffice.texts.drafts import draft_context, version_or_404
from backoffice.texts.forms import PublishForm
from backoffice.texts.located_errors import located
from backoffice.texts.mended_texts import mended_since_sent_back
from backoffice.texts.question_changes import draft_quiz_changes
from courses.impact.preview import impact_of
from handbook.models import Kind, Version
from handbook.versions.drafts import AlreadyPublished, IsScheduled
from handbook.versions.publication_plan import PublicationPlan, plan_publication
from handbook.versions.publish import NotReady, missing_for_publication, publish
from handbook.versions.schedule import MomentHasPassed, schedule
from handbook.versions.validation import CheckedVersion, check_version
from people.permissions import may_publish_text, signed_in
from records.refusal import Refusal

LATER, LATER_ANYWAY = "schedule", "schedule-anyway"
"""The actions that schedule the version."""
ANYWAY = "anyway"
"""The action that publishes although questions are not reviewed or languages not ready."""


def review(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """GET shows the consequences. POST publishes, or shows them again if they differ from what the button said."""
    draft = version_or_404(pk)
    if draft.is_published:
        return redirect_to_published(request, draft.pk)
    if draft.is_scheduled:
        return workflow.scheduled_page(request, site, draft)
    if request.method == "POST" and not may_publish_text(request.user):
        raise PermissionDenied
    checked = check_version(draft)
    if checked.blocking:
        return show_errors(request, site, draft, checked, status=409 if request.method == "POST" else 200)
    plan = plan_publication(draft, checked)
    if request.method != "POST":
        return consequences(request, site, plan, checked, PublishForm(plan))
    form = PublishForm(plan, request.POST)
    if not form.is_valid():
        return consequences(request, site, plan, checked, form, status=422)
    return decide(request, site, plan, checked, form)


def decide(
    request: HttpRequest, site: AdminSite, plan: PublicationPlan, checked: CheckedVersion, form: PublishForm
) -> HttpResponse:
    """Publish or schedule the version as chosen, or show why it is refused."""
    is_later = request.POST.get("action") in (LATER, LATER_ANYWAY)
    try:
        return (schedule_reviewed if is_later else publish_reviewed)(request, site, plan, checked, form)
    except MomentHasPassed as refused:  # told at the field of the moment
        form.add_error("publish_at", refused.message)
        return consequences(request, site, plan, checked, form, status=422)
    except NotReady as refused:  # the page links to what is missing, and offers to publish anyway
        return consequences(request, site, plan, checked, form, not_ready=refused, status=409)
    except (AlreadyPublished, IsScheduled) as refused:  # there is no draft to show
        messages.info(request, refused.message)
        return redirect("admin:handbook_version_review", plan.version.pk)
    except Refusal as refused:
        messages.error(request, refused.message)
        return show_current_draft(request, site, plan)


def schedule_reviewed(
    request: HttpRequest, site: AdminSite, plan: PublicationPlan, checked: CheckedVersion, form: PublishForm
) -> HttpResponse:
    """Schedule the version as chosen. The page says that the number it asks is known only at publication."""
    publish_at = form.cleaned_data["publish_at"]
    if not publish_at:
        form.add_error("publish_at", _("Choose a day and a time."))
        return consequences(request, site, plan, checked, form, status=422)
    decision = form.decision(although_not_ready=request.POST.get("action") == LATER_ANYWAY)
    version = schedule(
        draft=plan.version, publish_at=publish_at, decision=decision, by=signed_in(request), at=timezone.now()
    )
    messages.success(request, workflow.describe_schedule(version))
    return redirect("admin:handbook_version_review", plan.version.pk)


def publish_reviewed(
    request: HttpRequest, site: AdminSite, plan: PublicationPlan, checked: CheckedVersion, form: PublishForm
) -> HttpResponse:
    """Publish what the page showed, if the number on the button is still the number of employees asked."""
    action, _colon, shown = request.POST.get("action", "").partition(":")
    impact = impact_of(plan, form.kinds, on=timezone.localdate())
    if shown != str(impact.asked):
        if Version.objects.published().filter(pk=plan.version.pk).exists():
            return redirect_to_published(request, plan.version.pk)
        messages.warning(request, changed_number_message(impact.asked))
        return consequences(request, site, plan, checked, form, status=409)
    decision = form.decision(although_not_ready=action == ANYWAY)
    published = publish(draft=plan.version, decision=decision, by=signed_in(request), at=timezone.now())
    messages.success(request, publication_message(published, impact.asked))
    return redirect("admin:handbook_version_changes", published.pk)


def show_current_draft(request: HttpRequest, site: AdminSite, plan: PublicationPlan) -> HttpResponse:
    """The page for the current draft, which differs from what was reviewed."""
    draft = version_or_404(plan.version.pk)
    checked = check_version(draft)
    if checked.blocking:
        return show_errors(request, site, draft, checked, status=409)
    plan = plan_publication(draft, checked)
    return consequences(request, site, plan, checked, PublishForm(plan), status=409)


def show_errors(
    request: HttpRequest, site: AdminSite, draft: Version, checked: CheckedVersion, *, status: int
) -> HttpResponse:
    """Show only the errors: what publishing would do is not known until they are corrected."""
    errors = located(checked.blocking, draft.section.handbook.source_language)
    context = review_context(request, site, draft) | {"errors": errors}
    return render(request, "backoffice/review.html", context, status=status)


def redirect_to_published(request: HttpRequest, pk: int) -> HttpResponse:
    """Redirect to the published version; say so only to a visitor who tried to publish."""
    if request.method == "POST":
        messages.info(request, str(AlreadyPublished.sentence))
    return redirect("admin:handbook_version_change", pk)


def changed_number_message(asked: int) -> str:
    return ngettext(
        "With these choices %(count)s employee must confirm again. Nothing is published yet. Press the button once more if that is right.",
        "With these choices %(count)s employees must confirm again. Nothing is published yet. Press the button once more if that is right.",
        asked,
    ) % {"count": asked}


def publication_message(version: Version, asked: int) -> str:
    """Two sentences: what was published, and how many employees are asked again."""
    done = _("Version %(number)s is published.") % {"number": version.number}
    if not asked:
        nobody = _("Nobody is asked to confirm again.")
        return f"{done} {nobody}"
    employees = ngettext(
        "%(count)s employee who had completed the section must confirm again.",
        "%(count)s employees who had completed the section must confirm again.",
        asked,
    )
    return f"{done} {employees % {'count': asked}}"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A change, the radio buttons of its kind, and how many employees it would ask as the only new rule."""

    change: DraftChange
    field: forms.BoundField | None
    alone: int


def review_context(request: HttpRequest, site: AdminSite, draft: Version) -> dict[str, Any]:
    return draft_context(request, site, draft, draft.section.handbook.source_language) | {
        "title": _("See the consequences before you publish"),
        "may_publish": may_publish_text(request.user),
        **workflow.review_state(request, draft),
        "mended": mended_since_sent_back(draft),
    }


def consequences(
    request: HttpRequest,
    site: AdminSite,
    plan: PublicationPlan,
    checked: CheckedVersion,
    form: PublishForm,
    *,
    not_ready: NotReady | None = None,
    status: int = 200,
) -> HttpResponse:
    """The review page for the chosen kinds."""
    context = review_context(request, site, plan.version) | planned_changes(plan, checked) | chosen_kinds(plan, form)
    return render(request, "backoffice/review.html", context | {"form": form, "not_ready": not_ready}, status=status)


def planned_changes(plan: PublicationPlan, checked: CheckedVersion) -> dict[str, Any]:
    """The part of the template context that is the same whatever is chosen."""
    return {
        "previous": plan.previous,
        "structural_changes": structural_changes(plan, checked),
        "quiz_changes": draft_quiz_changes(plan, checked),
        "source_language": plan.source.edition.language,
        "warnings": located(checked.errors, plan.version.section.handbook.source_language),
        "questions": plan.questions,
        "to_review": plan.to_review,
        "asks_questions": bool(plan.asked),
        "untested": plan.untested,
    }


def chosen_kinds(plan: PublicationPlan, form: PublishForm) -> dict[str, Any]:
    """What the chosen kinds would do; until all are chosen, as if every change were a new rule."""
    kinds = form.kinds if form.is_classified else Kind.NEW_RULE
    impact = impact_of(plan, kinds, on=timezone.localdate())
    reviewed, names = form["reviewed"].value() or [], form.names
    questions, languages = missing_for_publication(plan, plan.classified_as(kinds), reviewed)
    return {
        "rows": [
            ReviewRow(change, form[names[key]] if key in names else None, impact.alone[key])
            for key, change in zip(plan.keys, publication_changes(plan), strict=True)
        ],
        "states": language_states(plan, kinds, impact),
        "impact": impact,
        "minutes_in_all": (impact.time * impact.asked).minutes,
        "is_classified": form.is_classified,
        "reviewed": reviewed,
        "missing": {"questions": questions, "languages": languages},
    }
