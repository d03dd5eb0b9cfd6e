from dataclasses import dataclass
from typing import ClassVar

from courses.questions.values import Question


@dataclass(frozen=True, slots=True)
class SingleChoice(Question):
    """One right answer of three or four: one tap answers."""

    kind: ClassVar[str] = "choice"

    @property
    def choose(self) -> int:
        return 1
