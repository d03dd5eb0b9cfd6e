"""Which translations are outdated, and the page where HR compares one with its source."""

from collections import defaultdict
from collections.abc import Container, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backoffice.texts.published_names import published_names
from handbook.history import SectionHistory, section_histories, section_history
from handbook.models import ClauseText, Edition, Handbook, Section
from handbook.public.section_page import titles_of
from handbook.translations.confirm import confirm_clauses
from handbook.translations.outdated import outdated_clauses
from handbook.translations.status import outdated_in, quiz_is_current
from people.admin_permissions import is_key
from people.language import ui_language
from people.permissions import signed_in
from records.refusal import Refusal


def languages_table(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """A table of sections and languages: how many points of the newest version are missing or outdated."""
    handbook = get_object_or_404(Handbook, pk=pk)
    languages = [language for language in handbook.languages if language != handbook.source_language]
    sections = Section.objects.published().filter(handbook=handbook).select_related("handbook").order_by("position")
    histories, titles = section_histories(sections), titles_of([handbook], ui_language())
    points = numbered_points(handbook)
    context = site.each_context(request) | {
        "title": _("Languages"),
        "handbook": handbook,
        "languages": languages,
        "rows": [
            {
                "section": section,
                "title": titles.get(section.pk, section.slug),
                "cells": [language_cell(histories[section.pk], language, points[section.pk]) for language in languages],
            }
            for section in sections
        ],
    }
    return render(request, "backoffice/languages.html", context)


def numbered_points(handbook: Handbook) -> Mapping[int, set[str]]:
    """The points of each section's newest version that readers see a number of, by section."""
    newest = Edition.objects.newest().filter(version__section__handbook=handbook, language=handbook.source_language)
    numbered = ClauseText.objects.filter(edition__in=newest, number__isnull=False)
    points = defaultdict[int, set[str]](set)
    for section, clause in numbered.values_list("edition__version__section", "clause"):
        points[section].add(clause)
    return points


def language_cell(history: SectionHistory, language: str, points: Container[str]) -> dict[str, Any]:
    outdated, has_current_quiz = outdated_in(history, language), quiz_is_current(history, language)
    return {
        "language": language,
        "outdated": sum(clause in points for clause in outdated),
        "has_other_outdated": any(clause not in points for clause in outdated),
        "quiz_is_current": has_current_quiz,
        "is_ready": has_current_quiz and not outdated,
    }


def compare_translation(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """One section in one language (`?text=nn`): each outdated point, with the source before and now beside the translation.
    POST confirms that the ticked points still match."""
    section = get_object_or_404(Section.objects.published().select_related("handbook"), pk=pk)
    language = request.GET.get("text", "")
    if language not in section.handbook.languages or language == section.handbook.source_language:
        raise Http404
    if request.method != "POST":
        return translation_page(request, site, section, language)
    if not request.POST.getlist("clause"):
        messages.error(request, _("Tick the points that you have compared."))
        return translation_page(request, site, section, language, status=422)
    return confirm_ticked(request, site, section, language)


def confirm_ticked(request: HttpRequest, site: AdminSite, section: Section, language: str) -> HttpResponse:
    clauses, number = request.POST.getlist("clause"), request.POST.get("number", "")
    compared = int(number) if is_key(number) else 0
    by, at = signed_in(request), timezone.now()
    try:
        checks = confirm_clauses(section=section, language=language, clauses=clauses, number=compared, by=by, at=at)
    except Refusal as refused:
        messages.error(request, refused.message)
        return translation_page(request, site, section, language, status=409)
    messages.success(request, confirmation_message(len(checks), number))
    return redirect(f"{reverse('admin:handbook_section_translation', args=[section.pk])}?text={language}")


def confirmation_message(points: int, number: str) -> str:
    message = ngettext(
        "%(count)s point now counts as matching version %(number)s.",
        "%(count)s points now count as matching version %(number)s.",
        points,
    )
    return message % {"count": points, "number": number}


def translation_page(
    request: HttpRequest, site: AdminSite, section: Section, language: str, *, status: int = 200
) -> HttpResponse:
    history, handbook = section_history(section), section.handbook
    newest = Edition.objects.newest().filter(version__section=section, language=handbook.source_language)
    context = site.each_context(request) | {
        "title": _("Compare the translation with its source"),
        "section": section,
        "handbook": handbook,
        "point_names": published_names(section, *newest),
        "section_title": titles_of([handbook], ui_language()).get(section.pk, section.slug),
        "language": language,
        "source_language": history.source_language,
        "number": history.newest,
        "rows": outdated_clauses(section, language, history),
        "quiz_is_current": quiz_is_current(history, language),
    }
    return render(request, "backoffice/translation.html", context, status=status)
