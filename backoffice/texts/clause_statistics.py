"""Statistics of first answers for each clause: a page of their own, which pages about the text load beside it. They count
the answers of everybody, and nobody waits for them to write."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from courses.statistics.first_answers import ClauseStatistics, clause_statistics
from handbook.models import ClauseText, Edition, Version
from handbook.quizzes import tested_clauses
from people.language import LANGUAGES, ui_language


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause that questions test, with the statistics of its first answers."""

    clause: ClauseText
    statistics: ClauseStatistics
    misconception: dict[str, str] | None
    """The text and the side of the most common misconception."""


def asks_about_clauses(edition: Edition | None) -> bool:
    """Whether there is an edition, and any of its questions tests a clause: then there are statistics of it."""
    return edition is not None and any(tested_clauses(edition).values())


def first_answers(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """How the questions of a published version went, point by point; `?text=` is the language of the words beside."""
    versions = Version.objects.published().select_related("section__handbook")
    version: Version = get_object_or_404(versions, pk=pk)
    section, handbook = version.section, version.section.handbook
    requested = request.GET.get("text", "")
    language = requested if requested in LANGUAGES else handbook.source_language
    edition = version.editions.filter(language=language).first() or version.editions.get(
        language=handbook.source_language
    )
    context: dict[str, Any] = site.each_context(request) | {
        "opts": Version._meta,
        "version": version,
        "section": section,
        "handbook": handbook,
        "draft_title": edition.title,
        "draft": version,
        "text_language": edition.language,
        "clause_rows": clause_rows(edition),
    }
    return render(request, "backoffice/first_answers.html", context)


def clause_rows(edition: Edition) -> list[ClauseRow]:
    """The clauses of a published edition that questions test, in reading order."""
    section, language = edition.version.section, ui_language()
    by_clause = clause_statistics(section, edition.version.number or 0)
    rows = []
    for clause in edition.clauses.all():
        if statistics := by_clause.get(clause.clause):
            chosen = statistics.misconception
            misconception = section.handbook.misconception(chosen, language) if chosen else None
            rows.append(ClauseRow(clause, statistics, misconception))
    return rows
