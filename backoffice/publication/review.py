"""The review page before publishing: changes and their kinds, the employees they ask, questions, languages."""

from collections.abc import Mapping
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

from backoffice.cards.draft_errors import draft_errors
from backoffice.cards.point_names import point_names, question_names
from backoffice.publication import workflow
from backoffice.publication.gaps import approval_gaps, gaps_of
from backoffice.publication.mended_texts import mended_since_sent_back
from backoffice.publication.publish_form import PublishForm
from backoffice.texts.draft_changes import (
    DraftChange,
    draft_changes,
    language_states,
    publication_changes,
    structural_changes,
)
from backoffice.texts.drafts import (
    draft_context,
    draft_tabs,
    published_edition,
    requested_language,
    version_or_404,
)
from backoffice.texts.question_changes import draft_quiz_changes, in_words_of_cards
from courses.impact.preview import impact_of
from handbook.models import Version
from handbook.versions.drafts import AlreadyPublished, IsScheduled
from handbook.versions.publication_plan import PublicationPlan, plan_publication
from handbook.versions.publish import NotApproved, NotReady, publish
from handbook.versions.schedule import MomentHasPassed, schedule
from handbook.versions.validation import CheckedVersion, check_version
from handbook.versions.workflow import missing_approvals
from people.permissions import may_publish_text, signed_in
from records.refusal import Refusal

LATER = "schedule"
"""The action that schedules the version."""
SHOWS = "text-"
"""The prefix of the actions that only show the page in another language."""


