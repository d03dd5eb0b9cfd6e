"""Checks a section's quizzes against its text, and translated quizzes against their source."""

from collections.abc import Collection, Container, Mapping

from markup.errors import Notes, TextError
from markup.quiz.digests import question_digest, quiz_digest
from markup.quiz.types import QuizText
from markup.section.digests import SHORT_DIGEST_LENGTH
from markup.section.types import SourceText


def check_quizzes(
    quizzes: Mapping[str, QuizText],
    texts: Mapping[str, SourceText],
    *,
    source_language: str,
    misconceptions: Container[str],
    owners: Mapping[str, str],
) -> list[TextError]:
    """Return the errors that no quiz file shows by itself. `quizzes` and `texts` are one section's, by language.

    `owners` has the section of each clause of the handbook.
    """
    source = quizzes.get(source_language)
    if source is None:
        return []
    errors = _check_source(source, texts.get(source_language), misconceptions, owners)
    for language, quiz in quizzes.items():
        if language != source_language:
            errors += _check_translation(quiz, source)
    return errors + _check_empty(quizzes.values(), source)


def _check_source(
    quiz: QuizText, text: SourceText | None, misconceptions: Container[str], owners: Mapping[str, str]
) -> list[TextError]:
    notes = Notes(quiz.place)
    clauses = {clause.id: clause for clause in (text.clauses if text else ()) if clause.id}
    for question in quiz.questions:
        for tested in question.tests:
            if tested not in clauses and tested in owners:
                notes.error("clause-elsewhere", question.line, question.id, tested, owners[tested])
            elif tested not in clauses:
                notes.error("clause-unknown", question.line, question.id, tested)
            elif clauses[tested].audience == "leaders" and question.audience != "leaders":
                notes.error("audience-mismatch", question.line, question.id)
        for option in question.options:
            if option.misconception and option.misconception not in misconceptions:
                notes.error("misconception-unknown", option.line, question.id, option.misconception)
    tested_ids = {id_ for question in quiz.questions for id_ in question.tests}
    for clause in clauses.values() if quiz.questions else ():
        if clause.origin in ("guideline", "law") and clause.id not in tested_ids:
            notes.warning("clause-untested", 1, clause.id or "")
    return notes.errors


def _check_empty(quizzes: Collection[QuizText], source: QuizText) -> list[TextError]:
    """A section may have no questions; only a translation may have none where others have some. Then all are asked in the
    source language."""
    if not any(quiz.questions for quiz in quizzes):
        return [TextError("section-without-questions", "warning", source.place, 1)]
    return [
        TextError("no-questions", "error" if quiz is source else "warning", quiz.place, 1)
        for quiz in quizzes
        if not quiz.questions
    ]


def _check_translation(quiz: QuizText, source: QuizText) -> list[TextError]:
    notes = Notes(quiz.place)
    originals = {question.id: question for question in reversed(source.questions)}  # the first of two counts
    for question in quiz.questions:
        original = originals.get(question.id)
        if original is None:
            notes.error("question-extra", question.line, question.id)
            continue
        if {option.id for option in question.options} != {option.id for option in original.options}:
            notes.error("options-differ", question.line, question.id)
        elif question.right != original.right or question.choose != original.choose:
            notes.error("right-differs", question.line, question.id)
    translated = {question.id for question in quiz.questions}
    for question in source.questions if translated else ():
        if question.id not in translated:
            notes.warning("question-untranslated", 1, question.id, quiz.language)
    return notes.errors


def current_questions(quiz: QuizText, source: QuizText) -> frozenset[str]:
    """The ids of the questions whose marks say that they were made from the present words of the source."""
    digests = {question.id: question_digest(question)[:SHORT_DIGEST_LENGTH] for question in source.questions}
    if quiz.language == source.language:
        return frozenset(digests)
    is_whole = quiz.source == quiz_digest(source)[:SHORT_DIGEST_LENGTH]
    return frozenset(
        question.id
        for question in quiz.questions
        if question.id in digests and (question.made_from == digests[question.id] if question.made_from else is_whole)
    )
