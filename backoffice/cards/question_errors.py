"""The errors and warnings of a quiz at the fields of its cards, in words without ids, letters and lines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from markup.error_messages import message
from markup.errors import Notes, TextError
from markup.quiz.cards import QuestionCard
from markup.quiz.hints import FormHint, form_hints
from markup.quiz.types import Option, Question, QuizText
from markup.section.blocks import check_no_block
from markup.section.inline import check_inline

CardFieldName = Literal["situation", "legend", "options", "text", "why", "thinks", "points", "leaders"]
_GAP = _("Not finished: write the question and its answers, tick what is right, and tick the points it is about.")
_SENTENCES: Mapping[str, tuple[CardFieldName, object]] = {
    "legend-missing": ("legend", _("Write the question.")),
    "legend-long": ("legend", _("The question has more than 12 words. Move the story to the situation.")),
    "tests-missing": ("points", _("Tick the points that the question is about.")),
    "clause-unknown": ("points", _("A point that is ticked is no longer in the text. Take the tick away.")),
    "clause-elsewhere": (
        "points",
        _("A point that is ticked is in another section now. Take the tick away, and tick one of this section."),
    ),
    "audience-mismatch": (
        "leaders",
        _("The question is about a point for managers. Tick “only managers are asked”, or choose another point."),
    ),
    "option-empty": ("text", _("Write the answer, or remove it.")),
    "options-alike": ("text", _("Another answer has the same words. Write something else in one of them.")),
    "option-refers": (
        "text",
        _("The answer speaks of other answers, but readers see them in any order. Write the answer itself."),
    ),
    "why-missing": ("why", _("Write why the answer is right or wrong. Readers see it when they have answered.")),
    "misconception-on-right": ("thinks", _("A right answer has no misconception. It goes away when you save.")),
    "misconception-unknown": ("thinks", _("The misconception is no longer in the list. Choose another one, or none.")),
    "option-count": ("options", _("A question has two to six answers.")),
    "right-missing": ("options", _("Tick the answer that is right.")),
    "right-count": ("options", _("More or fewer answers are right than are to be chosen. Saving corrects it.")),
    "options-differ": (
        "options",
        _("The source has other answers than when this was translated. Write what is missing, and save."),
    ),
    "right-differs": (
        "options",
        _("Other answers are right in the source than when this was translated. Compare them, and save."),
    ),
}
MENDED_BY_SAVING = frozenset({"right-count", "misconception-on-right", "question-extra", "right-differs"})
"""Errors that go away when the cards are written down, although nobody changed a word."""
_ABOUT_QUIZ = frozenset(
    {"no-questions", "section-without-questions", "clause-untested", "question-extra", "question-untranslated"}
)
"""The page says these beside the cards, or at those that are empty."""
_HINTS: Mapping[FormHint, object] = {
    FormHint.LONGER: _(
        "The right answer is much longer than the others, so it can be guessed. Shorten it, or say more in the others."
    ),
    FormHint.ABSOLUTES: _(
        "All wrong answers have words such as “always” or “must”, and no right one has, so it can be guessed."
    ),
    FormHint.REASONS: _(
        "Some answers give a reason and others do not, which helps to guess. Give all of them one, or none."
    ),
}


@dataclass(frozen=True, slots=True)
class CardError:
    """An error or a warning at a field of a card, or of an answer on it."""

    key: str
    letter: str
    """Empty: it is no field of an answer."""
    field: CardFieldName
    sentence: str
    is_error: bool

    @property
    def anchor(self) -> str:
        """The id of the field on the page."""
        prefix = {"options": "options", "points": "points"}.get(self.field, f"id_{self.field}")
        return "-".join(filter(None, (prefix, self.key, self.letter)))


def card_errors(errors: Iterable[TextError], quiz: QuizText, cards: Sequence[QuestionCard]) -> list[CardError]:
    """Return the errors of a quiz at its cards, each once. A card on which nothing is written yet has one."""
    blank = {card.key for card in cards if card.is_blank}
    located: dict[CardError, None] = {}
    for error in errors:
        question = next((q for q in reversed(quiz.questions) if q.line <= error.line), None)
        if question is None or error.code in _ABOUT_QUIZ:
            continue
        if question.id in blank and error.is_error:
            located[CardError(question.id, "", "legend", str(_GAP), is_error=True)] = None
        elif question.id not in blank:
            located[_at_field(error, question)] = None
    return list(located)


def about_quiz(errors: Iterable[TextError], quiz: QuizText) -> Iterator[str]:
    """What is said of a quiz at none of its cards; ids are still in it."""
    for error in errors:
        if error.code == "question-extra":
            yield str(_("There is a question that the source no longer has. It goes away when you save the questions."))
        elif error.code == "source-missing":
            yield str(_("Nobody has compared this translation with the source yet."))
        elif error.code in _ABOUT_QUIZ or not any(question.line <= error.line for question in quiz.questions):
            yield message(error)


def form_warnings(cards: Sequence[QuestionCard], language: str) -> Iterator[CardError]:
    """A warning for each card whose answers give the right one away by their form."""
    for card in cards:
        right, wrong = ([option.text for option in card.options if option.is_right is side] for side in (True, False))
        for hint in form_hints(right=right, wrong=wrong, language=language):
            yield CardError(card.key, "", "options", str(_HINTS[hint]), is_error=False)


def _at_field(error: TextError, question: Question) -> CardError:
    option = next((option for option in question.options if option.line == error.line), None)
    field, sentence = _SENTENCES.get(error.code) or (_field_of_words(error, question, option), message(error))
    letter = option.id if option and field in ("text", "why", "thinks") else ""
    return CardError(question.id, letter, field, str(sentence), error.is_error)


def _field_of_words(error: TextError, question: Question, option: Option | None) -> CardFieldName:
    """The field whose words have this error."""
    if option:
        return "why" if _has(option.why, error) and not _has(option.text, error) else "text"
    return "situation" if any(_has(paragraph, error) for paragraph in question.situation) else "legend"


def _has(text: str, error: TextError) -> bool:
    notes = Notes(error.place)
    check_inline(text, error.line, notes)
    check_no_block(text, error.line, notes, is_first=True)
    return any((note.code, note.values) == (error.code, error.values) for note in notes.errors)
