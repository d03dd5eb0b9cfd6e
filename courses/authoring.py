"""Reads the quizzes of a version for the handbook, which knows nothing of how a quiz is written."""

from collections.abc import Container, Mapping
from typing import Any

from courses.owing import history_of
from handbook.models import Section
from handbook.signals import ListedQuestion, QuizEdition, QuizReading, QuizSource
from markup.errors import Parsed
from markup.quiz.digests import question_digest, quiz_digest
from markup.quiz.parser import parse_quiz, parse_quiz_body
from markup.quiz.types import QuizText
from markup.quiz.validation import check_quizzes, is_current
from markup.quiz.wording import is_worded
from markup.quiz.writer import write_question, write_quiz, write_quiz_body
from markup.section.types import SourceText


def read_quiz(
    *,
    quizzes: Mapping[str, QuizSource],
    texts: Mapping[str, SourceText],
    source_language: str,
    misconceptions: Container[str],
    **_: Any,
) -> QuizReading:
    """The answer to the handbook's `quiz_read`."""
    parsed = {language: _parse(quiz, language, source_language) for language, quiz in quizzes.items()}
    values = {language: each.value for language, each in parsed.items()}
    faults = [fault for each in parsed.values() for fault in each.faults]
    faults += check_quizzes(values, texts, source_language=source_language, misconceptions=misconceptions)
    source = values.get(source_language)
    return QuizReading(
        tuple(faults), {language: _edition(quiz, source) for language, quiz in values.items() if source is not None}
    )


def list_questions(*, quiz: str, source_language: str, section: Section | None, **_: Any) -> tuple[ListedQuestion, ...]:
    """The answer to the handbook's `questions_listed`: all, or of a section those that are not withdrawn in these words."""
    withdrawn = history_of(section).withdrawn if section else {}
    parsed = parse_quiz_body(quiz, file="", language=source_language, source_language=source_language).value
    return tuple(
        ListedQuestion(each.id, each.legend, each.audience, each.tests, question_digest(each), write_question(each))
        for each in parsed.questions
        if not is_worded({source_language: each}, withdrawn.get(each.id, ()))
    )


def _parse(quiz: QuizSource, language: str, source_language: str) -> Parsed[QuizText]:
    if quiz.is_file:
        return parse_quiz(quiz.text, file=quiz.file, language=language, source_language=source_language)
    text = quiz.text if isinstance(quiz.text, str) else quiz.text.decode()
    return parse_quiz_body(
        text, file=quiz.file, language=language, source_language=source_language, made_from=quiz.made_from
    )


def _edition(quiz: QuizText, source: QuizText) -> QuizEdition:
    stale = {question.audience for question in source.questions if not is_current(question, quiz, source)}
    return QuizEdition(
        body=write_quiz_body(quiz),
        file=write_quiz(quiz),
        made_from=quiz.source or "",
        digest=quiz_digest(quiz),
        serves_everyone="everyone" not in stale,
        serves_leaders="leaders" not in stale,
    )
