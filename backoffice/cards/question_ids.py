"""Which question of the version before a card is, where that is not certain: asked at the card, in words without codes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from handbook.models import Version
from handbook.versions.clause_id_prompts import open_quiz_prompts
from markup.clause_ids.prompts import LEAVE_AS_IT_IS, preselected
from markup.clause_ids.proposals import Found, OtherText, Swapped
from markup.quiz.id_prompts import QuizIdPrompt


@dataclass(frozen=True, slots=True)
class CardQuestion:
    """What HR is asked about a card, or an answer on it, with the answers to choose from."""

    key: str
    letter: str
    """Empty: it is about the card."""
    field: str
    sentence: str
    choices: Sequence[tuple[str, str]]
    """Each with its value and label."""
    chosen: str


def card_questions(draft: Version, language: str) -> list[CardQuestion]:
    """The open questions about the cards of a stored draft."""
    return [
        CardQuestion(
            prompt.question.id,
            prompt.option.id if prompt.option else "",
            field,
            _sentence(prompt),
            [(choice.value, _label(prompt, choice.value)) for choice in prompt.choices],
            preselected(prompt.proposal),
        )
        for field, prompt in open_quiz_prompts(draft, language)
    ]


def _sentence(prompt: QuizIdPrompt) -> str:
    match prompt.proposal, prompt.option:
        case Swapped(), None:
            return _("This question and another one have changed words. Have they changed places?")
        case Swapped(), _option:
            return _("This answer and another one have changed words. Have they changed places?")
        case Found(), None:
            return _("An earlier question had these words, or nearly. Is it that one?")
        case Found(), _option:
            return _("An earlier answer had these words, or nearly. Is it that one?")
        case OtherText(), _option:
            return _("The words are quite different from before. Is it the same question?")
    return _("This was another question in an earlier version.")


def _label(prompt: QuizIdPrompt, value: str) -> str:
    if isinstance(prompt.proposal, Swapped):
        return _("No, leave them as they are") if value == LEAVE_AS_IT_IS else _("Yes, they have changed places")
    if isinstance(prompt.proposal, OtherText):
        return _("The same question, rewritten") if value == LEAVE_AS_IT_IS else _("A new question")
    if isinstance(prompt.proposal, Found):
        is_earlier = value == prompt.proposal.id
        if prompt.option:
            return _("Yes, the earlier answer") if is_earlier else _("No, a new one")
        return _("Yes, the earlier question") if is_earlier else _("No, a new question")
    return _("A new question")
