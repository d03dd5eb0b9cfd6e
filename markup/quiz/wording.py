"""The words of a question in each language, its explanations among them, as what identifies them: a question that is
rewritten is another one. An error may lie in an explanation alone. Figures go by less: see `courses/statistics/question_history.py`."""

from collections.abc import Collection, Mapping

from markup.quiz.digests import question_digest
from markup.quiz.types import Question
from markup.section.digests import json_digest

FullWording = Mapping[str, str]
"""The digest of a question with its explanations, by language."""


def full_wording_of(questions: Mapping[str, Question]) -> dict[str, str]:
    """The wording of one question, given in each language it is there in."""
    return {language: question_digest(question) for language, question in questions.items()}


def wording_digest(wording: FullWording) -> str:
    return json_digest({"format": "rettesnor wording 1", **wording})


def has_wording(questions: Mapping[str, Question], wordings: Collection[FullWording]) -> bool:
    """Whether the question, as it stands in the source language and in the reader's, has one of these wordings. A language
    that was not there then says nothing: a translation that is added later makes no other question of it."""
    if not wordings:  # Most questions are never withdrawn, and every card at home asks this of each.
        return False
    now = full_wording_of(questions)
    return any(all(wording.get(language, digest) == digest for language, digest in now.items()) for wording in wordings)
