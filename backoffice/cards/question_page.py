"""What the page of the question cards shows: each card with its fields, errors and points."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import Truncator

from backoffice.cards.question_errors import CardError
from backoffice.cards.question_form import NewMisconception
from backoffice.cards.question_ids import CardQuestion
from handbook.models import Edition, Handbook, Section, Version, WithdrawnQuestion
from handbook.quizzes import quiz_of
from handbook.versions.build import preview_clauses
from handbook.versions.validation import parse_version
from markup.diff.paragraphs import MarkedText, marked_text
from markup.quiz.cards import OptionCard, QuestionCard, compose_quiz
from markup.quiz.digests import question_digest, quiz_digest
from markup.quiz.types import FEWEST_OPTIONS, MOST_OPTIONS, Question, QuizText
from markup.quiz.wording import FullWording, has_wording
from markup.section.digests import SHORT_DIGEST_LENGTH
from people.language import ui_language

_FIRST_WORDS = 12
_HEADING_WITHIN = re.compile(r"<h[1-6]\b[^>]*>(.*?)</h[1-6]>", re.DOTALL)
_BLOCK_END = re.compile(r"</(?:p|li|td|th|tr|blockquote)>|<br ?/?>")
_ERRORS = Mapping[tuple[str, str, str], Sequence[CardError]]
"""By the key of the card, the letter of the answer, and the field."""


@dataclass(frozen=True, slots=True)
class PointChoice:
    """A point of the chapter that a question can be about."""

    id: str
    number: str
    """As readers see it, such as 3.2; empty: an example or a heading."""
    words: str
    is_for_leaders: bool


@dataclass(frozen=True, slots=True)
class PointGroup:
    """The points below one heading."""

    heading: str
    points: list[PointChoice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CardField:
    """A field in which something is written, with what is wrong with it."""

    name: str
    text: str
    errors: Sequence[CardError]
    source: str = ""
    """The words of the source, in a translation."""

    @property
    def id(self) -> str:
        return f"id_{self.name}"

    @property
    def is_wrong(self) -> bool:
        """Whether it has more than warnings."""
        return any(error.is_error for error in self.errors)


@dataclass(frozen=True, slots=True)
class OptionFields:
    """An answer on a card."""

    card: OptionCard
    text: CardField
    why: CardField
    thinks_errors: Sequence[CardError]
    new_misconception: NewMisconception | None


@dataclass(frozen=True, slots=True)
class SourceChange:
    """How a question of the source was changed since it was translated."""

    parts: Sequence[MarkedText]


@dataclass(frozen=True, slots=True)
class CardSurroundings:
    """What is shown on cards besides what is written on them, by the key of the card."""

    groups: Sequence[PointGroup] = ()
    source: Mapping[str, QuestionCard] = field(default_factory=dict)
    """The cards of the source, for a translation."""
    theirs: Mapping[str, QuestionCard] = field(default_factory=dict)
    """The cards that somebody else has saved meanwhile."""
    new_misconceptions: Mapping[tuple[str, str], NewMisconception] = field(default_factory=dict)
    """Those that are typed and not stored yet, by the keys of card and answer."""
    asked: Sequence[CardQuestion] = ()
    changes: Mapping[str, SourceChange] = field(default_factory=dict)
    outdated: Collection[str] = ()
    translated: Collection[str] = ()
    published: Edition | None = None
    """The published version, for those who may withdraw its questions."""
    withdrawable: Collection[str] = ()
    """Those of its questions that are not withdrawn yet."""


@dataclass(frozen=True, slots=True)
class CardFields:
    """A card as the page shows it."""

    card: QuestionCard
    number: int
    situation: CardField
    legend: CardField
    options: Sequence[OptionFields]
    errors: Mapping[str, Sequence[CardError]]
    """By field that is no field of words: options, points, leaders."""
    surroundings: CardSurroundings

    @property
    def may_have_more_options(self) -> bool:
        return len(self.options) < MOST_OPTIONS

    @property
    def may_have_fewer_options(self) -> bool:
        return len(self.options) > FEWEST_OPTIONS

    @property
    def points(self) -> list[PointChoice]:
        """Those that it is about, in the order of the text."""
        points = [point for group in self.surroundings.groups for point in group.points]
        return [point for point in points if point.id in self.card.tests]

    @property
    def lost_points(self) -> list[str]:
        """Those that it is about and that are no longer in the text."""
        offered = {point.id for point in self.points}
        return [id_ for id_ in self.card.tests if id_ not in offered]

    @property
    def theirs(self) -> QuestionCard | None:
        """What somebody else has saved here, if it is something else."""
        card = self.surroundings.theirs.get(self.card.key)
        return card if card and _words_on(card) != _words_on(self.card) else None

    @property
    def asked(self) -> list[CardQuestion]:
        return [question for question in self.surroundings.asked if question.key == self.card.key]

    @property
    def change(self) -> SourceChange | None:
        return self.surroundings.changes.get(self.card.key)

    @property
    def is_outdated(self) -> bool:
        return self.is_translated and self.card.key in self.surroundings.outdated

    @property
    def is_translated(self) -> bool:
        return self.card.key in self.surroundings.translated

    @property
    def may_be_withdrawn(self) -> bool:
        return self.card.key in self.surroundings.withdrawable


def _words_on(card: QuestionCard) -> str:
    return compose_quiz([replace(card, made_from=None)], is_source=True)


def fields_of_cards(
    cards: Sequence[QuestionCard], errors: Iterable[CardError], surroundings: CardSurroundings
) -> list[CardFields]:
    """Return the cards with their fields."""
    by_field: dict[tuple[str, str, str], list[CardError]] = defaultdict(list)
    for error in errors:
        by_field[error.key, error.letter, error.field].append(error)
    return [_fields_of(card, number, by_field, surroundings) for number, card in enumerate(cards, start=1)]


def _fields_of(card: QuestionCard, number: int, errors: _ERRORS, surroundings: CardSurroundings) -> CardFields:
    source = surroundings.source.get(card.key, QuestionCard(card.key))

    def words(name: str, text: str, of_source: str, letter: str = "") -> CardField:
        whole = f"{name}-{card.key}-{letter}" if letter else f"{name}-{card.key}"
        return CardField(whole, text, errors.get((card.key, letter, name), ()), of_source)

    def option_fields(option: OptionCard) -> OptionFields:
        original = source.option(option.key) or OptionCard(option.key)
        return OptionFields(
            option,
            words("text", option.text, original.text, option.key),
            words("why", option.why, original.why, option.key),
            errors.get((card.key, option.key, "thinks"), ()),
            surroundings.new_misconceptions.get((card.key, option.key)),
        )

    return CardFields(
        card,
        number,
        words("situation", card.situation, source.situation),
        words("legend", card.legend, source.legend),
        [option_fields(option) for option in card.options],
        {name: errors.get((card.key, "", name), ()) for name in ("options", "points", "leaders")},
        surroundings,
    )


def point_groups(draft: Version) -> list[PointGroup]:
    """The points of the draft's text in the source language, as it is now, below their headings."""
    section, language = draft.section, draft.section.handbook.source_language
    text = parse_version(draft, section.slug, language, [language])[0][language]
    with_id = {clause.id for clause in text.clauses if clause.id}
    groups = [PointGroup("")]
    for clause in preview_clauses(section, text, text):
        words = _seen(clause.html)
        if not clause.origin:
            groups.append(PointGroup(words))
        elif clause.clause in with_id:
            number = f"{section.position}.{clause.number}" if clause.number else ""
            first = Truncator(words).words(_FIRST_WORDS, truncate=" …")
            groups[-1].points.append(PointChoice(clause.clause, number, first, clause.audience == "leaders"))
    return [group for group in groups if group.points]


