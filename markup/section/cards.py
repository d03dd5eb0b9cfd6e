"""A section's text as cards, one for each clause, as HR's form has it: nobody types a `§` line, `>` or `##`.

`point_cards(write_cards(cards))` gives the same cards. A card keeps the lines of its clause as they are stored, so a text
that nobody touched is written back byte for byte.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from markup.errors import Notes
from markup.normalize import clean_lines, one_line
from markup.section import clause_markers
from markup.section.blocks import begins_heading, is_fence, is_ruler, read_blocks
from markup.section.clause_markers import Marker
from markup.section.parser import split_after_clause
from markup.section.types import Audience, Origin

CardKind = Literal["guideline", "law", "advice", "example", "heading", "subheading"]
"""The origin of a clause, or the level of a heading that stands alone."""
KINDS: tuple[CardKind, ...] = get_args(CardKind)
HeadingPlace = Literal["2", "3", "in-2", "in-3"]
"""The level of the heading of a clause; `in-`: it stands within the quote of an example."""
PLACES: tuple[HeadingPlace, ...] = get_args(HeadingPlace)
_LEVELS: dict[int, CardKind] = {2: "heading", 3: "subheading"}
_HEADING = re.compile(r" *(#{2,3})(?!#) *(.*[^# ].*)")
_WITHIN: dict[int, HeadingPlace] = {2: "in-2", 3: "in-3"}
_BACKSLASHES = re.compile(r"(\s*)(\\*)(.*)")
_CLOSING = re.compile(r"(.*?)(\\*)(#+)")


@dataclass(frozen=True, slots=True)
class PointCard:
    """A clause in the form. A translation has only `key`, `kind` by its form, `made_from`, `heading` and `text`."""

    key: str
    """The id of the clause; empty for a new one."""
    kind: CardKind
    text: str
    """Its lines, without the marks of a heading, an example or a § line."""
    audience: Audience = "everyone"
    laws: tuple[str, ...] = ()
    illustrates: tuple[str, ...] = ()
    made_from: str | None = None
    heading: str = ""
    place: HeadingPlace = "2"

    @property
    def is_heading(self) -> bool:
        return self.kind in ("heading", "subheading")

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.heading.strip())


def point_cards(body: str) -> list[PointCard]:
    """Return the cards of a text as the editor stores it, without front matter. Blocks without an id are new cards."""
    parts: list[tuple[Marker | None, list[str]]] = [(None, [])]
    for number, line in enumerate(clean_lines(body), start=1):
        if clause_markers.is_marker(line):
            parts.append((clause_markers.parse_marker(line, number, Notes()), []))
        else:
            parts[-1][1].append(line)
    cards = []
    for marker, lines in parts:
        clauses = _clauses(lines)
        if marker:
            cards.append(_card(marker, clauses[0] if clauses else []))
        cards += [_card(None, clause) for clause in clauses[1 if marker else 0 :]]
    return cards


def _clauses(lines: list[str]) -> list[list[str]]:
    """Part lines without markers into those of each clause, as the parser does."""
    blocks = read_blocks(list(enumerate(lines)), Notes())
    begins: list[int] = []
    while blocks:
        own, blocks = split_after_clause(blocks)
        begins.append(own[0].line)
    if not any(line.strip() for line in lines):
        return []
    begins = [0, *begins[1:]]  # lines that are no block stay with the first clause
    return [_trimmed(lines[begin:end]) for begin, end in zip(begins, [*begins[1:], len(lines)], strict=True)]


def _trimmed(lines: Iterable[str]) -> list[str]:
    """Without empty lines around the text, and with one between its parts."""
    kept: list[str] = []
    for line in lines:
        if line.strip() or (kept and kept[-1].strip()):
            kept.append(line if line.strip() else "")
    return kept[:-1] if kept and not kept[-1] else kept


def _card(marker: Marker | None, lines: list[str]) -> PointCard:
    blank = PointCard(
        (marker and marker.id) or "",
        (marker and marker.origin) or "guideline",
        "",
        marker.audience if marker else "everyone",
        marker.laws if marker else (),
        marker.illustrates if marker else (),
        marker.made_from if marker else None,
    )
    heading, level, rest = _heading_of(lines)
    if level and not rest:
        return replace(blank, kind=_LEVELS[level], text=heading)
    if rest and all(line.startswith(">") for line in rest):
        quoted = [line[1:].removeprefix(" ") for line in rest]
        place: HeadingPlace = "3" if level == 3 else "2"
        if not level:
            heading, level, quoted = _heading_of(quoted)
            place = _WITHIN.get(level, "2")
        text = "\n".join(_unescaped(line, in_quote=True) for line in quoted)
        return replace(blank, kind="example", text=text, heading=heading, place=place)
    text = "\n".join(_unescaped(line) for line in rest)
    return replace(blank, text=text, heading=heading, place="3" if level == 3 else "2")


def _heading_of(lines: list[str]) -> tuple[str, int, list[str]]:
    """Return the heading that lines begin with, its level, and the lines below; level 0: there is none."""
    matched = _HEADING.fullmatch(lines[0]) if lines else None
    if not matched:
        return "", 0, lines
    return _without_escape_at_end(matched[2]), len(matched[1]), _trimmed(lines[1:])


def settled(cards: Iterable[PointCard], before: Mapping[str, str]) -> list[PointCard]:
    """Return the cards as the grammar has clauses: one that holds several blocks becomes several, a heading without a text
    a card of its own.

    `before` has the words of each clause before the edit, by id: of the parts of a clause, the one with most of its old
    words keeps the id. New parts have the kind, audience and laws of the card.
    """
    return [part for card in cards for part in _parts(_clean(card), before.get(card.key, ""))]


def _clean(card: PointCard) -> PointCard:
    lines, heading = _trimmed(clean_lines(card.text)), one_line(" ".join(clean_lines(card.heading)))
    if card.kind == "example" and not heading:
        heading, level, lines = _heading_of(lines)
        card = replace(card, place=_WITHIN.get(level, "2"))
    text = "\n".join(lines)
    place = _place(card) if heading else "2"
    if card.is_heading and heading:
        return replace(card, text=f"{heading}\n\n{text}", heading="", place="2")
    if heading and not text and not place.startswith("in-"):
        return replace(card, kind=_LEVELS[int(place)], text=heading, heading="", place="2")
    return replace(card, text=text, heading=heading, place=place)


def _place(card: PointCard) -> HeadingPlace:
    """The place of its heading, which is within the quote in examples alone."""
    outside: HeadingPlace = "3" if card.place.endswith("3") else "2"
    return card.place if card.kind == "example" else outside


def _parts(card: PointCard, old: str) -> list[PointCard]:
    if card.kind == "example":
        return [card]
    if card.is_heading:
        head, *below = card.text.split("\n\n", 1)
        above = replace(card, text=one_line(head))
        return [above, *_parts(replace(card, key="", kind="guideline", text=below[0]), "")] if below else [above]
    escaped = [_escaped(line) for line in card.text.split("\n")]
    texts = ["\n".join(_unescaped(line) for line in lines) for lines in _clauses(escaped)] or [""]
    keeper = max(range(len(texts)), key=lambda index: _common_words(texts[index], old))
    return [
        replace(
            card,
            text=text,
            key=card.key if index == keeper else "",
            heading="" if index else card.heading,
            place="2" if index else card.place,
            illustrates=card.illustrates if index == keeper else (),
        )
        for index, text in enumerate(texts)
    ]


def _common_words(text: str, old: str) -> int:
    return sum((Counter(text.lower().split()) & Counter(old.lower().split())).values())


def write_cards(cards: Sequence[PointCard], *, is_source: bool) -> str:
    """Return the text of settled cards that all have a key, in the form in which the editor stores it."""
    return "\n".join(f"{_write(card, is_source=is_source)}\n" for card in cards)


def _write(card: PointCard, *, is_source: bool) -> str:
    origin: Origin | None = None if card.is_heading else card.kind  # type: ignore[assignment] # the other kinds
    marks = (origin, card.audience, card.laws, card.illustrates) if is_source else (None, "everyone", (), ())
    marker = clause_markers.write_marker(card.key, *marks, card.made_from)
    return "\n".join([marker, *_lines(card)])


def _lines(card: PointCard) -> list[str]:
    if card.is_heading:
        return _with_marks("##" if card.kind == "heading" else "###", card.text) if card.text else []
    marks = "#" * int(card.place[-1])
    heading = _with_marks(marks, card.heading) if card.heading else []
    is_quote = card.kind == "example"
    lines = [_escaped(line, in_quote=is_quote) for line in card.text.split("\n")] if card.text else []
    if not is_quote:
        return [*heading, *([""] if heading and lines else []), *lines]
    within = card.place.startswith("in-")
    quoted = [*(heading if within else []), *([""] if heading and within and lines else []), *lines]
    outside = [] if within else heading
    return [
        *outside,
        *([""] if outside and quoted else []),
        *(f"> {line}" if line else ">" for line in quoted),
    ]


def _with_marks(marks: str, heading: str) -> list[str]:
    """Return the line of a heading; signs at its end that would close it are escaped."""
    matched = _CLOSING.fullmatch(heading)
    shown = f"{matched[1]}{matched[2]}\\{matched[3]}" if matched else heading
    return [f"{marks} {shown}"]


def _without_escape_at_end(heading: str) -> str:
    matched = _CLOSING.fullmatch(heading)
    return f"{matched[1]}{matched[2][:-1]}{matched[3]}" if matched and matched[2] else heading


def _escaped(line: str, *, in_quote: bool = False) -> str:
    """Return a line of text with a backslash in front if it would otherwise be a mark: of a clause, a heading, a quote."""
    blanks, slashes, words = _read_slashes(line)
    return f"{blanks}{slashes}\\{words}" if _is_mark(words, in_quote=in_quote) else line


def _unescaped(line: str, *, in_quote: bool = False) -> str:
    blanks, slashes, words = _read_slashes(line)
    return f"{blanks}{slashes[:-1]}{words}" if slashes and _is_mark(words, in_quote=in_quote) else line


def _read_slashes(line: str) -> tuple[str, str, str]:
    matched = _BACKSLASHES.fullmatch(line)
    return (matched[1], matched[2], matched[3]) if matched else ("", "", line)


def _is_mark(line: str, *, in_quote: bool) -> bool:
    """Whether a line is no text: a § line, a quote, a ruler, code, or a heading, of which examples may have some."""
    if clause_markers.is_marker(line) or line.startswith(">") or is_ruler(line) or is_fence(line):
        return True
    return begins_heading(line) and not (in_quote and _HEADING.fullmatch(line))


def fits_cards(body: str) -> bool:
    """Whether cards hold a text as it is: its marks can all be read, and nothing in it is lost or becomes another text."""
    cards = settled(point_cards(body), {})
    keys = [card.key for card in cards if card.key]
    if len(keys) != len({*keys}):
        return False
    named = [card if card.key else replace(card, key=f"new-card-{number}") for number, card in enumerate(cards)]
    return _words(write_cards(named, is_source=True)) == _words(body) and not _has_unread_marks(body)


def _words(body: str) -> list[str]:
    """The words of a text outside its § lines."""
    lines = (line for line in clean_lines(body) if not clause_markers.is_marker(line))
    return " ".join(lines).split()


def _has_unread_marks(body: str) -> bool:
    notes = Notes()
    for number, line in enumerate(clean_lines(body), start=1):
        if clause_markers.looks_like_marker(line):
            return True
        if clause_markers.is_marker(line):
            clause_markers.parse_marker(line, number, notes)
    return bool(notes.errors)
