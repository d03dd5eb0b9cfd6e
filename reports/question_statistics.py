"""The questions of a section and how their first answers went, wording by wording."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from courses.statistics.first_answers import FirstAnswers, first_answers_of, wording_key
from courses.statistics.question_history import QuestionHistory, QuestionWording, question_histories
from handbook.models import ClauseText, Edition, Section
from handbook.quizzes import quiz_of
from markup.quiz.types import Question

QuestionWords = tuple[Question, str]
"""A question, and the language of its words."""


@dataclass(frozen=True, slots=True)
class WordingStatistics:
    """A question in the same words, and how the first answers to it went."""

    versions: str
    figures: FirstAnswers
    misconception: Mapping[str, str] | None
    """The text and the side of the most common one."""
    words: Question
    language: str
    changed_in: int | None
    """The version that changed these words into those told of before; None: these are the newest."""
    withdrawn_at: datetime | None
    """None: it is not withdrawn in these words. Who did it, and why, is not for everybody who sees the figures."""


@dataclass(frozen=True, slots=True)
class QuestionOverTime:
    """A question by its id, the newest words first."""

    id: str
    asked: Sequence[WordingStatistics]
    tests: Sequence[tuple[str, str]]
    """The clauses that it tests, or tested last: the id of each, and what readers call it; empty: it is gone."""
    last_asked_in: int | None
    """The version that asked it last; None: the newest does."""


def questions_over_time(section: Section, *, language: str) -> list[QuestionOverTime]:
    """All questions of a published section, those of the newest version first, in its order. Each is told in the
    language, where its version has that, else in the source's; the figures are of all languages together."""
    histories = question_histories([section])
    mine, counted = histories[section.pk], first_answers_of(histories)
    words, points = _words(section, mine, language), _points(section)

    def asked(wording: QuestionWording, newer: QuestionWording | None) -> WordingStatistics:
        figures = counted.get(wording_key(wording), FirstAnswers())
        chosen = figures.misconceptions
        return WordingStatistics(
            version_names(wording, mine.newest),
            figures,
            section.handbook.misconception(chosen[0], language) if chosen else None,
            *words[wording_key(wording)],
            _came(newer, wording) if newer else None,
            wording.withdrawn_at,
        )

    return [
        QuestionOverTime(
            question,
            [asked(wording, newer) for wording, newer in zip(wordings, [None, *wordings], strict=False)],
            [(clause, points.get(clause, "")) for clause in mine.tests[wordings[0].newest][question]],
            None if wordings[0].newest == mine.newest else wordings[0].newest,
        )
        for question, wordings in mine.wordings.items()
    ]


def _words(section: Section, histories: QuestionHistory, language: str) -> dict[tuple[str, int], QuestionWords]:
    """The words of each wording as its newest version has them: one query."""
    wordings = [wording for wordings in histories.wordings.values() for wording in wordings]
    versions = {wording.versions[wording.newest] for wording in wordings}
    languages = (section.handbook.source_language, language)
    editions = Edition.objects.filter(version__in=versions, language__in=languages).only(
        "version", "language", "quiz", "quiz_digest"
    )
    # What the reader's language says is put over what the source's does.
    by_version = _questions(sorted(editions, key=lambda each: languages.index(each.language)))
    return {
        wording_key(wording): by_version[wording.versions[wording.newest], wording.question] for wording in wordings
    }


def _questions(editions: Iterable[Edition]) -> dict[tuple[int, str], QuestionWords]:
    return {
        (edition.version_id, question.id): (question, edition.language)
        for edition in editions
        for question in quiz_of(edition).questions
    }


def _points(section: Section) -> dict[str, str]:
    """What readers call each clause of the newest version, 4.11; one without a number goes by its id."""
    newest = Edition.objects.newest().filter(version__section=section, language=section.handbook.source_language)
    rows = ClauseText.objects.filter(edition__in=newest).values_list("clause", "number")
    return {clause: f"{section.position}.{number}" if number else clause for clause, number in rows}


def _came(newer: QuestionWording, older: QuestionWording) -> int:
    """The first version with the newer words after the last one with the older."""
    return min(number for number in newer.versions if number > older.newest)


def version_names(wording: QuestionWording, newest: int) -> str:
    """The versions that ask a question so: «Version 2», «Versions 1–3», «Version 1, since version 3»."""
    return str(capfirst(", ".join(_span_name(first, last, newest) for first, last in wording.spans)))


def _span_name(first: int, last: int, newest: int) -> str:
    if last == newest:
        return _("since version %(number)s") % {"number": first}
    if first == last:
        return _("version %(number)s") % {"number": first}
    return _("versions %(first)s–%(last)s") % {"first": first, "last": last}
