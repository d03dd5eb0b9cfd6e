"""The questions that a version changes: words of the situation, question, answers and explanations in each language, and
what holds in all languages, such as which answers are right. For HR alone: readers would see the answers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from handbook.models import Audience, Change, Edition, Section, Version
from handbook.quizzes import quiz_of
from handbook.versions.publication_plan import PublicationPlan
from handbook.versions.validation import CheckedVersion
from markup.diff.paragraphs import MarkedText, marked_text
from markup.quiz.types import Question, QuizText
from people.language import LANGUAGES, ui_language

Part = Literal["situation", "question", "answer", "explanation"]
Quizzes = Mapping[str, QuizText]
"""The quizzes of a version, by language."""


@dataclass(frozen=True, slots=True)
class PartChange:
    """The words of one part of a question before and after; empty if it is missing."""

    part: Part
    option: str
    """The letter of the answer that it belongs to; empty: to none."""
    old: str
    new: str

    @property
    def marked(self) -> MarkedText:
        return marked_text(self.old, self.new)


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact about a question before and after. It holds in all languages."""

    fact: Literal["right", "choose", "audience", "tests", "misconception"]
    option: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """A question that a version adds, changes or removes."""

    id: str
    what: Change.What
    words: Mapping[str, Sequence[PartChange]]
    """By language in which its words change."""
    facts: Sequence[FactChange]
    legend: str = ""
    """The question itself in the source language."""
    name: str = ""
    """What the question is called on the cards; empty: it is there no longer."""
    places: Mapping[str, str] = field(default_factory=dict, compare=False)
    """By letter the place of each answer on the card; of one that is removed, its former place."""


@dataclass(frozen=True, slots=True)
class QuizChanges:
    """The changes of a version's questions."""

    questions: Sequence[QuestionChange]
    """In the order of the new quiz, removed ones last."""
    is_reordered: bool
    """Whether the questions that both versions have come in another order."""
    is_emptied: bool = False
    """Whether the new version has no question left."""

    def __bool__(self) -> bool:
        return bool(self.questions) or self.is_reordered

    @property
    def counts(self) -> list[tuple[str, int]]:
        """What happens to questions, and to how many: new, changed, removed."""
        counts = Counter(change.what for change in self.questions)
        return [(str(what.label), counts[what]) for what in Change.What if counts[what]]


NO_CHANGES = QuizChanges((), is_reordered=False)


def draft_quiz_changes(plan: PublicationPlan, checked: CheckedVersion) -> QuizChanges:
    """The questions that publishing a draft would change. A first version changes none."""
    if plan.previous is None:
        return NO_CHANGES
    handbook = plan.version.section.handbook
    editions = plan.previous.editions.filter(language__in=handbook.languages).defer("html", "source")
    old = {edition.language: quiz_of(edition) for edition in editions}
    new = {language: quiz.quiz for language, quiz in checked.quizzes.items()}
    return quiz_changes(old, new, handbook.source_language)


def quiz_changes_since_base(draft: Version, checked: CheckedVersion) -> QuizChanges:
    """The questions of a draft that differ from the version it was begun from, even if its texts have errors."""
    old = {edition.language: quiz_of(edition) for edition in editions_of_base(draft)}
    new = {language: quiz.quiz for language, quiz in checked.quizzes.items()}
    return quiz_changes(old, new, draft.section.handbook.source_language) if old else NO_CHANGES


def editions_of_base(draft: Version) -> QuerySet[Edition]:
    editions = Edition.objects.filter(version__section=draft.section_id, version__number=draft.base)
    return editions.defer("html", "source")


def published_quiz_changes(edition: Edition, previous: Edition | None) -> QuizChanges:
    """The questions that a published version changed. Two editions of one language name the two versions."""
    if previous is None:
        return NO_CHANGES
    quizzes: dict[int, dict[str, QuizText]] = {edition.version_id: {}, previous.version_id: {}}
    for stored in Edition.objects.filter(version__in=quizzes).defer("html", "source"):
        quizzes[stored.version_id][stored.language] = quiz_of(stored)
    source_language = edition.version.section.handbook.source_language
    return quiz_changes(quizzes[previous.version_id], quizzes[edition.version_id], source_language)


def quiz_changes(old: Quizzes, new: Quizzes, source_language: str) -> QuizChanges:
    """Compare the quizzes of two versions, question by question and answer by answer."""
    before = {language: {question.id: question for question in quiz.questions} for language, quiz in old.items()}
    after = {language: {question.id: question for question in quiz.questions} for language, quiz in new.items()}
    ids = {
        language: dict.fromkeys([*after.get(language, ()), *before.get(language, ())])
        for language in sorted(LANGUAGES, key=lambda language: language != source_language)
    }
    changes = [
        change
        for id_ in dict.fromkeys(id_ for of_language in ids.values() for id_ in of_language)
        if (change := _question_change(id_, before, after, source_language))
    ]
    shared = before.get(source_language, {}).keys() & after.get(source_language, {}).keys()
    orders = [[id_ for id_ in questions.get(source_language, ()) if id_ in shared] for questions in (before, after)]
    changes.sort(key=lambda change: change.what == Change.What.REMOVED)
    is_emptied = bool(before.get(source_language)) and not after.get(source_language)
    return QuizChanges(changes, orders[0] != orders[1], is_emptied)


