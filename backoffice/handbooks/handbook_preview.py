"""A whole handbook as readers would see it, with what is not published yet."""

from collections.abc import Mapping
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from backoffice.texts import drafts
from handbook.models import OPEN_STAGES, Audience, Handbook, Version
from handbook.versions.build import section_slugs
from handbook.versions.validation import has_text


def preview_handbook(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Show every section in the chosen language, to an employee or a manager: its draft, else what is scheduled, else the
    newest version."""
    handbook = get_object_or_404(Handbook, pk=pk)
    asked = request.GET.get("text", "")
    language = asked if asked in handbook.languages else handbook.source_language
    audience, slugs = drafts.requested_audience(request), section_slugs(handbook)
    context = {
        "handbook": handbook,
        "language": language,
        "audience": audience,
        "audiences": Audience.values,
        "front_page": {field: front_page_text(handbook, field, language) for field in ("title", "lead")},
        "in_short": front_page_text(handbook, "in_short", language).splitlines(),
        "chapters": [section_row(version, language, audience, slugs) for version in latest_versions(handbook)],
    }
    return render(request, "backoffice/handbook_preview.html", context)


def front_page_text(handbook: Handbook, field: str, language: str) -> str:
    """A text of the front page, in the source language where it has no words in the other."""
    own, source = (getattr(handbook, f"{field}_{code}") or "" for code in (language, handbook.source_language))
    return str(own or source)


def latest_versions(handbook: Handbook) -> list[Version]:
    """Of each section in reading order that is not withdrawn: the draft, else the scheduled version, else the newest."""
    every = Version.objects.newest() | Version.objects.drafts() | Version.objects.scheduled()
    of_handbook = every.filter(section__handbook=handbook, section__withdrawn_on=None)
    latest: dict[int, Version] = {}
    for version in sorted(of_handbook.select_related("section__handbook"), key=nearness):
        latest.setdefault(version.section_id, version)
    return sorted(latest.values(), key=lambda version: (version.section.position, version.section_id))


def nearness(version: Version) -> int:
    """How near a version is to its author: a draft first, what is published last."""
    return 0 if version.stage in OPEN_STAGES else 1 if version.is_scheduled else 2


def section_row(version: Version, language: str, audience: str, slugs: Mapping[str, str]) -> dict[str, Any]:
    """A version in the language, or in the source language if it is not translated; `slugs` are those of the handbook."""
    shown = language if has_text(version, language) else version.section.handbook.source_language
    preview = drafts.preview_context(version, shown, audience, slugs)
    return {"version": version, "is_other_language": shown != language, **preview}
