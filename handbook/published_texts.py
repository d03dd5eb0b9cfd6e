"""What is published, read by the parser of today, beside what is drafted or imported.

Reading a text better changes no record. A clause that says what its published text says keeps the digest that it was
published with, however it is read now; and what the parser has come to call an error is a warning where it is published.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Prefetch

from handbook.history import section_history
from handbook.models import ClauseText, Edition, Section
from handbook.quizzes import QuizEdition
from markup.errors import Parsed, Place, TextError
from markup.quiz.digests import question_digest
from markup.quiz.parser import parse_quiz_body
from markup.quiz.types import QuizText
from markup.section.digests import words_digest
from markup.section.parser import parse_body
from markup.section.types import SourceText

_NEVER_ALLOWED = frozenset({"text-long"})
"""Of a text that is not read at all nothing can be said."""


def beside_published(
    section: Section,
    texts: Mapping[str, SourceText],
    quizzes: Mapping[str, QuizEdition],
    errors: Iterable[TextError],
) -> tuple[dict[str, SourceText], list[TextError]]:
    """Return the texts of a section, by language, with the digests that their clauses were published with; and the errors,
    those of clauses and questions that are published in the same words as warnings."""
    marked, listed = dict(texts), list(errors)
    newest = Edition.objects.newest().filter(version__section=section).defer("html")
    digests = ClauseText.objects.only("edition", "clause", "words_digest")
    for edition in newest.prefetch_related(Prefetch("clauses", digests)):
        published = _PublishedEdition(edition, section)
        if text := texts.get(edition.language):
            marked[edition.language] = published.with_words_of(text)
            quiz = quizzes[edition.language].quiz if edition.language in quizzes else None
            listed = published.allow(listed, text, quiz)
    return marked, listed


@dataclass(frozen=True, eq=False)
class _PublishedEdition:
    """One language of the newest version. It is read when it is needed: seldom, since most texts are read as ever."""

    edition: Edition
    section: Section

    @cached_property
    def words(self) -> dict[str, str]:
        """The digest that each clause was published with."""
        return {clause.clause: clause.words_digest for clause in self.edition.clauses.all()}

    @cached_property
    def text(self) -> Parsed[SourceText]:
        return parse_body(
            self.edition.source,
            title=self.edition.title,
            message=self.edition.message,
            language=self.edition.language,
            source_language=self.section.handbook.source_language,
            section=self.section.slug,
        )

    @cached_property
    def quiz(self) -> Parsed[QuizText]:
        return parse_quiz_body(
            self.edition.quiz,
            language=self.edition.language,
            source_language=self.section.handbook.source_language,
            section=self.section.slug,
        )

    @cached_property
    def words_today(self) -> Mapping[str, str]:
        """The digest of each clause as it is read today."""
        return _clauses(self.text.value).digests

    def with_words_of(self, text: SourceText) -> SourceText:
        """The text, in which each clause has the digest of its published words, if that is not the one of today."""
        first = text.first_reading
        before = {clause.id: words_digest(clause) for clause in first.clauses} if first else {}
        clauses = []
        for clause in text.clauses:
            words, published = words_digest(clause), ""
            if clause.id and self.words.get(clause.id) != words:
                published = self._published_words(clause.id, words, before.get(clause.id, ""))
            clauses.append(replace(clause, published_words=published) if published else clause)
        return replace(text, clauses=tuple(clauses))

    def _published_words(self, clause: str, words: str, before: str) -> str:
        """The digest with which these words of a clause are published, or were in an earlier version; "" with none.

        `before` is the digest of the words as an earlier parser read them.
        """
        if clause in self.words and self.words_today.get(clause) == words:
            return self.words[clause]
        history = section_history(self.section)
        earlier = (history.words(number, self.edition.language, clause) for number in history.versions)
        return before if before and before in earlier else ""

    def allow(self, errors: Iterable[TextError], text: SourceText, quiz: QuizText | None) -> list[TextError]:
        """The errors, as warnings where what they are about is published in the same words, with the same error."""
        listed = list(errors)
        if _concerned(listed, text.place):
            listed = _allowed(listed, text.place, _clauses(text), self.text.errors, _clauses(self.text.value))
        if quiz and _concerned(listed, quiz.place):
            listed = _allowed(listed, quiz.place, _questions(quiz), self.quiz.errors, _questions(self.quiz.value))
        return listed


def _concerned(errors: Iterable[TextError], place: Place) -> bool:
    return any(error.is_error and error.place == place for error in errors)


def _allowed(
    errors: Iterable[TextError], place: Place, new: "_Parts", published: Iterable[TextError], old: "_Parts"
) -> list[TextError]:
    known = {_in_part(error, old) for error in published if error.is_error}
    same = {part for part, digest in new.digests.items() if old.digests.get(part) == digest}

    def is_allowed(error: TextError) -> bool:
        key = _in_part(error, new)
        return error.place == place and key[0] in same and key in known and error.code not in _NEVER_ALLOWED

    return [replace(error, level="warning") if error.is_error and is_allowed(error) else error for error in errors]


@dataclass(frozen=True, slots=True)
class _Parts:
    """The clauses of a text or the questions of a quiz, in the order of their lines."""

    lines: tuple[int, ...]
    ids: tuple[str, ...]
    digests: Mapping[str, str]


def _clauses(text: SourceText) -> _Parts:
    ids = tuple(clause.id or "" for clause in text.clauses)
    return _Parts(
        tuple(clause.line for clause in text.clauses),
        ids,
        dict(zip(ids, map(words_digest, text.clauses), strict=True)),
    )


def _questions(quiz: QuizText) -> _Parts:
    ids = tuple(question.id for question in quiz.questions)
    return _Parts(
        tuple(question.line for question in quiz.questions),
        ids,
        dict(zip(ids, map(question_digest, quiz.questions), strict=True)),
    )


def _in_part(error: TextError, parts: _Parts) -> tuple[str, ...]:
    """What identifies an error wherever its clause or question is: the id of that, the code and the values."""
    place = bisect_right(parts.lines, error.line) - 1
    return (parts.ids[place] if place >= 0 else "", error.code, *error.values)
