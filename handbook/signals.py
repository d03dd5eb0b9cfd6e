"""Upwards there are only signals: the handbook knows nothing of how a quiz is written.

`quiz_read` is sent when a version's quizzes are checked, imported or frozen. Keyword arguments: `quizzes`, the quiz in each
language as `QuizSource`; `texts`, the parsed section in each language; `source_language`; `misconceptions`, their ids.
One receiver answers with a `QuizReading`.

`version_published` is sent inside the publishing transaction. Keyword arguments: `version`, `at`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.dispatch import Signal

from handbook.text.values import Fault

quiz_read = Signal()
version_published = Signal()


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
