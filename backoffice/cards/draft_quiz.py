"""The quiz of a draft in one language: as it is stored, and as cards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from backoffice.cards.question_errors import MENDED_BY_SAVING
from backoffice.cards.question_form import MOST_FIELDS_SHOWN, UsedNames, count_fields
from backoffice.cards.translated_questions import beside_source, by_key
from handbook.models import Edition, Version
from handbook.quizzes import quiz_of
from handbook.translations.questions import outdated_in_quiz, question_matches
from handbook.versions.validation import CheckedVersion, check_version
from markup.errors import Parsed, Part, TextError
from markup.quiz.cards import QuestionCard, are_cards_enough, compose_quiz, question_cards
from markup.quiz.parser import parse_quiz_body
from markup.quiz.types import QuizText
from people.language import LANGUAGES


@dataclass(frozen=True)
class DraftQuiz:
    """The quiz of a draft in one language as it is stored, beside that of the source."""

    draft: Version
    language: str

    @property
    def source_language(self) -> str:
        return str(self.draft.section.handbook.source_language)

    @property
    def is_source(self) -> bool:
        return self.language == self.source_language

    def in_language(self, language: str) -> "DraftQuiz":
        return self if language == self.language else DraftQuiz(self.draft, language)

    @cached_property
    def parsed(self) -> Parsed[QuizText]:
        return parse_quiz_body(
            self.draft.text("quiz", self.language),
            language=self.language,
            source_language=self.source_language,
            section=self.draft.section.slug,
            made_from=self.draft.text("quiz_made_from", self.language),
        )

    @property
    def quiz(self) -> QuizText:
        return self.parsed.value

    @cached_property
    def cards(self) -> tuple[QuestionCard, ...]:
        return question_cards(self.quiz, is_source=self.is_source)

    @cached_property
    def source(self) -> "DraftQuiz":
        return self.in_language(self.source_language)

    @property
    def unreadable_language(self) -> str:
        """The language in which something is written that cards cannot show: this one or the source's. Empty: none."""
        quizzes = (self.source, self)
        return next((quiz.language for quiz in quizzes if not quiz.is_for_cards), "")

    @property
    def is_for_cards(self) -> bool:
        """Whether cards can show all that is written, in a form that can be sent."""
        return are_cards_enough(self.parsed.errors) and count_fields(self.cards) <= MOST_FIELDS_SHOWN

    def text_of(self, cards: Sequence[QuestionCard]) -> str:
        """The text of these cards; the stored one if they say what it says."""
        codes = {error.code for error in self.errors}
        if self._in_order(cards) == self._in_order(self.cards) and not codes & MENDED_BY_SAVING:
            return self.draft.text("quiz", self.language)
        return compose_quiz(cards, is_source=self.is_source)

    def _in_order(self, cards: Sequence[QuestionCard]) -> str:
        """The text of these cards; in a translation, whose order says nothing, by their keys."""
        if not self.is_source:
            cards = sorted(
                (replace(card, options=tuple(sorted(card.options, key=attrgetter("key")))) for card in cards),
                key=attrgetter("key"),
            )
        return compose_quiz(cards, is_source=self.is_source)

    @property
    def cards_on_page(self) -> tuple[QuestionCard, ...]:
        """The stored cards as the page shows and counts them."""
        return self.cards if self.is_source else self.stale_first(beside_source(self.source.cards, self.cards))

    def stale_first(self, cards: Sequence[QuestionCard]) -> tuple[QuestionCard, ...]:
        """The cards of a translation: first those whose source was changed since, then those it lacks."""
        has_words = by_key(self.cards)
        return tuple(sorted(cards, key=lambda card: (card.key not in self.outdated, card.key not in has_words)))

    @cached_property
    def errors(self) -> tuple[TextError, ...]:
        """The errors and warnings of the quiz in this language."""
        places = ((error.place.language, error.place.part) for error in self.checked.errors)
        own = (self.language, Part.QUIZ)
        return tuple(error for error, place in zip(self.checked.errors, places, strict=True) if place == own)

    @cached_property
    def checked(self) -> CheckedVersion:
        """The whole draft with its errors."""
        return check_version(self.draft)

    @cached_property
    def outdated(self) -> tuple[str, ...]:
        """The questions of a translation that it lacks, or whose source was changed since."""
        if self.is_source:
            return ()
        return outdated_in_quiz(self.quiz, self.source.quiz, question_matches(self.draft.section))


def used_names(draft: Version) -> UsedNames:
    """The ids of questions and the letters of answers that the section has ever had."""
    letters: dict[str, frozenset[str]] = {}
    editions = Edition.objects.filter(version__section=draft.section).only("language", "quiz", "quiz_digest")
    quizzes = [quiz_of(edition) for edition in editions] + [DraftQuiz(draft, language).quiz for language in LANGUAGES]
    for question in (question for quiz in quizzes for question in quiz.questions):
        own = {option.id for option in question.options}
        letters[question.id] = letters.get(question.id, frozenset()) | own
    published = {id_ for quiz in quizzes[: -len(LANGUAGES)] for id_ in (q.id for q in quiz.questions)}
    return UsedNames(frozenset(letters), {id_: used for id_, used in letters.items() if id_ in published})
