"""The errors of a draft in the words of its cards, each with the address of the card on which it is corrected."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from backoffice.cards.card_rows import head_message, key_at, lines_of_cards, named_by_numbers, point_sentence
from backoffice.cards.draft_quiz import DraftQuiz
from backoffice.cards.point_names import names_in_sentences, point_names
from backoffice.cards.question_errors import about_quiz, card_errors
from backoffice.texts.drafts import redirect_to_draft
from backoffice.texts.located_errors import LABELS, LocatedError, located
from handbook.models import Version
from handbook.versions.validation import CheckedVersion
from markup.errors import TextError
from markup.section.cards import fits_cards


@dataclass(frozen=True, slots=True)
class DraftError:
    """An error or a warning: the card it is about, what is wrong there, and the address of the field."""

    label: str
    sentence: str
    address: str
    language: str = ""
    """Of the words that have it; empty: the handbook has one language."""

    @property
    def language_name(self) -> str:
        return str(get_language_info(self.language)["name_local"]).capitalize()


def draft_errors(draft: Version, checked: CheckedVersion, errors: Iterable[TextError]) -> list[DraftError]:
    """Return each different error once, those of the source first. Where cards cannot show the text, it is the message with
    its line, and leads to the text as it was written."""
    handbook = draft.section.handbook
    shown: dict[DraftError, None] = {}
    in_parts = groupby(located(errors, handbook.source_language), key=lambda error: (error.language, _is_quiz(error)))
    for (language, is_quiz), own in in_parts:
        in_cards = _in_questions if is_quiz else _in_points
        tag = language if len(handbook.languages) > 1 else ""
        for label, sentence, page in in_cards(draft, checked, language, list(own)):
            shown[DraftError(label, sentence, page, tag)] = None
    return list(shown)


def _is_quiz(error: LocatedError) -> bool:
    return error.field == "quiz"


_Words = Iterator[tuple[str, str, str]]
"""The label, the sentence and the address of each error."""


def _in_points(draft: Version, checked: CheckedVersion, language: str, errors: Sequence[LocatedError]) -> _Words:
    languages = {language, draft.section.handbook.source_language}
    if not all(fits_cards(draft.text("source", code)) for code in languages):
        yield from _as_written(draft, errors)
        return
    page = redirect_to_draft(draft.pk, language).url
    lines, names = lines_of_cards(draft.text("source", language)), point_names(draft, checked, language)
    in_sentences = names_in_sentences(draft, checked, language)
    for error in errors:
        if error.field != "source":
            yield error.label, head_message(error.error), f"{page}#id_{error.field}"
            continue
        key = key_at(lines, error.error)
        sentence = named_by_numbers(point_sentence(error.error), in_sentences)
        yield names.get(key, error.label), sentence, f"{page}#card-{key}" if key else page


def _in_questions(draft: Version, checked: CheckedVersion, language: str, errors: Sequence[LocatedError]) -> _Words:
    quiz = DraftQuiz(draft, language)
    if quiz.unreadable_language:
        yield from _as_written(draft, errors)
        return
    page, cards = redirect_to_draft(draft.pk, language, "questions").url, quiz.cards_on_page
    labels = {card.key: _("Question %(number)s") % {"number": number} for number, card in enumerate(cards, start=1)}
    own = [error.error for error in errors]
    for error in card_errors(own, quiz.quiz, cards):
        if error.key in labels:
            yield labels[error.key], error.sentence, f"{page}#{error.anchor}"
    names = names_in_sentences(draft, checked, language) | labels
    for sentence in about_quiz(own, quiz.quiz):
        yield str(LABELS["quiz"]), named_by_numbers(sentence, names), page


def _as_written(draft: Version, errors: Iterable[LocatedError]) -> _Words:
    for error in errors:
        page = redirect_to_draft(draft.pk, error.language, "markdown").url
        yield error.label, error.message, f"{page}#id_{error.field}"
