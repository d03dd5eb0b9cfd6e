"""The fields of the point cards as a browser posts them, and what the buttons of a card do.

The order of the cards is that of the repeated field `card`, which holds the key of each. Every other field of a card is
called by its name and the key, such as `text-roles-3`. A new card has a key that is no clause id, such as `n1`.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from markup.clause_ids.marker_lines import highest_number
from markup.section.cards import KINDS, PLACES, CardKind, HeadingPlace, PointCard, settled
from markup.section.clause_markers import natural_order
from markup.slugs import is_clause_id, is_law_id, stem_of_ids
from records.refusal import Refusal

MOST_CARDS = 160
"""A section is not let grow beyond this: nobody reads a longer one, and the form has six fields for a card."""


_Rank = Callable[[PointCard], tuple[bool, bool, bool]]


class TooManyPoints(Refusal):
    """The section would grow beyond `MOST_CARDS`, or beyond what is stored if that is more."""

    sentence = _("A section has at most %(n)s points. Part it into two sections. Nothing was saved.")

    def values(self) -> Mapping[str, object]:
        return {"n": MOST_CARDS}


@dataclass(frozen=True, slots=True)
class CardAction:
    """What a button asks for: a verb (add, up, down, join, remove) and the key of its card; the verb may be empty."""

    verb: str
    key: str

    @classmethod
    def of(cls, action: str) -> "CardAction":
        verb, colon, key = action.partition(":")
        return cls(verb, key) if colon and verb in {*_VERBS, _JOIN} else cls("", "")


@dataclass(frozen=True, slots=True)
class PointEdit:
    """The cards after an edit."""

    cards: Sequence[PointCard]
    focus: str
    """The id of the card that the button was about; empty: none."""
    dealt: Mapping[str, str]
    """The id of each posted card, by the key it was posted with."""


def posted_cards(data: QueryDict, stored: Iterable[PointCard]) -> list[PointCard]:
    """Return the cards that a browser posted. What no field holds is as in the stored card with that key."""
    known = {card.key: card for card in stored if card.key}
    keys = dict.fromkeys(data.getlist("card"))
    return [_posted_card(data, key, known.get(key, PointCard(key, "guideline", ""))) for key in keys]


def _posted_card(data: QueryDict, key: str, stored: PointCard) -> PointCard:
    def typed(field: str, otherwise: str) -> str:
        return str(data.get(f"{field}-{key}", otherwise)).replace("\x00", "")

    posted_kind = typed("kind", stored.kind)
    kind: CardKind = next((kind for kind in KINDS if kind == posted_kind), stored.kind)
    posted_place = typed("place", stored.place)
    place: HeadingPlace = next((place for place in PLACES if place == posted_place), stored.place)
    if kind == "example" and not stored.heading:
        place = "in-3"
    return replace(
        stored,
        kind=kind,
        text=typed("text", stored.text),
        heading=typed("heading", stored.heading),
        place=place,
        audience="leaders" if f"leaders-{key}" in data else "everyone",
        laws=tuple(sorted(filter(is_law_id, data.getlist(f"law-{key}")), key=lambda law: int(law[1:]))),
        illustrates=_illustrated(data, key, stored, kind),
    )


def _illustrated(data: QueryDict, key: str, stored: PointCard, kind: CardKind) -> tuple[str, ...]:
    """The points that an example illustrates, by tick. Those of other sections have no tick, and stay."""
    if kind != "example":
        return ()
    if f"about-{key}" not in data:
        return stored.illustrates
    ticked = {*filter(is_clause_id, data.getlist(f"about-{key}"))}
    offered = {*data.getlist("card")}
    return tuple(sorted(ticked | {id_ for id_ in stored.illustrates if id_ not in offered}, key=natural_order))


def with_ids(cards: Sequence[PointCard], section: str, used: Iterable[str]) -> tuple[list[PointCard], dict[str, str]]:
    """Give each new card the next id of its section. Returns the cards, and the id that each posted key has become.

    `used` are the ids that were ever used in the section.
    """
    keys, stem = {card.key for card in cards if is_clause_id(card.key)}, stem_of_ids(section)
    number = highest_number(stem, keys | {*used})
    taken: set[str] = set()
    dealt: dict[str, str] = {}
    named = []
    for card in cards:
        id_ = card.key
        if not is_clause_id(id_) or id_ in taken:
            number += 1
            id_ = f"{stem}-{number}"
        taken.add(id_)
        dealt.setdefault(card.key, id_)
        named.append(replace(card, key=id_))
    return named, dealt


def _added(cards: list[PointCard], index: int) -> tuple[list[PointCard], int]:
    return [*cards[: index + 1], PointCard("", "guideline", ""), *cards[index + 1 :]], index + 1


def _moved(cards: list[PointCard], index: int, to: int) -> tuple[list[PointCard], int]:
    to = min(max(to, 0), len(cards) - 1)
    others = cards[:index] + cards[index + 1 :]
    return [*others[:to], cards[index], *others[to:]], to


def _joined(cards: list[PointCard], index: int, rank: _Rank) -> tuple[list[PointCard], int]:
    """Join a card to the one above. The id of higher rank stays; of equal ones the upper one's, unless it is a heading,
    which becomes the card's own."""
    if not index:
        return cards, 0
    above, card = cards[index - 1], cards[index]
    if above.is_heading and not card.is_heading and not card.heading:
        key = max(card, above, key=rank).key
        joined = replace(card, key=key, heading=above.text, place="2" if above.kind == "heading" else "3")
    else:
        kept = max(above, card, key=rank)
        kind = above.kind if kept.is_heading and above.text else kept.kind
        between = "\n\n" if kind == "example" else " " if above.is_heading and card.is_heading else "\n"
        words = between.join(filter(None, [above.text, card.heading, card.text]))
        joined = replace(kept, kind=kind, text=words, heading=above.heading, place=above.place)
    return [*cards[: index - 1], joined, *cards[index + 1 :]], index - 1