def in_words_of_cards(
    changes: QuizChanges, section: Section, points: Mapping[str, str], questions: Mapping[str, str]
) -> QuizChanges:
    """The same changes as people know the questions: by numbers and places, not by ids and letters. The mappings have the
    names of points and questions by id."""
    handbook, language = section.handbook, ui_language()
    misconceptions = {id_: handbook.misconception(id_, language)["text"] for id_ in handbook.readable_misconceptions}

    def fact_in_words(fact: FactChange, places: Mapping[str, str]) -> FactChange:
        by_fact: dict[str, Mapping[str, str]] = {"right": places, "tests": points, "misconception": misconceptions}
        words = by_fact.get(fact.fact, {})
        old, new = (", ".join(words.get(code, code) for code in value.split(", ")) for value in (fact.old, fact.new))
        return FactChange(fact.fact, places.get(fact.option, ""), old, new)

    return replace(
        changes,
        questions=[
            replace(
                change,
                name=questions.get(change.id, ""),
                facts=[fact_in_words(fact, change.places) for fact in change.facts],
                words={
                    language: [replace(part, option=change.places.get(part.option, "")) for part in parts]
                    for language, parts in change.words.items()
                },
            )
            for change in changes.questions
        ],
    )


Questions = Mapping[str, Mapping[str, Question]]
"""By language and id."""


def _question_change(id_: str, before: Questions, after: Questions, source_language: str) -> QuestionChange | None:
    """None: the question is the same in every language."""
    words: dict[str, list[PartChange]] = {}
    for language in LANGUAGES:
        old, new = before.get(language, {}).get(id_), after.get(language, {}).get(id_)
        if parts := list(_changed_parts(old, new)):
            words[language] = parts
    old, new = before.get(source_language, {}).get(id_), after.get(source_language, {}).get(id_)
    facts = list(_changed_facts(old, new))
    if not words and not facts:
        return None
    what = Change.What.CHANGED
    if old is None or new is None:
        what = Change.What.NEW if old is None else Change.What.REMOVED
    question = new or old
    return QuestionChange(id_, what, words, facts, question.legend if question else "", places=_places(old, new))


def _places(old: Question | None, new: Question | None) -> dict[str, str]:
    before, after = (
        {option.id: str(place) for place, option in enumerate(question.options if question else (), start=1)}
        for question in (old, new)
    )
    removed = _("%(place)s (removed)") if new else "%(place)s"
    return {letter: removed % {"place": place} for letter, place in before.items()} | after


def _changed_parts(old: Question | None, new: Question | None) -> Iterator[PartChange]:
    before, after = _parts(old), _parts(new)
    for part, option in dict.fromkeys([*after, *before]):
        was, is_ = before.get((part, option), ""), after.get((part, option), "")
        if was != is_:
            yield PartChange(part, option, was, is_)


def _parts(question: Question | None) -> dict[tuple[Part, str], str]:
    if question is None:
        return {}
    parts: dict[tuple[Part, str], str] = {
        ("situation", ""): "\n\n".join(question.situation),
        ("question", ""): question.legend,
    }
    for option in question.options:
        parts |= {("answer", option.id): option.text, ("explanation", option.id): option.why}
    return parts


def _changed_facts(old: Question | None, new: Question | None) -> Iterator[FactChange]:
    for fact in (
        FactChange("right", "", _right(old), _right(new)),
        FactChange("choose", "", str(old.choose) if old else "", str(new.choose) if new else ""),
        FactChange("audience", "", _audience(old), _audience(new)),
        FactChange("tests", "", _tests(old), _tests(new)),
    ):
        if fact.old != fact.new:
            yield fact
    before, after = _misconceptions(old), _misconceptions(new)
    for option in sorted(before.keys() | after.keys()):
        was, is_ = before.get(option, ""), after.get(option, "")
        if was != is_:
            yield FactChange("misconception", option, was, is_)


def _right(question: Question | None) -> str:
    return ", ".join(sorted(question.right)) if question else ""


def _audience(question: Question | None) -> str:
    return str(Audience(question.audience).label) if question else ""


def _tests(question: Question | None) -> str:
    return ", ".join(sorted(question.tests)) if question else ""


def _misconceptions(question: Question | None) -> dict[str, str]:
    return {option.id: option.misconception or "" for option in question.options} if question else {}
