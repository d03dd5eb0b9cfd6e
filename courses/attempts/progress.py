"""How an attempt stands: what the answers so far amount to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from courses.models import Answer, Attempt
from courses.todos.owed_clauses import history_of
from handbook.models import Edition
from handbook.quizzes import question_by_language, source_edition
from markup.quiz.wording import is_worded


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an attempt has come."""

    right: int
    """Answered right, or credited."""
    of: int
    unanswered: tuple[tuple[int, str], ...]
    """Number and id of each question that has no answer yet."""
    wrong: tuple[tuple[int, str], ...]
    """Number and id of each question whose last answer is not right."""
    credited: int = 0
    """How many questions were at fault and count as right."""

    @property
    def open(self) -> tuple[tuple[int, str], ...]:
        """Number and id of each question that is still to be answered right; those never answered come first."""
        return (*self.unanswered, *self.wrong)

    @property
    def next_number(self) -> int:
        """The number of the question where the reader goes on; 0: none is left."""
        return next((number for number, _id in self.open), 0)


def progress(attempt: Attempt) -> Progress:
    return progress_of(attempt, attempt.answers.order_by("sequence"), credited_in(attempt))


def progress_of(attempt: Attempt, answers: Iterable[Answer], credited: Collection[str]) -> Progress:
    """The same from an attempt's answers, in sequence, and credited questions, that are at hand."""
    last = {answer.question: answer for answer in answers}
    wanting = [each for each in enumerate(attempt.question_ids, start=1) if each[1] not in credited]
    wrong = tuple((number, id_) for number, id_ in wanting if id_ in last and not last[id_].is_right)
    unanswered = tuple((number, id_) for number, id_ in wanting if id_ not in last)
    asked = len(attempt.questions)
    return Progress(asked - len(wrong) - len(unanswered), asked, unanswered, wrong, len(credited))


def credited_in(attempt: Attempt) -> set[str]:
    """The questions of an attempt that count as right because they were withdrawn."""
    return set(attempt.credits.values_list("question", flat=True))


def is_withdrawn(edition: Edition, question: str) -> bool:
    """Whether a question of an edition, whose section comes with it, is withdrawn in the words of that edition."""
    withdrawn = history_of(edition.version.section).withdrawn.get(question, ())
    # A translation fetches its source.
    return bool(withdrawn) and is_worded(question_by_language(question, (source_edition(edition), edition)), withdrawn)


def latest_answers(attempt: Attempt) -> dict[str, Answer]:
    """The last answer to each question."""
    return {answer.question: answer for answer in attempt.answers.order_by("sequence")}


def open_questions(attempt: Attempt) -> list[str]:
    """The questions whose last answer is not right, or that have none; those never answered come first."""
    return [id_ for _number, id_ in progress(attempt).open]
