"""Upwards there are only signals: the handbook knows nothing of how a quiz is written.

`quiz_read` is sent when a version's quizzes are checked, imported or frozen. Keyword arguments: `quizzes`, the quiz in each
language as `QuizSource`; `texts`, the parsed section in each language; `source_language`; `misconceptions`, their ids.
One receiver answers with a `QuizReading`.

`quiz_shown` is sent when HR looks at a draft. Keyword arguments: `quiz` and `source_quiz`, bodies as typed; `language`,
`source_language`, `audience`. One receiver answers with HTML that is safe to show.

`question_begun` is sent when HR wants a new question. Keyword arguments: `quiz`, the body as typed; `choose`, how many
right answers; `language`, `source_language`. One receiver answers with the quiz and an unfinished question below it.

`reach_asked` is sent before publishing. Keyword arguments: `section`, `on`. One receiver answers with a `Reach`.

`version_published` is sent inside the publishing transaction. Keyword arguments: `version`, `at`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.dispatch import Signal

from handbook.text.values import Fault

quiz_read = Signal()
quiz_shown = Signal()
question_begun = Signal()
reach_asked = Signal()
version_published = Signal()


def ask(signal: Signal, **question: Any) -> Any:
    """The answer of a signal's one receiver."""
    ((_receiver, answer),) = signal.send(sender=None, **question)
    return answer


@dataclass(frozen=True, slots=True)
class QuizSource:
    """A quiz as written: a whole file, or (the admin's field) its body and what it was translated from."""

    text: str | bytes
    file: str
    is_file: bool = False
    made_from: str = ""


@dataclass(frozen=True, slots=True)
class QuizEdition:
    """A quiz as read, in one language."""

    body: str
    """Canonical, without front matter."""
    file: str
    """Canonical, as a whole file."""
    made_from: str
    digest: str
    serves_everyone: bool
    serves_leaders: bool


@dataclass(frozen=True, slots=True)
class QuizReading:
    """What reading the quizzes of a version gave."""

    faults: tuple[Fault, ...]
    editions: Mapping[str, QuizEdition]


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a new rule in a section would ask."""

    done: int
    """Employees who have completed the section: they would be asked again."""
    under_way: int
    """Employees with an open attempt: they finish on the version they began with, and are then asked again."""
