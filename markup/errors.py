"""Errors and warnings about a text, each with its file and line."""

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

Level = Literal["error", "warning"]


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TextError:
    """An error or a warning at one line of a file. A warning prevents nothing.

    `code` and `values` make its message: see `error_messages.py`.
    """

    code: str
    level: Level
    file: str
    line: int
    values: tuple[str, ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether it prevents a publication or an import."""
        return self.level == "error"


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """The parsed value, as far as it could be read, and the errors of its file, sorted by line and code."""

    value: T
    errors: tuple[TextError, ...]


@dataclass(slots=True)
class Notes:
    """Collects the errors and warnings of one file."""

    file: str
    errors: list[TextError] = field(default_factory=list)

    def error(self, code: str, line: int, *values: object) -> None:
        self.errors.append(TextError(code, "error", self.file, line, tuple(str(value) for value in values)))

    def warning(self, code: str, line: int, *values: object) -> None:
        self.errors.append(TextError(code, "warning", self.file, line, tuple(str(value) for value in values)))

    def sorted(self) -> tuple[TextError, ...]:
        """Return each different error once, by line, code and values."""
        return tuple(sorted(set(self.errors), key=lambda error: (error.line, error.code, error.values)))
