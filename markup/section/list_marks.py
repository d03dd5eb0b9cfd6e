"""The marks at the start of a line that make it an item of a list, or look as if they did."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal
from unicodedata import category

from markup.errors import Notes
from markup.normalize import half_width, plain_spaces
from markup.section.types import ItemList, Paragraph, SourceClause

_SURE_BULLET = re.compile(r"( *)(?:[-*+] +|[-*+]$|• *)")
_BULLET_OF_TWO = re.compile("( *)(?:(?:[–—―‒‐‑−·⁃»›o]|--|[-=]>) +|[▪▫▸►▶‣◦●○■□∙➢➤➔➜→⇒❖◆◇★☆⦁⬤\uf000-\uf0ff] *)")
_INNER_BULLETS = "o○◦▪▫■□\uf0a7"
"""What Word puts in front of the items of a list within a list that has round bullets."""
_OUTER_BULLETS = "•●\uf0b7"
_NUMBER = re.compile(r"( *)(?:([0-9]{1,9})[.)]|\(([0-9]{1,9})\)) +")
_LETTER = re.compile(r"( *)(?:([a-z]|[A-Z])([.)])|\(([a-z]|[A-Z])\)) +")
_ROMAN = re.compile(r" *\(?[ivx]+[.)] +|\(?[IVX]+[.)] +")
_TIGHT = re.compile(r" *(?:[-–—]|\*(?![^*]*\*)|[0-9]{1,2}[.)])(?=[^\W\d_])")
_OF_NORWEGIAN = re.compile(r" *\(?[æøåÆØÅ][.)] +")
_WORDS_THAT_COUNT = r"(?:nr|punkt|pkt|trinn|steg|del|ledd|step|no|point|part)\b\.? ?"
_COUNTED = re.compile(
    rf" *(?:(?P<word>{_WORDS_THAT_COUNT})(?P<counted>[0-9]{{1,2}})[.:)]?(?= )"
    r"|(?P<outer>(?:[0-9]{1,2}\.)+)(?P<inner>[0-9]{1,2})\.?(?= )"
    r"|(?P<number>\[?[0-9]{1,2})(?:\]|[:°.)]| ?[-–—])?(?= )"
    r"|(?P<letter>[a-zæøå])(?:\)(?=[^\W_])|(?::| ?[-–—])(?= ))"
    r"|(?P<circled>[①-⑳]))",
    re.IGNORECASE,
)
"""A number or letter in front of a line that is no mark of an item: two that count on look like a list."""
_SYMBOLS = frozenset({"So", "Sm", "Sk"})
_NO_SYMBOLS = frozenset("+<>=±|^`´¨°©®™")
_DASH = re.compile(" *[–—―‒]")
_QUOTED_CHARACTERS = 40
_MONTHS = re.compile(
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|january|february|march|may|june|july"
    "|october|december|jan|feb|mar|apr|jun|jul|aug|sept?|okt|oct|nov|des|dec"
)


@dataclass(frozen=True, slots=True)
class ListMark:
    """The mark of an item at the start of a line."""

    kind: Literal["bullet", "number", "letter"]
    style: str
    """Equal for marks that may count the items of one list: `a` and `b`, but not `a` and `A`."""
    value: int
    """What it counts; 0: a bullet."""
    is_sure: bool
    """Whether one line alone is a list: `- `, and `1. `. Others need a second line."""
    indent: int
    text: str
    """The line behind the mark."""
    sign: str = ""
    """The character of a bullet."""

    @property
    def is_date(self) -> bool:
        """«4. desember er fristen»"""
        words = self.text.split(maxsplit=1)
        return self.kind == "number" and bool(words) and bool(_MONTHS.fullmatch(words[0].strip(".,:;").lower()))

    @property
    def is_ordinal(self) -> bool:
        """A number in front of a small letter: «2. etasje», «4. desember»"""
        return self.kind == "number" and (self.text[:1].islower() or self.is_date)

    @property
    def letters(self) -> Literal["", "a", "A"]:
        """The first letter of the alphabet that counts the items, if letters do."""
        if self.kind != "letter":
            return ""
        return "A" if "A" in self.style else "a"

    def has_within(self, item: "ListMark") -> bool:
        """Whether an item is one of a list within the list that this mark begins, by the bullets of Word."""
        return self.sign in _OUTER_BULLETS and item.sign in _INNER_BULLETS if self.sign and item.sign else False

    @property
    def is_inner_bullet(self) -> bool:
        return bool(self.sign) and self.sign in _INNER_BULLETS

    def goes_on_with(self, following: "ListMark") -> bool:
        """Whether the mark of a later line counts on from this one."""
        if self.kind != following.kind or self.style != following.style:
            return False
        return self.kind == "bullet" or following.value == self.value + 1


def list_mark(line: str) -> ListMark | None:
    """Return the mark that a line begins with."""
    plain = half_width(plain_spaces(line))
    if bullet := _SURE_BULLET.match(plain) or _BULLET_OF_TWO.match(plain):
        is_sure, indent = bullet.re is _SURE_BULLET, len(bullet[1])
        return ListMark("bullet", "", 0, is_sure, indent, line[bullet.end() :], plain[indent])
    if number := _NUMBER.match(plain):
        value, style = int(number[2] or number[3]), "(1)" if number[3] else "1"
        is_sure = value == 1 and style == "1"
        return ListMark("number", style, value, is_sure, len(number[1]), line[number.end() :])
    if letter := _LETTER.match(plain):
        character = letter[2] or letter[4]
        first = "a" if character.islower() else "A"
        style = f"({first})" if letter[4] else f"{first}{letter[3]}"
        return ListMark("letter", style, ord(character) - ord(first) + 1, False, len(letter[1]), line[letter.end() :])
    return None


def looks_like_item(line: str, *, is_first: bool) -> bool:
    """Whether a line that is no item looks like one. A dash that begins a paragraph is somebody who speaks."""
    mark = list_mark(line)
    if mark is None:
        return _ROMAN.match(line) is not None or _OF_NORWEGIAN.match(line) is not None
    if mark.kind == "bullet":
        return not (is_first and _DASH.match(line))
    if mark.kind == "number":
        return not mark.is_ordinal
    return mark.style != "A."  # initials


def looks_like_tight_item(line: str) -> bool:
    """Whether a line has no blank behind what looks like the mark of an item: «-svare», «1.Svar»."""
    return _TIGHT.match(half_width(line)) is not None


def first_that_looks_counted(lines: Sequence[str]) -> int | None:
    """Return the place of the first of two lines that look like items of a list: «1: svare», «2: melde», or «✓ svare»."""
    counted: dict[tuple[str, str], tuple[int, int]] = {}
    first_symbol: int | None = None
    for place, line in enumerate(lines):
        if list_mark(line):
            continue
        plain = half_width(plain_spaces(line)).replace("*", "").lstrip()
        if plain[1:2] in (" ", "\ufe0f") and _is_symbol(plain[0]):
            if first_symbol is not None:
                return first_symbol
            first_symbol = place
        elif matched := _COUNTED.match(plain):
            style, value = _count(matched)
            earlier, earlier_place = counted.get(style, (value, place))
            if value == earlier + 1:
                return earlier_place
            counted[style] = value, place
    return None


def _is_symbol(character: str) -> bool:
    return character == "~" or (category(character) in _SYMBOLS and character not in _NO_SYMBOLS)


def _count(matched: re.Match[str]) -> tuple[tuple[str, str], int]:
    """Return what counts, and the number that it has come to."""
    kind = matched.lastgroup or ""
    text = matched[kind]
    around = (matched["word"] or matched["outer"] or "").lower()
    if kind == "letter":
        return (kind, str(text.isupper())), ord(text)
    if kind == "circled":
        return (kind, ""), ord(text)
    return (kind, around), int(text.strip("["))


def items_across_clauses(clauses: Sequence[SourceClause], notes: Notes) -> list[SourceClause]:
    """Make items of the paragraphs of adjacent clauses that count on: «1. En», «2. To», «3. Tre» as three clauses.

    A paragraph that looks like an item and has no such neighbour gets a warning.
    """
    first = [_first_mark(clause) for clause in clauses]
    last = [_last_mark(clause) for clause in clauses]
    joined = []
    for place, clause in enumerate(clauses):
        mark = first[place]
        before = last[place - 1] if place else None
        after = first[place + 1] if place + 1 < len(clauses) else None
        counts_on = mark is not None and (
            (before is not None and _counts_on(before, mark)) or (after is not None and _counts_on(mark, after))
        )
        joined.append(_as_item(clause, mark, notes) if mark and counts_on else clause)
        for block in joined[-1].blocks:
            if isinstance(block, Paragraph) and looks_like_item(block.lines[0], is_first=True):
                notes.warning("looks-like", block.line, block.lines[0][:_QUOTED_CHARACTERS].strip(), "list")
    return joined


def _first_mark(clause: SourceClause) -> ListMark | None:
    """Return the mark of a clause that is a list, or one paragraph that may be an item of one."""
    if len(clause.blocks) != 1:
        return None
    match clause.blocks[0]:
        case ItemList() as block:
            return _mark_of_list(block, block.start, is_lone=len(block.items) == 1)
        case Paragraph(lines):
            mark = list_mark(lines[0])
            if mark and mark.text and not mark.is_date and not any(list_mark(line) for line in lines[1:]):
                return mark
    return None


def _last_mark(clause: SourceClause) -> ListMark | None:
    block = clause.blocks[-1]
    if isinstance(block, ItemList):
        return _mark_of_list(block, block.start + len(block.items) - 1, is_lone=len(block.items) == 1)
    return _first_mark(clause)


def _mark_of_list(block: ItemList, value: int, *, is_lone: bool) -> ListMark | None:
    if not block.numbered:
        return ListMark("bullet", "", 0, is_sure=True, indent=0, text="") if is_lone else None
    kind: Literal["number", "letter"] = "letter" if block.letters else "number"
    return ListMark(kind, block.letters, value, is_sure=True, indent=0, text="")


def _counts_on(mark: ListMark, following: ListMark) -> bool:
    """Whether two clauses that follow each other are items of one list, be their marks `1)` or `1.`."""
    if (mark.kind, mark.letters) != (following.kind, following.letters):
        return False
    return mark.kind == "bullet" or following.value == mark.value + 1


def _as_item(clause: SourceClause, mark: ListMark, notes: Notes) -> SourceClause:
    block = clause.blocks[0]
    if isinstance(block, ItemList):  # «1. svare» is no date if «2. melde» follows
        notes.errors = [error for error in notes.errors if (error.code, error.line) != ("list-or-date", block.line)]
        return clause
    assert isinstance(block, Paragraph)
    is_numbered = mark.kind != "bullet"
    item = (mark.text.strip(), *block.lines[1:])
    start = mark.value if is_numbered else 1
    return replace(clause, blocks=(ItemList(is_numbered, (item,), block.line, start, mark.letters),))
