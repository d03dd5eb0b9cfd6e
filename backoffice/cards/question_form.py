"""The fields of the question cards as a browser posts them, and what the buttons of a card do.

The order of the cards is that of the repeated field `card`, which holds the key of each. Every other field of a card is
called by its name and the key, those of an answer also by its letter: `legend-board`, `why-board-a`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from django.http import QueryDict

from markup.quiz.cards import OptionCard, QuestionCard, blank_card, free_letter, free_question_id, words_of
from markup.quiz.types import FEWEST_OPTIONS, MOST_OPTIONS
from markup.section.clause_markers import natural_order
from markup.slugs import has_question_id_form, is_clause_id, is_misconception_id

MOST_FIELDS = 2_000
"""The form is not let grow beyond so many fields."""
MOST_FIELDS_SHOWN = 3_800
"""A quiz with more is not shown as cards: Django refuses more than `DATA_UPLOAD_MAX_NUMBER_FIELDS`, with all that was typed."""
FIELDS_OF_CARD, FIELDS_OF_OPTION = 4, 7
"""Besides the ticked points."""
Side = Literal["careless", "cautious"]
_LETTER = re.compile("[a-z]")


@dataclass(frozen=True, slots=True)
class NewMisconception:
    """A misconception that is typed beside an answer, for the list of the handbook."""

    question: str
    option: str
    text: str
    side: Side


@dataclass(frozen=True, slots=True)
class QuestionAction:
    """What a button asks for: a verb, and the keys of its card and its answer; empty: none."""

    verb: str = ""
    key: str = ""
    letter: str = ""

    @classmethod
    def of(cls, action: str) -> "QuestionAction":
        verb, colon, keys = action.partition(":")
        key, _colon, letter = keys.partition(":")
        return cls(verb, key, letter) if colon and verb in _VERBS else cls()


@dataclass(frozen=True, slots=True)
class EditedCards:
    """The cards after a button, and the card where the page opens; empty: at its top."""

    cards: tuple[QuestionCard, ...]
    focus: str = ""
    is_full: bool = False
    """Whether the button would have made the form too large, so that it did nothing."""


@dataclass(frozen=True, slots=True)
class UsedNames:
    """The names that a new question or answer may not have, since they have been used before."""

    questions: frozenset[str]
    letters: Mapping[str, frozenset[str]]
    """By question."""


def typed(data: Mapping[str, object], name: str) -> str:
    """Return a posted text, without the character that no database takes."""
    return str(data.get(name, "")).replace("\x00", "")


def posted_cards(data: QueryDict) -> tuple[QuestionCard, ...]:
    """Return the cards that a browser posted, in their order."""
    keys = dict.fromkeys(data.getlist("card"))
    return tuple(_posted_card(data, key) for key in keys if has_question_id_form(key))


def _posted_card(data: QueryDict, key: str) -> QuestionCard:
    letters = [letter for letter in dict.fromkeys(data.getlist(f"option-{key}")) if _LETTER.fullmatch(letter)]
    return QuestionCard(
        key,
        typed(data, f"situation-{key}"),
        typed(data, f"legend-{key}"),
        tuple(_posted_option(data, key, letter) for letter in letters),
        "leaders" if f"leaders-{key}" in data else "everyone",
        tuple(sorted({*filter(is_clause_id, data.getlist(f"point-{key}"))}, key=natural_order)),
    )


def _posted_option(data: QueryDict, key: str, letter: str) -> OptionCard:
    name = f"{key}-{letter}"
    misconception = typed(data, f"thinks-{name}")
    return OptionCard(
        letter,
        typed(data, f"text-{name}"),
        typed(data, f"why-{name}"),
        letter in data.getlist(f"right-{key}"),
        misconception if is_misconception_id(misconception) else "",
    )


def new_misconceptions(data: QueryDict, cards: Sequence[QuestionCard]) -> list[NewMisconception]:
    """Return the misconceptions that are typed beside wrong answers."""
    return [
        NewMisconception(card.key, option.key, words, "cautious" if side == "cautious" else "careless")
        for card in cards
        for option in card.options
        if not option.is_right
        for words in [words_of(typed(data, f"new-{card.key}-{option.key}"))]
        for side in [typed(data, f"side-{card.key}-{option.key}")]
        if words
    ]


def with_misconceptions(
    cards: Sequence[QuestionCard], named: Mapping[tuple[str, str], str]
) -> tuple[QuestionCard, ...]:
    """Return the cards with these misconceptions at their answers, by the keys of both."""
    return tuple(
        replace(
            card,
            options=tuple(
                replace(option, misconception=named.get((card.key, option.key), option.misconception))
                for option in card.options
            ),
        )
        for card in cards
    )


def count_fields(cards: Sequence[QuestionCard]) -> int:
    """Return the number of fields that the form of these cards posts at most."""
    return sum(FIELDS_OF_CARD + FIELDS_OF_OPTION * len(card.options) + len(card.tests) for card in cards)


def edited(cards: Sequence[QuestionCard], action: QuestionAction, used: UsedNames) -> EditedCards:
    """Return the cards after a button. Without one, or with one whose card is gone, they stay as they are."""
    index = next((at for at, card in enumerate(cards) if card.key == action.key), None)
    if not action.verb or (index is None and action.verb != "add"):
        return EditedCards(tuple(cards))
    changed = _VERBS[action.verb]([*cards], len(cards) - 1 if index is None else index, action, used)
    if count_fields(changed.cards) > max(MOST_FIELDS, count_fields(cards)):
        return EditedCards(tuple(cards), action.key, is_full=True)
    return changed


def _added(cards: list[QuestionCard], index: int, _action: QuestionAction, used: UsedNames) -> EditedCards:
    """With an empty card below the last one."""
    key = free_question_id(used.questions | {card.key for card in cards})
    return EditedCards((*cards, blank_card(key)), key)


def _copied(cards: list[QuestionCard], index: int, _action: QuestionAction, used: UsedNames) -> EditedCards:
    key = free_question_id(used.questions | {card.key for card in cards})
    return EditedCards((*cards[: index + 1], replace(cards[index], key=key), *cards[index + 1 :]), key)


def _raised(cards: list[QuestionCard], index: int, action: QuestionAction, _used: UsedNames) -> EditedCards:
    return _moved(cards, index, max(index - 1, 0))


def _lowered(cards: list[QuestionCard], index: int, action: QuestionAction, _used: UsedNames) -> EditedCards:
    return _moved(cards, index, index + 1)


def _moved(cards: list[QuestionCard], index: int, to: int) -> EditedCards:
    card = cards.pop(index)
    cards.insert(to, card)
    return EditedCards(tuple(cards), card.key)


def _removed(cards: list[QuestionCard], index: int, _action: QuestionAction, _used: UsedNames) -> EditedCards:
    del cards[index]
    return EditedCards(tuple(cards), cards[min(index, len(cards) - 1)].key if cards else "")


def _with_option(cards: list[QuestionCard], index: int, _action: QuestionAction, used: UsedNames) -> EditedCards:
    card = cards[index]
    taken = used.letters.get(card.key, frozenset()) | {option.key for option in card.options}
    letter = free_letter(taken)
    if letter and len(card.options) < MOST_OPTIONS:
        cards[index] = replace(card, options=(*card.options, OptionCard(letter)))
    return EditedCards(tuple(cards), card.key)


def _without_option(cards: list[QuestionCard], index: int, action: QuestionAction, _used: UsedNames) -> EditedCards:
    card = cards[index]
    if len(card.options) > FEWEST_OPTIONS:
        options = tuple(option for option in card.options if option.key != action.letter)
        cards[index] = replace(card, options=options)
    return EditedCards(tuple(cards), card.key)


_VERBS: Mapping[str, Callable[[list[QuestionCard], int, QuestionAction, UsedNames], EditedCards]] = {
    "add": _added,
    "copy": _copied,
    "up": _raised,
    "down": _lowered,
    "remove": _removed,
    "add-answer": _with_option,
    "remove-answer": _without_option,
}
