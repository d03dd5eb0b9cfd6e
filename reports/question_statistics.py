"""The questions of a section and the statistics of their first answers, by wording."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from courses.statistics.first_answers import FirstAnswers, first_answers_of, wording_key
from courses.statistics.question_history import QuestionHistory, QuestionWording, question_histories
from handbook.models import ClauseText, Edition, Section
from handbook.quizzes import quiz_of
from handbook.versions.rollback import undone_versions
from markup.quiz.types import Question

QuestionWords = tuple[Question, str]
"""A question as worded in one language, and that language."""


@dataclass(frozen=True, slots=True)
class WordingStatistics:
    """One wording of a question, and the statistics of the first answers to it."""

    versions: str
    first_answers: FirstAnswers
    misconception: Mapping[str, str] | None
    """The text and the side of the most common misconception."""
    words: Question
    language: str
    changed_in: int | None
    """The version that replaced this wording by the next one; None for the newest wording."""
    withdrawn_at: datetime | None
    """None if this wording is not withdrawn. Who withdrew it and why is not shown to everybody who sees the statistics."""
    last_version: int
    is_undone: bool
    """Whether the publication of the last version with this wording was undone."""


@dataclass(frozen=True, slots=True)
class QuestionOverTime:
    """A question by its id, with its wordings, the newest first."""

    id: str
    wordings: Sequence[WordingStatistics]
    tests: Sequence[tuple[str, str]]
    """The clauses that it tests or last tested: the id and readers' number of each; no number if the clause is gone."""
    last_asked_in: int | None
    """The last version that asked it; None if the newest version does."""


def questions_over_time(section: Section, *, language: str) -> list[QuestionOverTime]:
    """All questions of a published section, those of the newest version first and in its order.

    Each question is shown in `language` if its version has that, else in the source language. The statistics are of all
    languages together.
    """
    histories = question_histories([section])
    history, counted = histories[section.pk], first_answers_of(histories)
    words, points = _newest_words(section, history, language), _point_names(section)
    undone = undone_versions([section])[section.pk]

    def statistics(wording: QuestionWording, newer: QuestionWording | None) -> WordingStatistics:
        first_answers = counted.get(wording_key(wording), FirstAnswers())
        chosen = first_answers.misconceptions
        return WordingStatistics(
            version_names(wording, history.newest),
            first_answers,
            section.handbook.misconception(chosen[0], language) if chosen else None,
            *words[wording_key(wording)],
            _changed_in(newer, wording) if newer else None,
            wording.withdrawn_at,
            wording.newest,
            wording.newest in undone,
        )

    return [
        QuestionOverTime(
            question,
            [statistics(wording, newer) for wording, newer in zip(wordings, [None, *wordings], strict=False)],
            [(clause, points.get(clause, "")) for clause in history.tests[wordings[0].newest][question]],
            None if wordings[0].newest == history.newest else wordings[0].newest,
        )
        for question, wordings in history.wordings.items()
    ]


def _newest_words(section: Section, history: QuestionHistory, language: str) -> dict[tuple[str, int], QuestionWords]:
    """Each wording as its newest version has it. One query."""
    wordings = [wording for wordings in history.wordings.values() for wording in wordings]
    versions = {wording.versions[wording.newest] for wording in wordings}
    languages = (section.handbook.source_language, language)
    editions = Edition.objects.filter(version__in=versions, language__in=languages).only(
        "version", "language", "quiz", "quiz_digest"
    )
    # The reader's language comes last, and so replaces the source language.
    by_version = _question_words(sorted(editions, key=lambda edition: languages.index(edition.language)))
    return {
        wording_key(wording): by_version[wording.versions[wording.newest], wording.question] for wording in wordings
    }


def _question_words(editions: Iterable[Edition]) -> dict[tuple[int, str], QuestionWords]:
    return {
        (edition.version_id, question.id): (question, edition.language)
        for edition in editions
        for question in quiz_of(edition).questions
    }


def _point_names(section: Section) -> dict[str, str]:
    """Readers' name of each clause of the newest version, such as 4.11; its id if it has no number."""
    newest = Edition.objects.newest().filter(version__section=section, language=section.handbook.source_language)
    rows = ClauseText.objects.filter(edition__in=newest).values_list("clause", "number")
    return {clause: f"{section.position}.{number}" if number else clause for clause, number in rows}


def _changed_in(newer: QuestionWording, older: QuestionWording) -> int:
    """The first version with the newer words after the last one with the older."""
    return min(number for number in newer.versions if number > older.newest)


def version_names(wording: QuestionWording, newest: int) -> str:
    """The versions with this wording: «Version 2», «Versions 1–3», «Version 1, since version 3»."""
    return str(capfirst(", ".join(_span_name(first, last, newest) for first, last in wording.spans)))


def _span_name(first: int, last: int, newest: int) -> str:
    if last == newest:
        return _("since version %(number)s") % {"number": first}
    if first == last:
        return _("version %(number)s") % {"number": first}
    return _("versions %(first)s–%(last)s") % {"first": first, "last": last}
