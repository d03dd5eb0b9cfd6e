"""The questions of a quiz as values."""

from dataclasses import dataclass, field

from markup.section.types import Audience


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
    """One question with three or four options. In a translation `audience`, `tests` and the options' misconceptions are
    empty: only the source has them."""

    id: str
    audience: Audience
    tests: tuple[str, ...]
    situation: tuple[str, ...]
    legend: str
    options: tuple[Option, ...]
    made_from: str | None
    line: int = field(default=0, compare=False)
    count: int | None = field(default=None, kw_only=True)
    """How many right answers the heading names: «choose 2». None: it names no number."""

    @property
    def choose(self) -> int:
        """How many options a full answer has."""
        return 1 if self.count is None else self.count

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
        return next((question for question in self.questions if question.id == id_), None)
