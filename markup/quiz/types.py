"""The questions of a quiz as values."""

from dataclasses import dataclass, field

from markup.errors import Part, Place
from markup.section.types import Audience

FEWEST_OPTIONS, MOST_OPTIONS = 2, 6
"""The bounds of the options of a question."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose from. Its id is its letter, not its position."""

    id: str
    text: str
    why: str
    """The explanation, shown to employees who chose this option."""
    is_right: bool
    misconception: str | None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """One question with two to six options.

    Only the source has `audience`, `tests` (clause ids) and the options' misconceptions; translations leave them empty.
    """

    id: str
    audience: Audience
    tests: tuple[str, ...]
    situation: tuple[str, ...]
    legend: str
    options: tuple[Option, ...]
    made_from: str | None
    line: int = field(default=0, compare=False)
    count: int | None = field(default=None, kw_only=True)
    """The number in the heading, «choose 2», or None if it has none."""

    @property
    def choose(self) -> int:
        """The number of options to choose."""
        return 1 if self.count is None else self.count

    @property
    def right(self) -> frozenset[str]:
        return frozenset(option.id for option in self.options if option.is_right)

    def grade(self, options: frozenset[str]) -> bool:
        """Whether these letters are exactly the right options."""
        return options == self.right


@dataclass(frozen=True, slots=True)
class QuizText:
    """The questions of a section in one language. `source` is the short digest of the quiz it was translated from."""

    language: str
    source: str | None
    questions: tuple[Question, ...]
    section: str = field(default="", compare=False)
    """The slug of the section."""

    @property
    def place(self) -> Place:
        return Place(self.section, self.language, Part.QUIZ)

    def question(self, id_: str) -> Question | None:
        return next((question for question in self.questions if question.id == id_), None)
