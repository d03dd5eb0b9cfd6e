"""What the pages of a quiz show: a question as asked in an attempt, and what the answers so far amount to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from courses.models import Answer, Attempt
from courses.questions.frozen import quiz_of, tests_of
from courses.questions.values import Option, Question
from courses.studying import NoSuchQuestion, edition_of, latest_answers
from handbook.models import ClauseText, Edition


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in an attempt: its words, its options in the order drawn, and where it stands."""

    attempt: Attempt
    edition: Edition
    question: Question
    number: int
    of: int
    answer: Answer | None
    """The last answer to it."""

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
    def tested(self) -> Sequence[ClauseText]:
        """The clauses to read again."""
        return list(self.edition.clauses.filter(clause__in=tests_of(self.edition).get(self.question.id, ())))


def asked(attempt: Attempt, question: str) -> Asked:
    """Raises NoSuchQuestion."""
    if question not in attempt.question_ids:
        raise NoSuchQuestion(question)
    edition = edition_of(attempt)
    found = next(each for each in quiz_of(edition).questions if each.id == question)
    ids = attempt.question_ids
    return Asked(attempt, edition, found, ids.index(question) + 1, len(ids), latest_answers(attempt).get(question))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an attempt has come."""

    right: int
    of: int
    unanswered: tuple[tuple[int, str], ...]
    """Number and id of each question that has no answer yet."""
    wrong: tuple[tuple[int, str], ...]
    """Number and id of each question whose last answer is not right."""

    @property
    def next_number(self) -> int:
        """The number of the question where the reader goes on; 0: none is left."""
        return next((number for number, _id in (*self.unanswered, *self.wrong)), 0)


def progress(attempt: Attempt) -> Progress:
    return progress_of(attempt, attempt.answers.order_by("sequence"))


def progress_of(attempt: Attempt, answers: Iterable[Answer]) -> Progress:
    """The same from an attempt's answers, in sequence, that are at hand."""
    last = {each.question: each for each in answers}
    numbered = list(enumerate(attempt.question_ids, start=1))
    wrong = tuple((number, id_) for number, id_ in numbered if id_ in last and not last[id_].is_right)
    unanswered = tuple((number, id_) for number, id_ in numbered if id_ not in last)
    return Progress(len(numbered) - len(wrong) - len(unanswered), len(numbered), unanswered, wrong)
