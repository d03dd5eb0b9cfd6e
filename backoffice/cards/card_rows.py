"""What the page of the point cards shows of each card: its number, its errors, its choices, and its source."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.cards.translated_points import current_points, source_cards
from backoffice.texts.drafts import published_edition
from handbook.history import section_history
from handbook.models import Version
from handbook.translations.outdated import outdated_clauses
from handbook.versions.build import preview_clauses
from handbook.versions.validation import CheckedVersion
from markup.diff.paragraphs import MarkedText, marked_text
from markup.error_messages import message
from markup.errors import Notes, Part, TextError
from markup.normalize import clean_lines
from markup.section.cards import PointCard
from markup.section.clause_markers import is_marker, parse_marker
from markup.section.types import MESSAGE, TITLE
from markup.slugs import is_clause_id

HEAD_CODES = {
    "front-title": TITLE,
    "title-long": TITLE,
    "title-looks-like": TITLE,
    "front-message": MESSAGE,
    "message-looks-like": MESSAGE,
}
"""The errors of the title and the key message, by code."""
_SENTENCES = {
    "clause-empty": gettext_lazy("Write the text, or remove the point."),
    "heading-empty": gettext_lazy("Write the heading, or remove it."),
    "no-clauses": gettext_lazy("Write the first point."),
    "id-missing": gettext_lazy(
        "A text here is no point of its own yet. Save it once more on its page, and it becomes one."
    ),
    "clause-extra": gettext_lazy("The source no longer has this point. It goes away when you save."),
    "source-missing": gettext_lazy("Nobody has compared this translation with the source yet."),
    "law-unknown": gettext_lazy("A law that is ticked is no longer in the list. Take the tick away."),
    "clause-unknown": gettext_lazy("The point that the example shows is no longer there. Take the tick away."),
}
"""What is said on cards, where nobody sees an id or a § line, by the code of the error."""
Choice = tuple[str, str, bool]
"""A value, its label, and whether it is ticked."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card with all that the page shows of it."""

    card: PointCard
    number: str
    """As readers see it, such as 4.3; empty: it has none."""
    errors: Sequence[str]
    warnings: Sequence[str]
    laws: Sequence[Choice]
    illustrates: Sequence[Choice]
    source: PointCard | None
    """In a translation, the card of the source."""
    source_change: MarkedText | None
    """In a translation that is outdated, the source's words with what is new in them."""
    state: str
    """Of a translation: missing, outdated or current; empty for the source."""
    is_published: bool
    """Whether its id is that of a point that was ever published."""

    @property
    def label(self) -> str:
        """What the card is called on the page."""
        if self.number:
            return _("Point %(number)s") % {"number": self.number}
        if self.card.is_heading:
            return _("Heading")
        return _("Example") if self.card.kind == "example" else _("New point")

    @property
    def legend(self) -> str:
        """The label, and what a translation lacks."""
        states = {"outdated": _("outdated"), "missing": _("no words yet")}
        return " · ".join(filter(None, [self.label, states.get(self.state, "")]))

    @property
    def ticked_laws(self) -> int:
        return sum(is_ticked for _id, _label, is_ticked in self.laws)

    @property
    def rows(self) -> int:
        """The height of the text field in lines, where the browser does not let it grow."""
        return max(2, min(12, self.card.text.count("\n") + len(self.card.text) // 70 + 1))


def card_rows(
    draft: Version,
    checked: CheckedVersion,
    cards: Sequence[PointCard],
    language: str,
    laws: Sequence[tuple[str, str]] = (),
) -> list[CardRow]:
    """Return a row for each card; in a translation those that are outdated first. `laws` are offered by id and name."""
    source_language = draft.section.handbook.source_language
    numbers = reader_numbers(draft, checked, source_language)
    problems = problems_by_card(draft, checked.errors, language, numbers)
    sources = {card.key: card for card in source_cards(draft)} if language != source_language else {}
    changes = source_changes(draft, checked, language) if sources else {}
    current = current_points(draft, language) if sources else frozenset[str]()
    published = section_history(draft.section).clause_ids
    points = [(card.key, _excerpt(card, numbers)) for card in cards if card.key and card.kind != "example"]
    rows = []
    for card in cards:
        errors, warnings = problems[card.key if is_clause_id(card.key) else ""]
        state = _state(card, current) if sources else ""
        rows.append(
            CardRow(
                card,
                numbers.get(card.key, ""),
                errors,
                warnings,
                [] if sources else _choices(laws, card.laws),
                _choices(points, card.illustrates) if card.kind == "example" and not sources else [],
                sources.get(card.key),
                changes.get(card.key) if state == "outdated" else None,
                state,
                card.key in published,
            )
        )
    return sorted(rows, key=lambda row: row.state != "outdated")


def blank_row(laws: Sequence[tuple[str, str]]) -> CardRow:
    """The row of a card that a script adds. Its key is replaced there."""
    blank = PointCard("new-card-key", "guideline", "")
    return CardRow(blank, "", [], [], _choices(laws, ()), [], None, None, "", is_published=False)


def _state(card: PointCard, current: frozenset[str]) -> str:
    if card.is_empty:
        return "missing"
    return "current" if card.key in current else "outdated"


def sum_of_states(rows: Iterable[CardRow]) -> dict[str, int]:
    """How many points of a translation are missing, and how many outdated."""
    states = [row.state for row in rows]
    return {state: states.count(state) for state in ("missing", "outdated")}


def _choices(offered: Sequence[tuple[str, str]], ticked: Sequence[str]) -> list[Choice]:
    """The choices, and whether each is ticked. An unknown value that is ticked is its own label."""
    labels = dict(offered) | {id_: id_ for id_ in ticked if id_ not in dict(offered)}
    return [(id_, label, id_ in ticked) for id_, label in labels.items()]


def _excerpt(card: PointCard, numbers: Mapping[str, str]) -> str:
    words = (card.heading or card.text).split()
    shortened = " ".join(words[:8]) + ("…" if len(words) > 8 else "")
    return f"{numbers.get(card.key, '')} {shortened}".strip()


def reader_numbers(draft: Version, checked: CheckedVersion, language: str) -> dict[str, str]:
    """The number of each stored point as readers see it, such as 4.3, by id."""
    source = checked.texts[language]
    clauses = preview_clauses(draft.section, source, source)
    return {
        clause.clause: f"{draft.section.position}.{clause.number}" for clause in clauses if clause.number is not None
    }


def problems_by_card(
    draft: Version, errors: Iterable[TextError], language: str, numbers: Mapping[str, str]
) -> Mapping[str, tuple[list[str], list[str]]]:
    """The errors and the warnings of the stored text, by the key of the card that each is about."""
    lines = lines_of_cards(draft.text("source", language))
    problems: defaultdict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for error in errors:
        place = error.place
        if (place.language, place.part) != (language, Part.TEXT) or error.code in HEAD_CODES:
            continue
        sentences = problems[key_at(lines, error)][0 if error.is_error else 1]
        if (sentence := named_by_numbers(point_sentence(error), numbers)) not in sentences:
            sentences.append(sentence)
    return problems


def point_sentence(error: TextError) -> str:
    """What an error of a text says on its card; ids are still in it."""
    return str(_SENTENCES.get(error.code) or message(error))


def key_at(lines: Sequence[tuple[int, str]], error: TextError) -> str:
    """The key of the card that an error is about; empty: it stands before all ids."""
    before = bisect_right(lines, error.line, key=itemgetter(0))
    return lines[before - 1][1] if before else ""


def lines_of_cards(body: str) -> list[tuple[int, str]]:
    """The line of each § line of a text, with its id."""
    lines = enumerate(clean_lines(body), start=1)
    return [(number, parse_marker(line, number, Notes()).id or "") for number, line in lines if is_marker(line)]


def head_errors(checked: CheckedVersion, language: str) -> dict[str, list[str]]:
    """The errors and warnings of title and key message, by field."""
    problems: dict[str, list[str]] = {TITLE: [], MESSAGE: []}
    for error in checked.errors:
        if error.place.language == language and error.place.part == Part.TEXT and error.code in HEAD_CODES:
            problems[HEAD_CODES[error.code]].append(head_message(error))
    return problems


def head_message(error: TextError) -> str:
    shorter = {"front-title": _("Write a title."), "front-message": _("Write a key message.")}
    return shorter.get(error.code) or message(error)


_WORD = re.compile(r"[\w-]+")


def named_by_numbers(sentence: str, numbers: Mapping[str, str]) -> str:
    """The sentence with the numbers that readers see in place of ids."""
    return _WORD.sub(lambda word: numbers.get(word[0], word[0]), sentence)


def source_changes(draft: Version, checked: CheckedVersion, language: str) -> dict[str, MarkedText]:
    """The source's words of each point with what is new since it was translated, by id.

    That is what the draft itself changes, or what an earlier version did.
    """
    source_language = draft.section.handbook.source_language
    before = published_edition(draft, source_language)
    if before is None:
        return {}
    changes = {
        row.clause: row.marked for row in outdated_clauses(draft.section, language, section_history(draft.section))
    }
    old = {clause.clause: clause.text for clause in before.clauses.all()}
    now = {
        clause.clause: clause.text
        for clause in preview_clauses(draft.section, checked.texts[source_language], checked.texts[source_language])
    }
    return changes | {id_: marked_text(old[id_], text) for id_, text in now.items() if id_ in old and old[id_] != text}
