"""A section's text as values. `line` is a value's line in its file and takes no part in equality."""

from dataclasses import dataclass, field
from typing import Literal

from markup.errors import Place

Origin = Literal["guideline", "law", "advice", "example"]
Audience = Literal["everyone", "leaders"]
Align = Literal["", "left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Heading:
    level: Literal[2, 3]
    text: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    lines: tuple[str, ...]
    """As the author broke them."""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ItemList:
    numbered: bool
    """Whether its items are counted, with numbers or letters."""
    items: tuple[tuple[str, ...], ...]
    """The lines of each item."""
    line: int = field(default=0, compare=False)
    start: int = 1
    """The number of the first item, or of its letter in the alphabet."""
    letters: Literal["", "a", "A"] = ""
    """The first letter of the alphabet that counts the items; empty: numbers do."""

    @property
    def marks(self) -> tuple[str, ...]:
        """The mark in front of each item, in canonical form."""
        counted = range(self.start, self.start + len(self.items))
        if self.letters:
            return tuple(f"{chr(ord(self.letters) + number - 1)})" for number in counted)
        return tuple(f"{number}." if self.numbered else "-" for number in counted)


@dataclass(frozen=True, slots=True)
class Table:
    head: tuple[str, ...]
    align: tuple[Align, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: "tuple[Heading | Paragraph | ItemList | Table, ...]"
    line: int = field(default=0, compare=False)


Block = Heading | Paragraph | ItemList | Table | Quote


@dataclass(frozen=True, slots=True)
class SourceClause:
    """One clause as written. A translation has only `id`, `made_from` and `blocks`; the rest is in the source."""

    id: str | None
    """None for a block without a marker."""
    origin: Origin | None
    audience: Audience
    laws: tuple[str, ...]
    illustrates: tuple[str, ...]
    made_from: str | None
    blocks: tuple[Block, ...]
    line: int = field(default=0, compare=False)
    has_default_origin: bool = field(default=False, compare=False)
    """Whether its origin follows from its blocks, since its `§` line names none."""
    published_words: str = field(default="", compare=False)
    """The words digest with which the newest version has these words, if it was published when they were read otherwise."""

    @property
    def is_heading(self) -> bool:
        return len(self.blocks) == 1 and isinstance(self.blocks[0], Heading)


@dataclass(frozen=True, slots=True)
class SourceText:
    """One section in one language. `source` is the short digest of the source that a translation was made from."""

    language: str
    title: str
    message: str
    laws: tuple[str, ...]
    source: str | None
    clauses: tuple[SourceClause, ...]
    section: str = field(default="", compare=False)
    """Its slug."""
    first_reading: "SourceText | None" = field(default=None, compare=False)
    """The text as the first parser read it, if that was otherwise: a `source` or `from` of then still counts."""

    @property
    def place(self) -> Place:
        return Place(self.section, self.language)

    def clause(self, id_: str) -> SourceClause | None:
        return next((clause for clause in self.clauses if clause.id == id_), None)


TITLE, MESSAGE = "title", "message"
"""Used in place of a clause id for the title and the key message. Clause ids have a hyphen, so none equals these."""
