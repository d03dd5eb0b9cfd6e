"""The questions of a published edition, parsed once in each process."""

from collections.abc import Iterable

from courses.remembering import Remembered
from handbook.models import Edition
from markup.quiz.parser import parse_quiz_body
from markup.quiz.types import Question, QuizText

_PARSED: Remembered[tuple[int, str], QuizText] = Remembered(500)


def quiz_of(edition: Edition) -> QuizText:
    """The questions of an edition. One that came without its quiz fetches it only when it is not at hand."""
    # Not by the digest alone: which clauses a question tests is not in it.
    key = (edition.pk, edition.quiz_digest)
    quiz = _PARSED.get(key)
    if quiz is None:
        language = edition.language
        quiz = parse_quiz_body(edition.quiz, file="", language=language, source_language=language).value
        _PARSED.put(key, quiz)
    return quiz


def source_edition(edition: Edition) -> Edition:
    """The same version in the handbook's source language."""
    source_language = edition.version.section.handbook.source_language
    if edition.language == source_language:
        return edition
    return Edition.objects.get(version=edition.version_id, language=source_language)


def tests_of(edition: Edition) -> dict[str, tuple[str, ...]]:
    """The clauses that each question tests."""
    return {question.id: question.tests for question in quiz_of(source_edition(edition)).questions}


def worded(question: str, editions: Iterable[Edition]) -> dict[str, Question]:
    """A question as these editions of one version say it, by language; those that do not have it are left out."""
    found = {each.language: quiz_of(each).question(question) for each in editions}
    return {language: said for language, said in found.items() if said}
