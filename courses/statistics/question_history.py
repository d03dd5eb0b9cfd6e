"""The history of the questions of a section: which versions ask each of them in the same wording."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from handbook.history import StampedCache, load_once
from handbook.models import Edition, Section, WithdrawnQuestion
from handbook.quizzes import quiz_of
from markup.quiz.types import Question
from markup.quiz.wording import has_wording
from records.process_cache import ProcessCache


@dataclass(frozen=True, slots=True)
class QuestionWording:
    """A wording of a question in the source language, and the versions that have it."""

    question: str
    versions: Mapping[int, int]
    """Version ids by version number, oldest first. They need not be consecutive: an earlier wording may come back."""
    withdrawn_at: datetime | None = None
    """When the question was withdrawn as the newest of these versions has it; None: it was not withdrawn, or its
    explanation has been corrected since."""

    @property
    def first(self) -> int:
        """The id of the first version with this wording."""
        return next(iter(self.versions.values()))

    @property
    def newest(self) -> int:
        """The number of the last version with this wording."""
        return max(self.versions)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The versions as ranges of numbers, first and last included, oldest first."""
        spans: list[tuple[int, int]] = []
        for number in self.versions:
            if spans and spans[-1][1] == number - 1:
                spans[-1] = (spans[-1][0], number)
            else:
                spans.append((number, number))
        return spans


@dataclass(frozen=True, slots=True)
class QuestionHistory:
    """The questions of a section in all its versions, in the source language."""

    newest: int
    """The number of the newest version; 0: none."""
    wordings: Mapping[str, tuple[QuestionWording, ...]]
    """By question: its wordings, the newest first. The questions of the newest version come first, in its order."""
    tests: Mapping[int, Mapping[str, tuple[str, ...]]]
    """By version number: the questions in order, each with the clauses that it tests."""
    misconceptions: Mapping[int, Mapping[tuple[str, str], str]]
    """By version id: the misconception behind a wrong option, by question and option."""

    def wording(self, question: str, number: int) -> QuestionWording:
        """The wording of a question in a version that has it."""
        return next(wording for wording in self.wordings[question] if number in wording.versions)


def _before_answering(question: Question) -> Hashable:
    """The parts of a question that the reader sees before answering; they identify its wording here.

    Explanations are read afterwards and change no first answer, and the order of the options is drawn for each
    attempt. The wording of a withdrawal comprises more: see `markup/quiz/wording.py`.
    """
    options = frozenset((option.id, option.text, option.is_right) for option in question.options)
    return (question.choose, question.situation, question.legend, options)


_HISTORIES: StampedCache[QuestionHistory] = ProcessCache(1000)


def question_histories(sections: Iterable[Section]) -> dict[int, QuestionHistory]:
    """The questions of each section, by its id: two queries for all whose stamp is new to this process, however many."""
    return load_once(_HISTORIES, sections, _load)


def _load(sections: Iterable[Section]) -> dict[int, QuestionHistory]:
    editions: dict[int, list[Edition]] = {section.pk: [] for section in sections}
    withdrawn: dict[int, list[WithdrawnQuestion]] = defaultdict(list)
    for withdrawn_question in WithdrawnQuestion.objects.filter(section__in=editions).order_by("pk"):
        withdrawn[withdrawn_question.section_id].append(withdrawn_question)
    sources = (
        Edition.objects.filter(version__section__in=editions, language=F("version__section__handbook__source_language"))
        .select_related("version")
        .only("language", "quiz", "quiz_digest", "version__section", "version__number")
        .order_by("version__number")
    )
    for edition in sources:
        editions[edition.version.section_id].append(edition)
    return {pk: _history(edition, withdrawn[pk]) for pk, edition in editions.items()}


def _history(editions: list[Edition], withdrawn: list[WithdrawnQuestion]) -> QuestionHistory:
    """The history from the editions of a section in the source language and its withdrawals, both oldest first."""
    wordings: dict[str, dict[Hashable, dict[int, int]]] = {}
    withdrawn_at: dict[tuple[str, Hashable], datetime | None] = {}
    tests: dict[int, dict[str, tuple[str, ...]]] = {}
    misconceptions: dict[int, dict[tuple[str, str], str]] = {}
    for edition in editions:
        number = edition.version.number or 0
        tests[number], misconceptions[edition.version_id] = {}, {}
        for question in quiz_of(edition).questions:
            tests[number][question.id] = question.tests
            words = _before_answering(question)
            wordings.setdefault(question.id, {}).setdefault(words, {})[number] = edition.version_id
            withdrawn_at[question.id, words] = _withdrawn_at(question, edition.language, withdrawn)
            for option in question.options:
                if option.misconception:
                    misconceptions[edition.version_id][(question.id, option.id)] = option.misconception
    newest = max(tests, default=0)
    in_order = dict.fromkeys([*tests.get(newest, ()), *wordings])
    return QuestionHistory(
        newest,
        {
            question: tuple(
                sorted(
                    (
                        QuestionWording(question, versions, withdrawn_at[question, words])
                        for words, versions in wordings[question].items()
                    ),
                    key=lambda wording: -wording.newest,
                )
            )
            for question in in_order
        },
        tests,
        misconceptions,
    )


def _withdrawn_at(question: Question, language: str, withdrawn: list[WithdrawnQuestion]) -> datetime | None:
    """When a question was first withdrawn in this wording of the source language; None: it was not."""
    return next(
        (
            withdrawal.at
            for withdrawal in withdrawn
            if withdrawal.question == question.id and has_wording({language: question}, [withdrawal.wording])
        ),
        None,
    )
