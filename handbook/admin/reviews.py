"""The page before publishing: what changes, how the languages stand, and one question."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handbook.admin.drafts import draft_or_404, page
from handbook.admin.forms import PublishForm
from handbook.admin.showing import judged_changes, language_states
from handbook.checking import check_version
from handbook.composing import compose
from handbook.drafting import AlreadyPublished, newest_version
from handbook.models import LANGUAGES, Version
from handbook.publishing import BaseHasMoved, DraftHasMoved, HasFaults, NothingChanged, publish
from handbook.rights import may_publish
from handbook.signals import Reach, ask, reach_asked
from handbook.text.faults import line_of
from people.rights import signed_in


def review(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """GET shows the consequences, POST publishes."""
    draft = draft_or_404(pk)
    if draft.is_published:
        return redirect("admin:handbook_version_change", draft.pk)
    if request.method != "POST":
        return consequences(request, site, draft)
    if not may_publish(request.user, draft.section.handbook):
        raise PermissionDenied
    form = PublishForm(draft, languages_of(draft), request.POST)
    if not form.is_valid():
        return consequences(request, site, draft, form, status=422)
    return publish_reviewed(request, site, draft, form)


def publish_reviewed(request: HttpRequest, site: AdminSite, draft: Version, form: PublishForm) -> HttpResponse:
    must_confirm = form.cleaned_data["must_confirm"] == form.YES
    reach = reach_of(draft)
    try:
        published = publish(
            version=draft,
            must_confirm=must_confirm,
            news=form.news,
            revision=form.cleaned_data["revision"],
            by=signed_in(request),
            at=timezone.now(),
        )
    except DraftHasMoved:
        messages.error(request, _("The draft was saved again after you opened this page. Look through it once more."))
    except BaseHasMoved as moved:
        said = _("Version %(number)s was published after this draft was begun. Nothing was published.")
        messages.error(request, said % {"number": moved.args[0].number})
    except NothingChanged:
        messages.error(request, _("The draft says what the published version says already. Nothing was published."))
    except HasFaults:
        messages.error(request, _("The text has faults. Nothing was published."))
    except AlreadyPublished:
        messages.info(request, _("The draft is published already."))
        return redirect("admin:handbook_version_change", draft.pk)
    else:
        messages.success(request, told(published, reach, must_confirm=must_confirm))
        return redirect("admin:handbook_version_change", published.pk)
    return consequences(request, site, draft_or_404(draft.pk), status=409)


def told(version: Version, reach: Reach, *, must_confirm: bool) -> str:
    """What has happened, in a sentence or two."""
    done = _("Version %(number)s is published.") % {"number": version.number}
    nobody = _("Nobody is asked to confirm again.")
    if not must_confirm:
        return f"{done} {nobody}"
    asked = ngettext(
        "%(count)s employee who had completed the section is asked again.",
        "%(count)s employees who had completed the section are asked again.",
        reach.done,
    )
    return f"{done} {asked % {'count': reach.done}}"


def languages_of(draft: Version) -> list[str]:
    """The languages that have any text."""
    return [language for language in LANGUAGES if draft.text("source", language).strip()]


def reach_of(draft: Version) -> Reach:
    found: Reach = ask(reach_asked, section=draft.section, on=timezone.localdate())
    return found


def consequences(
    request: HttpRequest, site: AdminSite, draft: Version, form: PublishForm | None = None, *, status: int = 200
) -> HttpResponse:
    source_language = draft.section.handbook.source_language
    context: dict[str, Any] = page(request, site, draft, source_language) | {
        "title": _("See the consequences before you publish"),
        "may_publish": may_publish(request.user, draft.section.handbook),
        "previous": newest_version(draft.section),
    }
    checked = check_version(draft)
    if checked.stopping:
        context |= {"faults": [(fault, line_of(fault)) for fault in checked.stopping]}
    else:
        composed = compose(draft, checked)
        context |= {
            "form": form or PublishForm(draft, languages_of(draft)),
            "changes": judged_changes(context["previous"], composed, source_language),
            "states": language_states(composed, checked, source_language, LANGUAGES),
            "notices": [line_of(fault) for fault in checked.faults],
            "reach": reach_of(draft),
        }
    return render(request, "admin/handbook/review.html", context, status=status)
