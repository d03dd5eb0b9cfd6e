"""What is wrong in a text, and where."""

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

Level = Literal["error", "warning"]


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TextError:
    """Something wrong at a place. A warning stops nothing."""

    code: str
    level: Level
    file: str
    line: int
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """What was read, and what is wrong with it, by line and code."""

    value: T
    errors: tuple[TextError, ...]


@dataclass(slots=True)
class Notes:
    """Collects the errors of one file."""

    file: str
    found: list[TextError] = field(default_factory=list)

    def error(self, code: str, line: int, *values: object) -> None:
        self.found.append(TextError(code, "error", self.file, line, tuple(str(each) for each in values)))

    def warning(self, code: str, line: int, *values: object) -> None:
        self.found.append(TextError(code, "warning", self.file, line, tuple(str(each) for each in values)))

    def sorted(self) -> tuple[TextError, ...]:
        return tuple(sorted(set(self.found), key=lambda each: (each.line, each.code, each.values)))
