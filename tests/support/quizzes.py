"""Quizzes read from their text."""

from markup.errors import Parsed
from markup.quiz.parser import parse_quiz
from markup.quiz.types import QuizText


def parse(text: str | bytes, language: str = "nb") -> Parsed[QuizText]:
    return parse_quiz(text, language=language, source_language="nb", section="roles")
