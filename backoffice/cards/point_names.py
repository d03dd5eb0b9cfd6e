"""What the points of a draft are called for people: by the number that readers see, or by their first words."""

from operator import attrgetter

from django.utils.translation import gettext as _

from backoffice.cards.card_rows import reader_numbers
from backoffice.texts.drafts import published_edition
from handbook.models import Version
from handbook.versions.validation import CheckedVersion
from markup.section.cards import point_cards

_FIRST_WORDS = 8


def point_names(draft: Version, checked: CheckedVersion, language: str) -> dict[str, str]:
    """Return the name of each point by id, such as “Point 4.3” or “Heading “Who sees it””: those of the draft, and those of
    the published version that it removes."""
    published = published_edition(draft, language)
    names = {
        clause.clause: _name(
            f"{draft.section.position}.{clause.number}" if clause.number else "",
            clause.text,
            is_heading=not clause.origin,
        )
        for clause in (published.clauses.all() if published else ())
    }
    numbers = reader_numbers(draft, checked, draft.section.handbook.source_language)
    for card in filter(attrgetter("key"), point_cards(draft.text("source", language))):
        names[card.key] = _name(numbers.get(card.key, ""), card.heading or card.text, is_heading=card.is_heading)
    return names


def names_in_sentences(draft: Version, checked: CheckedVersion, language: str) -> dict[str, str]:
    """Return what stands for the id of a point within a sentence: its number, or its name if it has none."""
    numbers = reader_numbers(draft, checked, draft.section.handbook.source_language)
    return point_names(draft, checked, language) | numbers


def _name(number: str, text: str, *, is_heading: bool) -> str:
    if number:
        return _("Point %(number)s") % {"number": number}
    words = text.split()
    shortened = " ".join(words[:_FIRST_WORDS]) + ("…" if len(words) > _FIRST_WORDS else "")
    if not shortened:
        return _("Heading") if is_heading else _("Example")
    name = _("Heading “%(words)s”") if is_heading else _("Example “%(words)s”")
    return name % {"words": shortened}
