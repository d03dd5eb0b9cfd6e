"""The content of the quiz pages: a question as an attempt asks it, and the open questions of the attempt."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from courses.attempts.progress import Progress, credited_in, is_withdrawn, latest_answers
from courses.attempts.quiz import NoSuchQuestion, edition_of
from courses.models import Answer, Attempt
from handbook.models import ClauseText, Edition
from handbook.quizzes import tested_clauses
from handbook.translations.questions import asked_questions
from markup.quiz.types import Option, Question


@dataclass(frozen=True)
class QuestionView:
    """A question of an attempt: its words, its options in the order drawn, its last answer and its credit.

    Answer and credits are read on first use and kept.
    """

    attempt: Attempt
    edition: Edition
    question: Question
    language: str
    """The language in which the question is asked."""
    number: int
    of: int

    @cached_property
    def answer(self) -> Answer | None:
        """The last answer to the question."""
        return latest_answers(self.attempt).get(self.question.id)

    @cached_property
    def credited(self) -> frozenset[str]:
        """The questions of the attempt that count as right because they were withdrawn."""
        return frozenset(credited_in(self.attempt))

    @property
    def is_untranslated(self) -> bool:
        """Whether the question is asked in the source language because it is missing or outdated in the text's."""
        return self.language != self.edition.language

    @property
    def is_credited(self) -> bool:
        return self.question.id in self.credited

    @property
    def options(self) -> Sequence[Option]:
        by_letter = {option.id: option for option in self.question.options}
        return [by_letter[letter] for letter in self.attempt.option_order(self.question.id)]

    @property
    def chosen(self) -> Sequence[Option]:
        return [option for option in self.options if self.answer and option.id in self.answer.options]

    @property
    def right(self) -> Sequence[Option]:
        return [option for option in self.options if option.is_right]

    @property
    def explained(self) -> Sequence[Option]:
        """The options whose explanation is shown: the wrong ones that were chosen, then the right ones."""
        return [option for option in self.chosen if not option.is_right] + list(self.right)

    @property
    def tested(self) -> Sequence[ClauseText]:
        """The clauses that the question tests."""
        return list(self.edition.clauses.filter(clause__in=tested_clauses(self.edition).get(self.question.id, ())))


def question_view(attempt: Attempt, question: str) -> QuestionView:
    """A question of an attempt, by its id. Raises NoSuchQuestion."""
    ids = attempt.question_ids
    if question not in ids:
        raise NoSuchQuestion(question)
    edition = edition_of(attempt)
    asked = asked_questions(edition)[question]
    return QuestionView(attempt, edition, asked.question, asked.language, ids.index(question) + 1, len(ids))


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question of an attempt that is not answered right yet."""

    number: int
    question: Question
    language: str
    """The language in which the question is asked."""
    is_answered: bool

    @property
    def begins(self) -> str:
        """The first paragraph of the situation. Many questions end with «What is the best advice?», so it tells
        them apart."""
        return next(iter(self.question.situation), self.question.legend)


def open_questions_of(edition: Edition, progress: Progress) -> list[OpenQuestion]:
    """The questions still to be answered right in an attempt: the wrong ones first, since they can be taken again."""
    if not progress.open:
        return []
    questions = asked_questions(edition)

    def open_question(number: int, id_: str, *, is_answered: bool) -> OpenQuestion:
        return OpenQuestion(number, questions[id_].question, questions[id_].language, is_answered)

    wrong = [open_question(number, id_, is_answered=True) for number, id_ in progress.wrong]
    return wrong + [open_question(number, id_, is_answered=False) for number, id_ in progress.unanswered]


def worth_another_look(attempt: Attempt, edition: Edition) -> list[ClauseText]:
    """The clauses behind the questions that were answered wrong the first time, in reading order.

    Withdrawn questions are left out, credited or not. For the employee alone: no leader ever sees these clauses.
    """
    first: dict[str, Answer] = {}
    for answer in attempt.answers.exclude(question__in=attempt.credits.values("question")).order_by("sequence"):
        first.setdefault(answer.question, answer)
    tests = tested_clauses(edition)
    wrong = [id_ for id_, answer in first.items() if not answer.is_right and not is_withdrawn(edition, id_)]
    clauses = {clause for id_ in wrong for clause in tests.get(id_, ())}
    return list(edition.clauses.filter(clause__in=clauses)) if clauses else []
