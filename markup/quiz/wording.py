"""Identifies a question by its full wording in each language; a rewritten question counts as another one.

Explanations are part of it, since an error may be in an explanation alone. Statistics identify a question by fewer
words: see `courses/statistics/question_history.py`.
"""

from collections.abc import Collection, Mapping

from markup.quiz.digests import question_digest
from markup.quiz.types import Question
from markup.section.digests import json_digest

FullWording = Mapping[str, str]
"""The digest of a question with its explanations, by language."""


def full_wording_of(questions: Mapping[str, Question]) -> dict[str, str]:
    """Return the full wording of one question, given as it is in each language."""
    return {language: question_digest(question) for language, question in questions.items()}


def wording_digest(wording: FullWording) -> str:
    return json_digest({"format": "rettesnor wording 1", **wording})


def has_wording(questions: Mapping[str, Question], wordings: Collection[FullWording]) -> bool:
    """Whether the question, in the source language and in the reader's, has one of these wordings.

    A language that a wording lacks is ignored: a translation added later does not make it another question.
    """
    if not wordings:  # Most questions are never withdrawn, and the start page asks this for every question.
        return False
    current = full_wording_of(questions).items()
    return any(all(wording.get(language, digest) == digest for language, digest in current) for wording in wordings)
