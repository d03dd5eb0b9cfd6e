"""The language in which each question of a section is asked: the reader's, or the source's where a translation is
missing or outdated.

A translated question is current when its marks say that it was made from the source's present words, or when the same
words of both were published together before and their marks said so then. Each edition keeps which are not.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from handbook.models import Edition, Section
from handbook.quizzes import quiz_of, source_edition
from markup.quiz.digests import question_digest
from markup.quiz.parser import parse_quiz_body
from markup.quiz.types import Question, QuizText
from markup.quiz.validation import current_questions
from records.process_cache import ProcessCache


class QuestionMatch(NamedTuple):
    """A question in the words of a translation that were made from these words of the source."""

    language: str
    words: str
    """The digest of the translated question."""
    source_words: str


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as the readers of an edition are asked it."""

    question: Question
    language: str


_OUTDATED: ProcessCache[tuple[int, str], frozenset[str]] = ProcessCache(500)
"""Of editions from before `outdated_questions` was kept."""


def asked_questions(edition: Edition) -> dict[str, AskedQuestion]:
    """Every question of an edition's version by id, in the language in which the readers of the edition are asked it.

    The source is fetched only if something is asked in it.
    """
    quiz = quiz_of(edition)
    outdated = outdated_questions(edition)
    if not outdated:
        return {question.id: AskedQuestion(question, edition.language) for question in quiz.questions}
    source = source_edition(edition)
    translated = {question.id: question for question in quiz.questions if question.id not in outdated}
    return {
        question.id: AskedQuestion(translated[question.id], edition.language)
        if question.id in translated
        else AskedQuestion(question, source.language)
        for question in quiz_of(source).questions
    }


def outdated_questions(edition: Edition) -> frozenset[str]:
    """The questions that an edition lacks, or whose translation is outdated: they are asked in the source language."""
    if edition.outdated_questions is not None:
        return frozenset(edition.outdated_questions)
    if edition.quiz_serves_everyone and edition.quiz_serves_leaders:
        return frozenset()
    key = (edition.pk, edition.quiz_digest)  # a restored backup may give the id to another edition
    outdated = _OUTDATED.get(key)
    if outdated is None:
        quiz, source = _marked_quiz(edition), quiz_of(source_edition(edition))
        matches = question_matches(edition.version.section, until=edition.version.number)
        outdated = frozenset(outdated_in_quiz(quiz, source, matches))
        _OUTDATED.put(key, outdated)
    return outdated


def outdated_in_quiz(quiz: QuizText, source: QuizText, matches: Collection[QuestionMatch]) -> tuple[str, ...]:
    """The questions of the source, in its order, that the quiz lacks or has in words that are not known to match."""
    current, pairs = current_questions(quiz, source), _pairs(quiz, source) if matches else {}
    return tuple(
        question.id
        for question in source.questions
        if question.id not in current and pairs.get(question.id) not in matches
    )


def _pairs(quiz: QuizText, source: QuizText) -> dict[str, QuestionMatch]:
    """The words of each question that both have."""
    words = {question.id: question_digest(question) for question in quiz.questions}
    return {
        question.id: QuestionMatch(quiz.language, words[question.id], question_digest(question))
        for question in source.questions
        if question.id in words
    }


def question_matches(section: Section, *, until: int | None = None) -> frozenset[QuestionMatch]:
    """The words that a published version (up to that number) says were made from its source. One query."""
    numbered = Q() if until is None else Q(version__number__lte=until)
    editions = (
        Edition.objects.filter(numbered, version__section=section)
        .order_by("version")
        .only("version", "language", "quiz", "quiz_digest", "quiz_made_from")
    )
    by_version: dict[int, dict[str, Edition]] = {}
    for edition in editions:
        by_version.setdefault(edition.version_id, {})[edition.language] = edition
    # Most versions leave the quiz alone: the same quizzes are compared once.
    pairs = {
        (edition.quiz_digest, edition.quiz_made_from, edition.quiz, source.quiz_digest): (edition, source)
        for languages in by_version.values()
        if (source := languages.get(section.handbook.source_language))
        for edition in languages.values()
        if edition is not source
    }
    return frozenset(
        match for edition, source in pairs.values() for match in _made_matches(_marked_quiz(edition), quiz_of(source))
    )


def _made_matches(quiz: QuizText, source: QuizText) -> list[QuestionMatch]:
    pairs = _pairs(quiz, source)
    return [pairs[question] for question in current_questions(quiz, source)]


def _marked_quiz(edition: Edition) -> QuizText:
    """The quiz of a translation, with the source that it was made from."""
    language = edition.language
    return parse_quiz_body(edition.quiz, language=language, source_language="", made_from=edition.quiz_made_from).value


def question_by_language(question: str, editions: Iterable[Edition]) -> dict[str, Question]:
    """A question as these editions of one version ask it, by language; left out where it is asked in the source's."""
    asked = {edition.language: asked_questions(edition).get(question) for edition in editions}
    return {language: words.question for language, words in asked.items() if words and words.language == language}
