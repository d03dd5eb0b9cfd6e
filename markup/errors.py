"""Errors and warnings about a text, each with its place and line."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, Literal, TypeVar

Level = Literal["error", "warning"]


T = TypeVar("T")


class Part(StrEnum):
    """A part of a handbook that is written and read by itself: in files, each is a file."""

    TEXT = "text"
    QUIZ = "quiz"
    METADATA = "metadata"
    """handbook.toml."""
    LAWS = "laws"
    """laws.toml, beside the handbooks."""
    OTHER = "other"
    """A file that is none of these."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text is: of which section, in which language, which part. A page of the site counts as a section."""

    section: str = ""
    language: str = ""
    part: Part = Part.TEXT
    name: str = ""
    """The path in its folder, only of a file that is none of the others."""

    @property
    def path(self) -> str:
        """The path of its file in the handbook's folder."""
        match self.part:
            case Part.TEXT:
                return f"{self.section}/{self.language}.md"
            case Part.QUIZ:
                return f"{self.section}/{self.language}.quiz.md"
            case Part.METADATA:
                return "handbook.toml"
            case Part.LAWS:
                return "laws.toml"
        return self.name


METADATA = Place(part=Part.METADATA)
LAWS = Place(part=Part.LAWS)


@dataclass(frozen=True, slots=True)
class TextError:
    """An error or a warning at one line of a text. A warning prevents nothing.

    `code` and `values` make its message: see `error_messages.py`.
    """

    code: str
    level: Level
    place: Place
    line: int
    values: tuple[str, ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether it prevents a publication or an import."""
        return self.level == "error"


def in_order(errors: Iterable[TextError]) -> tuple[TextError, ...]:
    """Return each different error once, by file, line, code and values."""
    return tuple(sorted(set(errors), key=lambda error: (error.place.path, error.line, error.code, error.values)))


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """The parsed value, as far as it could be read, and the errors of its text, sorted by line and code."""

    value: T
    errors: tuple[TextError, ...]


@dataclass(slots=True)
class Notes:
    """Collects the errors and warnings of one text."""

    place: Place = Place()
    errors: list[TextError] = field(default_factory=list)

    @property
    def is_of_another_encoding(self) -> bool:
        """Whether characters of the text were replaced because it is not UTF-8."""
        return any(error.code == "not-utf8" for error in self.errors[:1])

    def error(self, code: str, line: int, *values: object) -> None:
        self.errors.append(TextError(code, "error", self.place, line, tuple(str(value) for value in values)))

    def warning(self, code: str, line: int, *values: object) -> None:
        self.errors.append(TextError(code, "warning", self.place, line, tuple(str(value) for value in values)))

    def sorted(self) -> tuple[TextError, ...]:
        return in_order(self.errors)
