"""Digests of questions and quizzes (content format, chapter 7)."""

from markup.quiz.types import Question, QuizText
from markup.section.digests import json_digest


def question_digest(question: Question) -> str:
    """Digest of a question's words with its options and explanations, without audience, clauses and misconceptions."""
    return json_digest(
        {
            "format": "rettesnor question 1",
            "id": question.id,
            "kind": "choice",
            "choose": question.choose,
            "situation": list(question.situation),
            "legend": question.legend,
            "options": {option.id: [option.text, option.why, option.is_right] for option in question.options},
        }
    )


def quiz_digest(quiz: QuizText) -> str:
    questions = [[question.id, question_digest(question)] for question in quiz.questions]
    return json_digest({"format": "rettesnor quiz 1", "language": quiz.language, "questions": questions})