def _rank(card: PointCard, published: Container[str], stored: Container[str]) -> tuple[bool, bool, bool]:
    """How much there is to an id: words, a published point, a stored one."""
    return not card.is_empty, card.key in published, card.key in stored


def _removed(cards: list[PointCard], index: int) -> tuple[list[PointCard], int]:
    return cards[:index] + cards[index + 1 :], max(index - 1, 0)


_VERBS = {
    "add": _added,
    "up": lambda cards, index: _moved(cards, index, index - 1),
    "down": lambda cards, index: _moved(cards, index, index + 1),
    "remove": _removed,
}
_JOIN = "join"


def edited(
    cards: Sequence[PointCard],
    action: CardAction,
    *,
    section: str,
    used: Iterable[str],
    before: Mapping[str, str],
    published: Container[str],
) -> "PointEdit":
    """Return the cards after an edit, each with an id.

    Cards of several blocks become several. Without a button of a card, empty cards go. `before` has the words of each
    stored clause, by id; `published` are the ids that a published version has or had.
    """
    parts, dealt = with_ids(settled(cards, before), section, used)
    if not action.verb:
        return PointEdit([card for card in parts if not card.is_empty], "", dealt)
    at = {card.key: index for index, card in enumerate(parts)}
    index = at.get(dealt.get(action.key, action.key), len(parts) - 1 if action.verb == "add" else None)
    if index is None:
        return PointEdit(parts, "", dealt)
    if action.verb == _JOIN:
        changed, focus = _joined(parts, index, partial(_rank, published=published, stored=before))
    else:
        changed, focus = _VERBS[action.verb](parts, index)
    named, _keys = with_ids(changed, section, {*used, *dealt.values()})
    return PointEdit(named, named[focus].key if named else "", dealt)
