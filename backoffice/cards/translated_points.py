"""The cards of a translation: those of the source, with the translation's words, and what they were made from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.history import section_history
from handbook.models import Version
from handbook.versions.build import current_clauses
from handbook.versions.validation import parse_version
from markup.section.cards import PointCard, point_cards, settled, write_cards
from markup.section.digests import SHORT_DIGEST_LENGTH, section_words_digest, words_digest
from markup.section.types import MESSAGE, TITLE, SourceText

if TYPE_CHECKING:
    from backoffice.cards.typed_points import TypedPoints


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


def with_source_marks(draft: Version, typed: "TypedPoints", *, ticked: Collection[str]) -> dict[str, str]:
    """The columns that say what the translation was made from. A text that was empty, or that somebody ticks as matching,
    was made from the source as it is now. Empty for the source, and where nothing was made now.

    Title and key message have no mark of their own: that of the whole text is theirs, and points that are outdated then
    carry marks.
    """
    if typed.is_source:
        return {}
    language, source_language = typed.language, draft.section.handbook.source_language
    source = parse_version(draft, draft.section.slug, source_language, {source_language})[0][source_language]
    made_now = texts_made_now(draft, typed, ticked)
    if not made_now:
        return {}
    current = current_points(draft, language) | made_now
    written = [card for card in typed.cards if not card.is_empty]
    name = section_words_digest(source)[:SHORT_DIGEST_LENGTH]
    if {TITLE, MESSAGE, *(clause.id for clause in source.clauses if clause.id)} <= current:
        unmarked = [replace(card, made_from=None) for card in written]
        return {f"source_{language}": write_cards(unmarked, is_source=False), f"made_from_{language}": name}
    marks = _marks(source, current)
    former = draft.text("made_from", language) or None
    marked = [replace(card, made_from=marks.get(card.key, card.made_from or former)) for card in written]
    columns = {f"source_{language}": write_cards(marked, is_source=False)}
    head = {field for field, text in ((TITLE, typed.title), (MESSAGE, typed.message)) if text.strip()}
    if head <= current and all(card.made_from for card in marked):
        columns[f"made_from_{language}"] = name
    return columns


def texts_made_now(draft: Version, typed: "TypedPoints", ticked: Collection[str]) -> frozenset[str]:
    """The points, title and key message among them, that got their first words or are ticked as matching."""
    language = typed.language
    had_words = {card.key for card in point_cards(draft.text("source", language)) if not card.is_empty}
    had_words |= {field for field in (TITLE, MESSAGE) if draft.text(field, language).strip()}
    texts: Mapping[str, str] = {
        TITLE: typed.title,
        MESSAGE: typed.message,
        **{card.key: f"{card.heading}{card.text}" for card in typed.cards},
    }
    return frozenset(key for key, text in texts.items() if text.strip() and (key in ticked or key not in had_words))


def _marks(source: SourceText, keys: Collection[str]) -> dict[str, str]:
    return {
        clause.id: words_digest(clause)[:SHORT_DIGEST_LENGTH]
        for clause in source.clauses
        if clause.id and clause.id in keys
    }
