from dataclasses import dataclass, field
from typing import ClassVar

from courses.questions.values import Question


@dataclass(frozen=True, slots=True)
class ChooseSome(Question):
    """A number of right answers, all to be ticked: «velg to»."""

    kind: ClassVar[str] = "choice"
    count: int = field(default=2, kw_only=True)

    @property
    def choose(self) -> int:
        return self.count
