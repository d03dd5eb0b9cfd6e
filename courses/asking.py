"""What the pages of a quiz show: a question as asked in an attempt."""

from collections.abc import Sequence
from dataclasses import dataclass

from courses.models import Answer, Attempt
from courses.questions.frozen import quiz_of, tests_of
from courses.questions.values import Option, Question
from courses.standing import latest_answers
from courses.studying import NoSuchQuestion, edition_of
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
