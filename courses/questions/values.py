"""What all kinds of question share, and a quiz of them."""

from dataclasses import dataclass, field
from typing import ClassVar

from handbook.text.values import Audience


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. Its id is a letter, never a position."""

    id: str
    text: str
    why: str
    """Shown to whoever chose it."""
    is_right: bool
    misconception: str | None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """One question; each kind is a class of its own. In a translation `audience`, `tests` and the options'
    misconceptions say nothing: they stand in the source alone."""

    kind: ClassVar[str]
    id: str
    audience: Audience
    tests: tuple[str, ...]
    situation: tuple[str, ...]
    legend: str
    options: tuple[Option, ...]
    made_from: str | None
    line: int = field(default=0, compare=False)

    @property
    def choose(self) -> int:
        """How many options a full answer has."""
        raise NotImplementedError(type(self).__name__)

    @property
    def right(self) -> frozenset[str]:
        return frozenset(option.id for option in self.options if option.is_right)

    def grade(self, options: frozenset[str]) -> bool:
        """Whether these letters are the right answer."""
        return options == self.right


@dataclass(frozen=True, slots=True)
class QuizText:
    """The questions of a section in one language."""

    language: str
    source: str | None
    questions: tuple[Question, ...]
    file: str = field(default="", compare=False)

    def question(self, id_: str) -> Question | None:
        return next((each for each in self.questions if each.id == id_), None)
