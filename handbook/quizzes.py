"""The quizzes of a handbook: of drafts, parsed and checked; of published editions, parsed once in each process."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from handbook.models import Edition
from markup.errors import Parsed, TextError
from markup.quiz.digests import question_digest, quiz_digest
from markup.quiz.parser import parse_quiz, parse_quiz_body
from markup.quiz.types import QuizText
from markup.quiz.validation import check_quizzes
from markup.quiz.wording import FullWording, has_wording
from markup.quiz.writer import write_question, write_quiz, write_quiz_body
from markup.section.types import SourceText
from records.process_cache import ProcessCache

_PARSED: ProcessCache[tuple[int, str], QuizText] = ProcessCache(500)


def quiz_of(edition: Edition) -> QuizText:
    """The questions of an edition. One that came without its quiz fetches it only when the cache lacks it."""
    # Not by the digest alone: which clauses a question tests is not in it.
    key = (edition.pk, edition.quiz_digest)
    quiz = _PARSED.get(key)
    if quiz is None:
        language = edition.language
        quiz = parse_quiz_body(edition.quiz, language=language, source_language=language).value
        _PARSED.put(key, quiz)
    return quiz


def load_quizzes(editions: Iterable[Edition]) -> None:
    """Fetch the quizzes that these editions came without and the cache lacks: at most one query."""
    lacking = {
        edition.pk: edition
        for edition in editions
        if "quiz" in edition.get_deferred_fields() and _PARSED.get((edition.pk, edition.quiz_digest)) is None
    }
    for pk, quiz in Edition.objects.filter(pk__in=lacking).values_list("pk", "quiz") if lacking else ():
        lacking[pk].quiz = quiz


def source_edition(edition: Edition) -> Edition:
    """Return the edition of the same version in the handbook's source language."""
    source_language = edition.version.section.handbook.source_language
    if edition.language == source_language:
        return edition
    return Edition.objects.get(version=edition.version_id, language=source_language)


def tested_clauses(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Return the clauses that each question tests, by question."""
    return {question.id: question.tests for question in quiz_of(source_edition(edition)).questions}


@dataclass(frozen=True, slots=True)
class QuizSource:
    """The text of a quiz: a whole file, or, from the admin's form, its body and what it was translated from."""

    text: str | bytes
    is_file: bool = False
    made_from: str = ""


@dataclass(frozen=True, slots=True)
class QuizEdition:
    """A parsed quiz in one language."""

    body: str
    """The quiz in canonical form, without front matter."""
    file: str
    """The quiz in canonical form, as a whole file."""
    made_from: str
    digest: str
    quiz: QuizText


@dataclass(frozen=True, slots=True)
class QuizReading:
    """The result of parsing and checking the quizzes of a version."""

    errors: tuple[TextError, ...]
    editions: Mapping[str, QuizEdition]


@dataclass(frozen=True, slots=True)
class ListedQuestion:
    """A question in the source language."""

    id: str
    legend: str
    audience: str
    tests: tuple[str, ...]
    """The clauses that it tests."""
    digest: str
    text: str
    """The whole question in the text format."""


def read_quizzes(
    *,
    quizzes: Mapping[str, QuizSource],
    texts: Mapping[str, SourceText],
    source_language: str,
    misconceptions: Container[str],
    section: str,
    owners: Mapping[str, str],
) -> QuizReading:
    """Parse the quizzes of one version, by language, and check them against its texts.

    `owners` has the section of each clause of the handbook.
    """
    parsed = {language: _parse(quiz, language, source_language, section) for language, quiz in quizzes.items()}
    values = {language: parsed.value for language, parsed in parsed.items()}
    errors = [error for parsed in parsed.values() for error in parsed.errors]
    errors += check_quizzes(
        values, texts, source_language=source_language, misconceptions=misconceptions, owners=owners
    )
    return QuizReading(
        tuple(errors),
        {language: quiz_edition(quiz) for language, quiz in values.items()} if source_language in values else {},
    )


def list_questions(
    quiz: str, source_language: str, withdrawn: Mapping[str, Sequence[FullWording]] | None = None
) -> tuple[ListedQuestion, ...]:
    """The questions of a quiz in the source language, without those that are withdrawn in these words."""
    parsed = parse_quiz_body(quiz, language=source_language, source_language=source_language).value
    return tuple(
        ListedQuestion(
            question.id,
            question.legend,
            question.audience,
            question.tests,
            question_digest(question),
            write_question(question),
        )
        for question in parsed.questions
        if not has_wording({source_language: question}, (withdrawn or {}).get(question.id, ()))
    )


def _parse(quiz: QuizSource, language: str, source_language: str, section: str) -> Parsed[QuizText]:
    if quiz.is_file:
        return parse_quiz(quiz.text, language=language, source_language=source_language, section=section)
    text = quiz.text if isinstance(quiz.text, str) else quiz.text.decode()
    return parse_quiz_body(
        text, language=language, source_language=source_language, section=section, made_from=quiz.made_from
    )


def quiz_edition(quiz: QuizText) -> QuizEdition:
    """A parsed quiz with its canonical form and digest."""
    return QuizEdition(
        body=write_quiz_body(quiz),
        file=write_quiz(quiz),
        made_from=quiz.source or "",
        digest=quiz_digest(quiz),
        quiz=quiz,
    )
