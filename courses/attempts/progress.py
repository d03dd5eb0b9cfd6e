"""The progress of an attempt: which of its questions are right, wrong, unanswered or credited."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from courses.models import Answer, Attempt
from handbook.history import section_history
from handbook.models import Edition
from handbook.quizzes import source_edition
from handbook.translations.questions import question_by_language
from markup.quiz.wording import has_wording


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an attempt has come."""

    right: int
    """The number of questions answered right or credited."""
    of: int
    """The number of questions that the attempt asks."""
    unanswered: tuple[tuple[int, str], ...]
    """Number and id of each question that has no answer yet."""
    wrong: tuple[tuple[int, str], ...]
    """Number and id of each question whose last answer is not right."""
    credited: int = 0
    """The number of questions that were withdrawn and count as right."""

    @property
    def open(self) -> tuple[tuple[int, str], ...]:
        """Number and id of each question still to be answered right; those without an answer come first."""
        return (*self.unanswered, *self.wrong)

    def next_after(self, question: str) -> str | None:
        """The question that comes after this one: the first without an answer, then the wrong ones, this one last."""
        ids = [id_ for _number, id_ in self.open]
        return next((id_ for id_ in ids if id_ != question), ids[0] if ids else None)

    @property
    def next_number(self) -> int:
        """The number of the question where the reader continues; 0 if none is left."""
        return next((number for number, _id in self.open), 0)


def progress_of(attempt: Attempt) -> Progress:
    return progress_from(attempt, attempt.answers_in_order(), credited_in(attempt))


def progress_from(attempt: Attempt, answers: Iterable[Answer], credited: Collection[str]) -> Progress:
    """The progress of an attempt whose answers, in sequence, and credited questions are already loaded."""
    last = {answer.question: answer for answer in answers}
    uncredited = [(number, id_) for number, id_ in enumerate(attempt.question_ids, start=1) if id_ not in credited]
    wrong = tuple((number, id_) for number, id_ in uncredited if id_ in last and not last[id_].is_right)
    unanswered = tuple((number, id_) for number, id_ in uncredited if id_ not in last)
    asked = len(attempt.questions)
    return Progress(asked - len(wrong) - len(unanswered), asked, unanswered, wrong, len(credited))


def credited_in(attempt: Attempt) -> set[str]:
    """The questions of an attempt that count as right because they were withdrawn."""
    return set(attempt.credits.values_list("question", flat=True)) if attempt.has_credits else set()


def is_withdrawn(edition: Edition, question: str) -> bool:
    """Whether a question is withdrawn in the wording of an edition, whose section must be loaded with it."""
    withdrawn = section_history(edition.version.section).withdrawn.get(question, ())
    # A translation fetches its source, so the wording is compared only where something is withdrawn.
    return bool(withdrawn) and has_wording(
        question_by_language(question, (source_edition(edition), edition)), withdrawn
    )


def latest_answers(attempt: Attempt) -> dict[str, Answer]:
    """The last answer to each question, by question id."""
    return {answer.question: answer for answer in attempt.answers.order_by("sequence")}


def open_question_ids(attempt: Attempt) -> list[str]:
    """The ids of the questions still to be answered right; those without an answer come first."""
    return [id_ for _number, id_ in progress_of(attempt).open]
