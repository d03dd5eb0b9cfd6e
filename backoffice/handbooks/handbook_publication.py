"""The page where HR publishes a handbook, or all new sections of one that is published, at once."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backoffice.cards.draft_errors import draft_errors
from backoffice.handbooks.handbook_page import page_address
from backoffice.handbooks.names import row_or_404
from courses.impact.employee_count import count_employees_covered
from handbook.composition.first_publication import (
    DraftsHaveChanged,
    FirstVersion,
    first_drafts,
    first_versions,
    is_handbook_published,
    publish_handbook,
    revisions_of,
)
from handbook.models import Handbook, Version
from people.permissions import may_see_people, signed_in
from records.refusal import Refusal


def publication(request: HttpRequest, pk: int, *, site: AdminSite) -> HttpResponse:
    """GET lists what is wanting in all new sections. POST publishes what the page showed, or shows it again."""
    handbook = row_or_404(request, Handbook, pk)
    assert isinstance(handbook, Handbook)
    drafts = first_drafts(handbook)
    covered = count_employees_covered(handbook, on=timezone.localdate())
    if request.method != "POST":
        return show_first_versions(request, site, handbook, drafts, covered)
    if request.POST.get("seen") != seen(drafts, covered):
        messages.warning(request, DraftsHaveChanged(handbook).message)
        return show_first_versions(request, site, handbook, drafts, covered, status=409)
    is_first = not is_handbook_published(handbook)
    try:
        versions = publish_handbook(
            handbook=handbook, revisions=revisions_of(drafts), by=signed_in(request), at=timezone.now()
        )
    except Refusal as refused:
        messages.error(request, refused.message)
        return show_first_versions(request, site, handbook, first_drafts(handbook), covered, status=409)
    messages.success(request, published_message(request, handbook, len(versions), covered, is_first=is_first))
    return redirect(page_address(handbook))


def seen(drafts: list[Version], covered: int) -> str:
    """What the page says, for the value of its button: the drafts as they were, and how many are asked."""
    return " ".join([*(f"{pk}:{revision}" for pk, revision in revisions_of(drafts).items()), f"asked:{covered}"])


def show_first_versions(
    request: HttpRequest,
    site: AdminSite,
    handbook: Handbook,
    drafts: list[Version],
    covered: int,
    *,
    status: int = 200,
) -> HttpResponse:
    firsts, is_first = first_versions(drafts), not is_handbook_published(handbook)
    context = site.each_context(request) | {
        "title": _("Publish the handbook") if is_first else _("Publish new sections"),
        "handbook": handbook,
        "is_first": is_first,
        "rows": [first_row(first) for first in firsts],
        "is_complete": bool(firsts) and all(first.is_complete for first in firsts),
        "covered": covered,
        "may_require": may_see_people(request.user),
        "seen": seen(drafts, covered),
    }
    return render(request, "backoffice/publish_handbook.html", context, status=status)


def first_row(first: FirstVersion) -> dict[str, Any]:
    language = first.draft.section.handbook.source_language
    return {
        "draft": first.draft,
        "title": first.draft.text("title", language) or _("Section without a title"),
        "errors": draft_errors(first.draft, first.checked, first.checked.blocking),
        "roles": [role.label for role in first.missing],
        "open_ids": first.open_ids,
        "is_complete": first.is_complete,
    }


def published_message(
    request: HttpRequest, handbook: Handbook, count: int, covered: int, *, is_first: bool
) -> SafeString | str:
    """How many sections were published, of a handbook that was not published before or of one that was; and who is asked to
    complete it, or that nobody is, and where to say who must."""
    if is_first:
        done = ngettext(
            "The handbook is published, with %(count)s section.",
            "The handbook is published, with %(count)s sections.",
            count,
        )
    else:
        done = ngettext("%(count)s new section is published.", "%(count)s new sections are published.", count)
    asked = employees_asked(covered, is_first=is_first)
    done %= {"count": count}
    if covered or not may_see_people(request.user):
        return f"{done} {asked}"
    address = f"{reverse('admin:courses_requirement_add')}?handbook={handbook.pk}"
    return format_html('{} {} <a href="{}">{}</a>', done, asked, address, _("Say who must complete it"))


def employees_asked(covered: int, *, is_first: bool) -> str:
    """How many employees have to complete what was published."""
    if not covered:
        nobody = _("Nobody has to complete it until a requirement says so.")
        return nobody if is_first else _("Nobody has to complete the handbook until a requirement says so.")
    if is_first:
        asked = ngettext("%(count)s employee has to complete it.", "%(count)s employees have to complete it.", covered)
    else:
        asked = ngettext(
            "%(count)s employee has to complete what is new.",
            "%(count)s employees have to complete what is new.",
            covered,
        )
    return asked % {"count": covered}
