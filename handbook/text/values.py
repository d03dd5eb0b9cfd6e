"""A section's text as values. `line` says where a value stood in its file and takes no part in equality."""

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

Origin = Literal["guideline", "law", "advice", "example"]
Audience = Literal["everyone", "leaders"]
Align = Literal["", "left", "right", "center"]
Level = Literal["fault", "notice"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Heading:
    level: Literal[2, 3]
    text: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    lines: tuple[str, ...]
    """Line breaks are the author's."""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ItemList:
    numbered: bool
    items: tuple[tuple[str, ...], ...]
    """Each item's lines."""
    line: int = field(default=0, compare=False)


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
    """One clause as written. In a translation only `id`, `made_from` and `blocks` say anything."""

    id: str | None
    """None: a block without a marker."""
    origin: Origin | None
    audience: Audience
    laws: tuple[str, ...]
    illustrates: tuple[str, ...]
    made_from: str | None
    blocks: tuple[Block, ...]
    line: int = field(default=0, compare=False)

    @property
    def is_heading(self) -> bool:
        return len(self.blocks) == 1 and isinstance(self.blocks[0], Heading)


@dataclass(frozen=True, slots=True)
class SourceText:
    """One section in one language."""

    language: str
    title: str
    message: str
    laws: tuple[str, ...]
    source: str | None
    clauses: tuple[SourceClause, ...]
    file: str = field(default="", compare=False)

    def clause(self, id_: str) -> SourceClause | None:
        return next((each for each in self.clauses if each.id == id_), None)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a place. A notice stops nothing."""

    code: str
    level: Level
    file: str
    line: int
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """What was read, and what is wrong with it, by line and code."""

    value: T
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class Notes:
    """Collects the faults of one file."""

    file: str
    found: list[Fault] = field(default_factory=list)

    def fault(self, code: str, line: int, *values: object) -> None:
        self.found.append(Fault(code, "fault", self.file, line, tuple(str(each) for each in values)))

    def notice(self, code: str, line: int, *values: object) -> None:
        self.found.append(Fault(code, "notice", self.file, line, tuple(str(each) for each in values)))

    def sorted(self) -> tuple[Fault, ...]:
        return tuple(sorted(set(self.found), key=lambda each: (each.line, each.code, each.values)))
