"""The content of the quiz pages: a question as an attempt asks it, and the open questions of the attempt."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from courses.attempts.progress import Progress, credited_in, is_withdrawn, progress_from
from courses.attempts.quiz import NoSuchQuestion, edition_of, questions_of
from courses.models import Answer, Attempt
from handbook.models import ClauseText, Edition
from handbook.public.section_page import clauses_of
from handbook.quizzes import tested_clauses
from markup.quiz.types import Option, Question


@dataclass(frozen=True)
class QuestionView:
    """A question of an attempt: its words, its options in the order shown, its last answer and its credit.

    Answers and credits are read on first use and kept.
    """

    attempt: Attempt
    edition: Edition
    question: Question
    language: str
    """The language in which the question is asked."""
    number: int
    of: int
    stamp: str | None
    """The site stamp of the request."""

    @cached_property
    def answers(self) -> Sequence[Answer]:
        """All answers of the attempt, in sequence."""
        return self.attempt.answers_in_order()

    @property
    def answer(self) -> Answer | None:
        """The last answer to the question."""
        return next((answer for answer in reversed(self.answers) if answer.question == self.question.id), None)

    @cached_property
    def credited(self) -> frozenset[str]:
        """The questions of the attempt that count as right because they were withdrawn."""
        return frozenset(credited_in(self.attempt))

    @property
    def progress(self) -> Progress:
        """How far the attempt has come."""
        return progress_from(self.attempt, self.answers, self.credited)

    @property
    def is_untranslated(self) -> bool:
        """Whether the question is asked in the source language because it is missing or outdated in the text's."""
        return self.language != self.edition.language

    @property
    def is_credited(self) -> bool:
        return self.question.id in self.credited

    @property
    def is_unsure(self) -> bool:
        """Whether the last answer was «I am not sure»."""
        return self.answer is not None and not self.answer.options

    @property
    def verdict(self) -> str:
        """The last answer in a word."""
        if self.answer and self.answer.is_right:
            return _("Right")
        return _("It is all right to be unsure") if self.is_unsure else _("Not quite")

    @property
    def options(self) -> Sequence[Option]:
        """In the order drawn; in another one where the question comes again, so that the place is no hint."""
        by_letter = {option.id: option for option in self.question.options}
        order = self.attempt.option_order(self.question.id)
        turned = self.times_again % len(order)
        return [by_letter[letter] for letter in order[turned:] + order[:turned]]

    @cached_property
    def times_again(self) -> int:
        """How often the question has come again, after all the others: 0 as long as one of them has no answer."""
        answered = {answer.question for answer in self.answers}
        if not answered.issuperset(set(self.attempt.question_ids) - self.credited):
            return 0
        return sum(answer.question == self.question.id for answer in self.answers)

    @property
    def chosen(self) -> Sequence[Option]:
        return [option for option in self.options if self.answer and option.id in self.answer.options]

    @property
    def missed(self) -> Sequence[Option]:
        """The right options that were not chosen."""
        return [option for option in self.options if option.is_right and option not in self.chosen]

    @cached_property
    def tested(self) -> Sequence[ClauseText]:
        """The clauses that the question tests."""
        tested = tested_clauses(self.edition).get(self.question.id, ())
        return [clause for clause in clauses_of(self.edition, stamp=self.stamp) if clause.clause in tested]

    @property
    def is_law(self) -> bool:
        """Whether the law decides what is right: an answer is wrong then, and no other one merely better."""
        return any(clause.origin == "law" and clause.laws for clause in self.tested)


def question_view(attempt: Attempt, question: str, *, stamp: str | None = None) -> QuestionView:
    """A question of an attempt, by its id. Raises NoSuchQuestion."""
    ids = attempt.question_ids
    if question not in ids:
        raise NoSuchQuestion(question)
    asked = questions_of(attempt, stamp=stamp)[question]
    edition = edition_of(attempt, stamp=stamp)
    return QuestionView(attempt, edition, asked.question, asked.language, ids.index(question) + 1, len(ids), stamp)


def worth_another_look(attempt: Attempt, edition: Edition, *, stamp: str | None) -> list[ClauseText]:
    """The clauses behind the questions that were answered wrong the first time, in reading order.

    Withdrawn questions are left out, credited or not. For the employee alone: no leader ever sees these clauses.
    """
    first: dict[str, Answer] = {}
    for answer in attempt.answers.exclude(question__in=attempt.credits.values("question")).order_by("sequence"):
        first.setdefault(answer.question, answer)
    tests = tested_clauses(edition)
    wrong = [id_ for id_, answer in first.items() if not answer.is_right and not is_withdrawn(edition, id_)]
    clauses = {clause for id_ in wrong for clause in tests.get(id_, ())}
    return [clause for clause in clauses_of(edition, stamp=stamp) if clause.clause in clauses] if clauses else []
