"""The questions that the readers of an edition are asked, and how long a section takes them."""

from collections.abc import Sequence
from dataclasses import dataclass

from handbook.history import SectionHistory, section_histories, section_history
from handbook.models import Audience
from handbook.public.reader_editions import ReaderEdition
from handbook.quizzes import load_quizzes, quiz_of
from handbook.translations.questions import asked_questions
from markup.quiz.types import Question
from markup.quiz.wording import has_wording
from markup.time_needed import TimeNeeded


@dataclass(frozen=True, slots=True)
class ReaderQuestion:
    """A question in the source language, which says what it tests and for whom it is, and as readers are asked it."""

    source: Question
    asked: Question


def reader_questions(shown: ReaderEdition, history: SectionHistory | None = None) -> list[ReaderQuestion]:
    """Every question of the version in order, without withdrawn ones. `history` is that of its section."""
    withdrawn = (history or section_history(shown.version.section)).withdrawn
    asked = asked_questions(shown.edition)
    return [
        ReaderQuestion(question, asked[question.id].question)
        for question in quiz_of(shown.source).questions
        if not has_wording(
            {shown.source.language: question, asked[question.id].language: asked[question.id].question},
            withdrawn.get(question.id, ()),
        )
    ]


def time_needed(shown: ReaderEdition, audience: str, history: SectionHistory | None = None) -> TimeNeeded:
    """What the whole section takes an audience: all its words, and the questions asked of that audience."""
    audiences = (Audience.EVERYONE, Audience.LEADERS) if audience == Audience.LEADERS else (Audience.EVERYONE,)
    questions = sum(question.source.audience in audiences for question in reader_questions(shown, history))
    return TimeNeeded(shown.edition.words, questions)


def times_needed(sections: Sequence[ReaderEdition], audience: str) -> dict[int, TimeNeeded]:
    """The same of each section, by its id. Quizzes and histories that this process lacks are fetched together."""
    histories = section_histories(shown.version.section for shown in sections)
    load_quizzes(edition for shown in sections for edition in (shown.edition, shown.source))
    return {
        shown.version.section_id: time_needed(shown, audience, histories[shown.version.section_id])
        for shown in sections
    }
