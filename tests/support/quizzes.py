"""Quizzes read from their text."""

from markup.errors import Parsed
from markup.quiz.parser import parse_quiz
from markup.quiz.types import QuizText


def parse(text: str | bytes, language: str = "nb") -> Parsed[QuizText]:
    return parse_quiz(text, file="roles/nb.quiz.md", language=language, source_language="nb")