def review(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """GET shows the consequences. POST does what the button says, and shows them again unless the draft is published."""
    draft = version_or_404(pk)
    if draft.is_published:
        return redirect_to_published(request, draft.pk)
    if draft.is_scheduled:
        return workflow.scheduled_page(request, site, draft)
    checked = check_version(draft)
    if checked.blocking:
        return show_errors(request, site, draft, checked, status=409 if request.method == "POST" else 200)
    plan = plan_publication(draft, checked)
    if request.method != "POST":
        return consequences(request, site, checked, PublishForm(plan))
    action = request.POST.get("action", "")
    if action.startswith(SHOWS):
        return consequences(request, site, checked, PublishForm(plan, typed=request.POST))
    if action in workflow.SENTENCES:
        return move(request, site, plan, action)
    if not may_publish_text(request.user):
        raise PermissionDenied
    form = PublishForm(plan, request.POST)
    if not form.is_valid():
        return consequences(request, site, checked, form, is_refused=True, status=422)
    return decide(request, site, checked, form)


def move(request: HttpRequest, site: AdminSite, plan: PublicationPlan, action: str) -> HttpResponse:
    """Send the draft to review or back, or approve it, and show the page again with what was chosen and typed on it."""
    try:
        messages.success(request, workflow.move_in_review(request, plan.version, action))
    except Refusal as refused:
        messages.error(request, refused.message)
    return show_current_draft(request, site, plan)


def decide(request: HttpRequest, site: AdminSite, checked: CheckedVersion, form: PublishForm) -> HttpResponse:
    """Publish or schedule the version as chosen, or show why it is refused."""
    is_later = request.POST.get("action") == LATER
    try:
        return (schedule_reviewed if is_later else publish_reviewed)(request, site, checked, form)
    except MomentHasPassed as refused:  # told at the field of the moment
        form.add_error("publish_at", refused.message)
        return consequences(request, site, checked, form, is_refused=True, status=422)
    except (NotReady, NotApproved) as refused:  # the page names what is missing
        messages.error(request, refused.message)
        return consequences(request, site, checked, form, is_refused=True, status=409)
    except (AlreadyPublished, IsScheduled) as refused:  # there is no draft to show
        messages.info(request, refused.message)
        return redirect("admin:handbook_version_review", form.plan.version.pk)
    except Refusal as refused:
        messages.error(request, refused.message)
        return show_current_draft(request, site, form.plan, status=409)


def schedule_reviewed(
    request: HttpRequest, site: AdminSite, checked: CheckedVersion, form: PublishForm
) -> HttpResponse:
    """Schedule the version as chosen. The page says that the number it asks is known only at publication."""
    publish_at = form.cleaned_data["publish_at"]
    if not publish_at:
        form.add_error("publish_at", _("Choose a day and a time."))
        return consequences(request, site, checked, form, is_refused=True, status=422)
    version = schedule(
        draft=form.plan.version,
        publish_at=publish_at,
        decision=form.decision(),
        by=signed_in(request),
        at=timezone.now(),
    )
    messages.success(request, workflow.describe_schedule(version))
    return redirect("admin:handbook_version_review", version.pk)


def publish_reviewed(request: HttpRequest, site: AdminSite, checked: CheckedVersion, form: PublishForm) -> HttpResponse:
    """Publish what the page showed, if the number on the button is still the number of employees asked."""
    _action, _colon, shown = request.POST.get("action", "").partition(":")
    draft, impact = form.plan.version, impact_of(form.plan, form.kinds, on=timezone.localdate())
    if shown != str(impact.asked):
        if Version.objects.published().filter(pk=draft.pk).exists():
            return redirect_to_published(request, draft.pk)
        messages.warning(request, changed_number_message(impact.asked))
        return consequences(request, site, checked, form, status=409)
    published = publish(draft=draft, decision=form.decision(), by=signed_in(request), at=timezone.now())
    messages.success(request, publication_message(published, impact.asked))
    return redirect("admin:handbook_version_changes", published.pk)


def show_current_draft(
    request: HttpRequest, site: AdminSite, plan: PublicationPlan, *, status: int = 200
) -> HttpResponse:
    """The page for the draft as it is stored, with what was typed. What was chosen about other words than those stored
    now is not taken over."""
    draft = version_or_404(plan.version.pk)
    if draft.is_published or draft.is_scheduled:
        return redirect("admin:handbook_version_review", draft.pk)
    checked = check_version(draft)
    if checked.blocking:
        return show_errors(request, site, draft, checked, status=409)
    typed = request.POST.copy()
    if typed.get("revision") != str(draft.revision):
        for name in [name for name in typed if not name.startswith(("news_", "publish_at", "text"))]:
            del typed[name]
    form = PublishForm(plan_publication(draft, checked), typed=typed)
    return consequences(request, site, checked, form, status=status)


def show_errors(
    request: HttpRequest, site: AdminSite, draft: Version, checked: CheckedVersion, *, status: int
) -> HttpResponse:
    """Show what has changed and the errors of all languages: what publishing would do is not known until these are
    corrected."""
    context = review_context(request, site, draft, checked)
    language = context["language"]
    published = published_edition(draft, language)
    context |= {
        "errors": draft_errors(draft, checked, checked.blocking),
        "gaps": approval_gaps(missing_approvals(draft)),
        "changes": draft_changes(published, checked.texts[language]) if language in checked.texts else [],
    }
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
    is_caught_up: bool
    """Whether it only brings a translation up to what the source says already."""


def review_context(request: HttpRequest, site: AdminSite, draft: Version, checked: CheckedVersion) -> dict[str, Any]:
    action = request.POST.get("action", "")
    language = action.removeprefix(SHOWS) if action.startswith(SHOWS) else requested_language(request, draft)
    language = language if language in checked.texts else draft.section.handbook.source_language
    tabs = [tab for tab in draft_tabs(draft, language, checked) if tab["code"] in checked.texts]
    return draft_context(request, site, draft, draft.section.handbook.source_language) | {
        "title": _("See the consequences before you publish"),
        "may_publish": may_publish_text(request.user),
        "language": language,
        "tabs": tabs,
        **workflow.review_state(request, draft),
        "mended": mended_since_sent_back(draft),
        "point_names": point_names(draft, checked, language),
        "question_names": question_names(draft),
    }


def consequences(
    request: HttpRequest,
    site: AdminSite,
    checked: CheckedVersion,
    form: PublishForm,
    *,
    is_refused: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The review page for the chosen kinds. `is_refused`: what is missing is said on top as well."""
    draft = form.plan.version
    context = review_context(request, site, draft, checked)
    context |= planned_changes(form.plan, checked, context) | chosen_kinds(form, context["language"])
    gaps = gaps_of(form, missing_approvals(draft))
    context |= {"form": form, "gaps": gaps, "is_refused": is_refused}
    return render(request, "backoffice/review.html", context, status=status)


def planned_changes(plan: PublicationPlan, checked: CheckedVersion, names: Mapping[str, Any]) -> dict[str, Any]:
    """The part of the template context that is the same whatever is chosen. `names` has those of points and questions."""
    points, questions = names["point_names"], names["question_names"]
    return {
        "previous": plan.previous,
        "is_untouched": plan.says_nothing_new(),
        "structural_changes": structural_changes(plan, checked, points),
        "quiz_changes": in_words_of_cards(draft_quiz_changes(plan, checked), plan.version.section, points, questions),
        "warnings": draft_errors(plan.version, checked, checked.errors),
        "questions": plan.questions,
        "to_review": plan.to_review,
        "asks_questions": bool(plan.asked),
        "untested": plan.untested,
    }


def chosen_kinds(form: PublishForm, language: str) -> dict[str, Any]:
    """What the chosen kinds would do; until all are chosen, as if every change were a new rule."""
    plan, names, caught_up = form.plan, form.names, form.plan.caught_up
    impact = impact_of(plan, form.kinds, on=timezone.localdate())
    return {
        "rows": [
            ReviewRow(change, form[names[key]] if key in names else None, impact.alone[key], key in caught_up)
            for key, change in zip(plan.keys, publication_changes(plan, language), strict=True)
        ],
        "states": language_states(plan, form.kinds, impact),
        "impact": impact,
        "minutes_in_all": impact.time.minutes * impact.asked,
        "is_classified": not form.unclassified,
        "reviewed": form.values.get("reviewed") or [],
        "although": form.values.get("although") or [],
    }
