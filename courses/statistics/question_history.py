"""A question is followed by its id through the versions of its section: which of them ask it in the same words."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from handbook.cache import ProcessCache
from handbook.history import StampedCache, load_once
from handbook.models import Edition, Section, WithdrawnQuestion
from handbook.quizzes import quiz_of
from markup.quiz.types import Question
from markup.quiz.wording import has_wording


@dataclass(frozen=True, slots=True)
class QuestionWording:
    """A question in the words of the source language, and the versions that ask it so."""

    question: str
    versions: Mapping[int, int]
    """The id of each by its number, oldest first. They need not lie side by side: earlier words may come back."""
    withdrawn_at: datetime | None = None
    """When it was withdrawn as the newest of these versions says it; None: it was not, or its explanation is corrected
    since."""

    @property
    def first(self) -> int:
        """The id of the version that asked it so first."""
        return next(iter(self.versions.values()))

    @property
    def newest(self) -> int:
        """The number of the version that asked it so last."""
        return max(self.versions)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The versions as spans from number to number, oldest first."""
        spans: list[tuple[int, int]] = []
        for number in self.versions:
            if spans and spans[-1][1] == number - 1:
                spans[-1] = (spans[-1][0], number)
            else:
                spans.append((number, number))
        return spans


@dataclass(frozen=True, slots=True)
class QuestionHistory:
    """The questions of a section in all its versions, as the source language asks them."""

    newest: int
    """The number of the newest version; 0: none."""
    wordings: Mapping[str, tuple[QuestionWording, ...]]
    """By question, the newest first. Those that the newest version asks stand first, in its order."""
    tests: Mapping[int, Mapping[str, tuple[str, ...]]]
    """By the number of a version, its questions in order, each with the clauses it tests."""
    misconceptions: Mapping[int, Mapping[tuple[str, str], str]]
    """By the id of a version: the misconception behind each wrong option of a question."""

    def wording(self, question: str, number: int) -> QuestionWording:
        """The words in which a version asks a question that it has."""
        return next(wording for wording in self.wordings[question] if number in wording.versions)


def _before_answering(question: Question) -> Hashable:
    """What is before the reader who answers. An explanation is read afterwards, and changes no first answer; the order
    of the options is drawn anew for everybody. What is withdrawn goes by more: see `markup/quiz/wording.py`."""
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
    """From the editions of a section in the source language, and its withdrawals, the oldest first."""
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
    """When a question was first withdrawn as the source says it here."""
    of_question = (withdrawn_question for withdrawn_question in withdrawn if withdrawn_question.question == question.id)
    return next(
        (
            withdrawn_question.at
            for withdrawn_question in of_question
            if has_wording({language: question}, [withdrawn_question.wording])
        ),
        None,
    )
