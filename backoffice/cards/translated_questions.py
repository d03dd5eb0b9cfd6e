"""The cards of a translated quiz: those of the source, with the words of the translation on them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from markup.quiz.cards import OptionCard, QuestionCard


def by_key(cards: Sequence[QuestionCard]) -> dict[str, QuestionCard]:
    return {card.key: card for card in cards}


def beside_source(source: Sequence[QuestionCard], words: Sequence[QuestionCard]) -> tuple[QuestionCard, ...]:
    """Return a card for each question of the source, with its answers and ticks, and these words; without any: an empty
    one."""
    translated = by_key(words)
    return tuple(_beside(card, translated.get(card.key, QuestionCard(card.key))) for card in source)


def _beside(card: QuestionCard, words: QuestionCard) -> QuestionCard:
    options = tuple(
        replace(words.option(option.key) or OptionCard(option.key), is_right=option.is_right, misconception="")
        for option in card.options
    )
    return QuestionCard(card.key, words.situation, words.legend, options, made_from=words.made_from)


def with_marks(
    cards: Sequence[QuestionCard], stored: Sequence[QuestionCard], compared: Mapping[str, str]
) -> tuple[QuestionCard, ...]:
    """Return the cards with words on them, each with the digest of the source that it was made from: as it is stored, or
    this one if somebody has compared it, by question."""
    before = by_key(stored)
    return tuple(
        replace(card, made_from=compared.get(card.key) or (before[card.key].made_from if card.key in before else None))
        for card in cards
        if not card.is_blank
    )


def following(
    translation: Sequence[QuestionCard], before: Sequence[QuestionCard], after: Sequence[QuestionCard]
) -> tuple[QuestionCard, ...]:
    """Return the cards of a translation without the questions and answers that the source has lost, and with its ticks
    where they were changed. `before` and `after` are the cards of the source."""
    was, now = by_key(before), by_key(after)
    kept = (card for card in translation if card.key in now or card.key not in was)
    return tuple(
        _following(card, was[card.key], now[card.key]) if card.key in was and card.key in now else card for card in kept
    )


def _following(card: QuestionCard, was: QuestionCard, now: QuestionCard) -> QuestionCard:
    gone = {option.key for option in was.options} - {option.key for option in now.options}
    options = tuple(option for option in card.options if option.key not in gone)
    if was.right != now.right:
        options = tuple(replace(option, is_right=option.key in now.right) for option in options)
    return replace(card, options=options)
