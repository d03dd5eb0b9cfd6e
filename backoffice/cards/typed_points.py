"""One language of a draft's text as cards: as it is stored, as a browser posts it, and after what a button does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict

from backoffice.cards.point_form import MOST_CARDS, CardAction, TooManyPoints, edited, posted_cards
from backoffice.cards.translated_points import for_translation, source_cards
from handbook.history import section_history
from handbook.models import Version
from markup.section.cards import PointCard, point_cards, settled, write_cards
from markup.slugs import is_law_id
from people.admin_permissions import is_key


@dataclass(frozen=True, slots=True)
class TypedPoints:
    """One language of a draft's text, as stored or as typed. `laws` are those that no point names."""

    language: str
    is_source: bool
    revision: int
    title: str
    message: str
    laws: tuple[str, ...]
    cards: tuple[PointCard, ...]
    untouched: str | None = None
    """The text as it is stored, if its cards are as they were."""

    def columns(self) -> dict[str, str]:
        """The version's columns."""
        written = [card for card in self.cards if self.is_source or not card.is_empty]
        text = self.untouched
        columns = {
            f"title_{self.language}": self.title,
            f"message_{self.language}": self.message,
            f"source_{self.language}": write_cards(written, is_source=self.is_source) if text is None else text,
        }
        return columns | ({"laws": ", ".join(self.laws)} if self.is_source else {})


def stored_points(draft: Version, language: str) -> TypedPoints:
    source_language = draft.section.handbook.source_language
    cards = with_keys(point_cards(draft.text("source", language)))
    if language != source_language:
        cards = for_translation(source_cards(draft), cards)
    return TypedPoints(
        language,
        language == source_language,
        draft.revision,
        draft.text("title", language),
        draft.text("message", language),
        tuple(law.strip() for law in draft.laws.split(",") if law.strip()),
        tuple(cards),
    )


def with_keys(cards: Iterable[PointCard]) -> list[PointCard]:
    """The cards, and where somebody still has to say which point a block is, a key that is no id: `b1`, `b2` …"""
    return [card if card.key else replace(card, key=f"b{place}") for place, card in enumerate(cards, start=1)]


def posted_points(draft: Version, language: str, data: QueryDict) -> TypedPoints:
    """The points as a browser posted them. Of a translation the source decides which there are, and in which order."""
    stored = stored_points(draft, language)
    cards = posted_cards(data, stored.cards)
    revision = data.get("revision", "")
    return TypedPoints(
        language,
        stored.is_source,
        int(revision) if is_key(revision) else 0,
        data.get("title", stored.title).replace("\x00", ""),
        data.get("message", stored.message).replace("\x00", ""),
        tuple(sorted(filter(is_law_id, data.getlist("laws")), key=lambda law: int(law[1:]))),
        tuple(cards if stored.is_source else for_translation(list(stored.cards), cards)),
    )


@dataclass(frozen=True, slots=True)
class EditedPoints:
    typed: TypedPoints
    focus: str = ""
    """The id of the card that the button was about; empty: none."""
    dealt: Mapping[str, str] = field(default_factory=dict)
    """The id of each posted card, by the key it was posted with."""

    @property
    def has_parted(self) -> bool:
        """Whether a posted card of several blocks has become several cards."""
        return "" in self.dealt  # only the other parts of a card have no key


def require_room(draft: Version, typed: TypedPoints) -> None:
    """Raises TooManyPoints. A section that has more already may keep as many."""
    if len(typed.cards) > max(MOST_CARDS, len(point_cards(draft.text("source", typed.language)))):
        raise TooManyPoints


def edited_points(draft: Version, typed: TypedPoints, action: CardAction) -> EditedPoints:
    """The points after the edit that a card's button asks for. Cards of several blocks become several."""
    if not typed.is_source:
        return EditedPoints(typed)
    text = draft.text("source", typed.language)
    stored = point_cards(text)
    published = section_history(draft.section).clause_ids
    after = edited(
        typed.cards,
        action,
        section=draft.section.slug,
        used={*published, *(card.key for card in stored)},
        before={card.key: card.text for card in stored if card.key},
        published=published,
    )
    posted = settled(typed.cards, {})
    has_empty = any(card.is_empty for card in posted)  # which goes when its draft is saved
    is_untouched = not action.verb and not has_empty and posted == settled(with_keys(stored), {})
    kept = replace(typed, cards=tuple(after.cards), untouched=text if is_untouched else None)
    return EditedPoints(kept, after.focus, after.dealt)
