"""What the authors of a draft have changed since it was sent back to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language_info

from backoffice.texts.forms import FIELDS, DraftForm
from handbook.models import Version
from markup.diff.paragraphs import MarkedText, changed_paragraphs
from markup.quiz.cards import QuestionCard, are_cards_enough, question_cards
from markup.quiz.parser import parse_quiz_body
from markup.section.cards import fits_cards, point_cards


@dataclass(frozen=True, slots=True)
class MendedText:
    """A text of a draft in one language that says something else since the draft was sent back."""

    label: Any
    language: str
    language_name: str
    changes: Sequence[MarkedText]


def mended_since_sent_back(draft: Version) -> list[MendedText]:
    """What has changed since the draft was last sent back; nothing if it never was."""
    sent_back = draft.sent_back.last()
    if sent_back is None:
        return []
    return [
        MendedText(
            DraftForm.base_fields[field].label,
            language,
            get_language_info(language)["name_local"],
            changed_paragraphs(*(words_alone(field, text, language, draft) for text in (before, now))),
        )
        for language in draft.section.handbook.languages
        for field in FIELDS
        if (before := sent_back.texts.get(f"{field}_{language}", "")) != (now := draft.text(field, language))
    ]


def words_alone(field: str, text: str, language: str, draft: Version) -> str:
    """A text as cards show it, without ids, letters and marks, a blank line between its paragraphs; as it was written where
    cards cannot show it."""
    if field == "source" and fits_cards(text):
        return "\n\n".join("\n".join(filter(None, [card.heading, card.text])) for card in point_cards(text))
    if field == "quiz":
        section, source_language = draft.section, draft.section.handbook.source_language
        quiz = parse_quiz_body(text, language=language, source_language=source_language, section=section.slug)
        if are_cards_enough(quiz.errors):
            cards = question_cards(quiz.value, is_source=language == source_language)
            return "\n\n".join(paragraph for card in cards for paragraph in _paragraphs(card))
    return text


def _paragraphs(card: QuestionCard) -> list[str]:
    answers = [paragraph for option in card.options for paragraph in (option.text, option.why)]
    return list(filter(None, [card.situation, card.legend, *answers]))