def _seen(html: str) -> str:
    """The words of a point as one line, without its marks; a colon stands behind a heading within it."""
    heading, rest = "", _BLOCK_END.sub(" ", html)
    if within := _HEADING_WITHIN.search(rest):
        heading, rest = within[1], rest[within.end() :]
    parts = [" ".join(unescape(strip_tags(part)).split()) for part in (heading, rest)]
    return ": ".join(filter(None, parts))


def misconception_choices(handbook: Handbook) -> list[tuple[str, str]]:
    """The misconceptions of the handbook in the visitor's language, by their words."""
    language = ui_language()
    choices = [(id_, handbook.misconception(id_, language)["text"]) for id_ in handbook.readable_misconceptions]
    return sorted(choices, key=lambda choice: choice[1].casefold())


def published_questions(section: Section) -> tuple[Edition | None, frozenset[str]]:
    """The newest published version in the source language, and those of its questions that are not withdrawn."""
    language = section.handbook.source_language
    edition = Edition.objects.newest().filter(version__section=section, language=language).first()
    if edition is None:
        return None, frozenset()
    withdrawn: dict[str, list[FullWording]] = defaultdict(list)
    for question, wording in WithdrawnQuestion.objects.filter(section=section).values_list("question", "wording"):
        withdrawn[question].append(wording)
    asked = {q.id for q in quiz_of(edition).questions if not has_wording({language: q}, withdrawn[q.id])}
    return edition, frozenset(asked)


def changes_of_source(
    section: Section, quiz: QuizText, source: QuizText, questions: Iterable[str]
) -> dict[str, SourceChange]:
    """How the source of these questions was changed since they were translated, by question, as far as it was published."""
    asked = [id_ for id_ in questions if quiz.question(id_)]
    if not asked:
        return {}
    before: dict[tuple[str, str], Question] = {}
    editions = Edition.objects.filter(version__section=section, language=source.language).order_by("version__number")
    for edition in editions.only("language", "quiz", "quiz_digest"):
        published = quiz_of(edition)
        whole = quiz_digest(published)[:SHORT_DIGEST_LENGTH]
        for question in published.questions:
            before[question.id, question_digest(question)[:SHORT_DIGEST_LENGTH]] = question
            before.setdefault((question.id, whole), question)
    changes = {}
    for id_ in asked:
        translated, now = quiz.question(id_), source.question(id_)
        made_from = (translated.made_from if translated else None) or quiz.source or ""
        was = before.get((id_, made_from))
        if was and now and (parts := _changed_parts(was, now)):
            changes[id_] = SourceChange(parts)
    return changes


def _changed_parts(was: Question, now: Question) -> list[MarkedText]:
    old, new = _words_of(was), _words_of(now)
    return [
        marked_text(old.get(part, ""), new.get(part, ""))
        for part in dict.fromkeys([*new, *old])
        if old.get(part, "") != new.get(part, "")
    ]


def _words_of(question: Question) -> dict[str, str]:
    parts = {"situation": "\n\n".join(question.situation), "legend": question.legend}
    for option in question.options:
        parts |= {f"text-{option.id}": option.text, f"why-{option.id}": option.why}
    return parts
