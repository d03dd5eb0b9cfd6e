"""The cards of a translation: those of the source, with the translation's words, and what they were made from."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.http import QueryDict

from handbook.history import section_history
from handbook.models import Version
from handbook.versions.build import current_clauses
from handbook.versions.validation import parse_version
from markup.section.cards import PointCard, point_cards, settled, write_cards
from markup.section.digests import SHORT_DIGEST_LENGTH, section_words_digest, words_digest
from markup.section.types import MESSAGE, TITLE, SourceText


def source_cards(draft: Version) -> list[PointCard]:
    return [card for card in point_cards(draft.text("source", draft.section.handbook.source_language)) if card.key]


def for_translation(source: Sequence[PointCard], translation: Sequence[PointCard]) -> list[PointCard]:
    """Return a card for each of the source's, in its order, with the words that the translation has for it.

    A translation adds no points: paragraphs that an empty line parts are one.
    """
    words = {card.key: card for card in translation}
    cards = [replace(words.get(card.key, replace(card, text="", heading="")), key=card.key) for card in source]
    return [
        replace(
            card,
            kind=original.kind,
            audience=original.audience,
            laws=original.laws,
            illustrates=original.illustrates,
            place=original.place,
            made_from=words[card.key].made_from if card.key in words else None,
            text=_in_one(replace(card, kind=original.kind)),
        )
        for card, original in zip(cards, source, strict=True)
    ]


def _in_one(card: PointCard) -> str:
    return "\n".join(part.text for part in settled([card], {}))


def current_points(draft: Version, language: str) -> frozenset[str]:
    """The points whose stored translation matches the source as it is now, title and key message among them."""
    source_language = draft.section.handbook.source_language
    texts = parse_version(draft, draft.section.slug, source_language, {language, source_language})[0]
    if language not in texts:
        return frozenset()
    return current_clauses(texts[language], texts[source_language], section_history(draft.section))


def with_source_marks(draft: Version, language: str, cards: Sequence[PointCard], data: QueryDict) -> dict[str, str]:
    """The columns that say what the translation was made from: a point that was empty, or that somebody ticks as matching,
    was made from the source as it is now. Empty for the source."""
    source_language = draft.section.handbook.source_language
    if language == source_language:
        return {}
    source = parse_version(draft, draft.section.slug, source_language, {source_language})[0][source_language]
    made_now = points_made_now(draft, language, cards, data)
    current = current_points(draft, language) | made_now
    if not made_now:
        return {}
    is_whole = {TITLE, MESSAGE, *(clause.id for clause in source.clauses if clause.id)} <= current
    if is_whole:
        unmarked = [replace(card, made_from=None) for card in cards if not card.is_empty]
        name = section_words_digest(source)[:SHORT_DIGEST_LENGTH]
        return {f"source_{language}": write_cards(unmarked, is_source=False), f"made_from_{language}": name}
    marks = _marks(source, made_now)
    marked = [replace(card, made_from=marks.get(card.key, card.made_from)) for card in cards if not card.is_empty]
    return {f"source_{language}": write_cards(marked, is_source=False)}


def points_made_now(draft: Version, language: str, cards: Sequence[PointCard], data: QueryDict) -> frozenset[str]:
    """The points that got their first words, or are ticked as matching."""
    had_words = {card.key for card in point_cards(draft.text("source", language)) if not card.is_empty}
    texts: Mapping[str, str] = {
        TITLE: data.get("title", ""),
        MESSAGE: data.get("message", ""),
        **{card.key: f"{card.heading}{card.text}" for card in cards},
    }
    had_words |= {field for field in (TITLE, MESSAGE) if draft.text(field, language).strip()}
    ticked = {*data.getlist("matches")}
    return frozenset(key for key, text in texts.items() if text.strip() and (key in ticked or key not in had_words))


def _marks(source: SourceText, keys: frozenset[str]) -> dict[str, str]:
    return {
        clause.id: words_digest(clause)[:SHORT_DIGEST_LENGTH]
        for clause in source.clauses
        if clause.id and clause.id in keys
    }
