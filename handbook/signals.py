"""Upwards there are only signals.

`impact_asked` is sent before publishing. Keyword arguments: `section`; `plan`, the version as it would be, as a `Plan`;
`on`. One receiver answers with an `Impact`.

`owing_asked` is sent before a section is withdrawn. Keyword arguments: `section`, `on`. One receiver answers with the
number of employees who owe something of it.

`figures_asked` is sent when HR looks at a version, or writes a draft made from it. Keyword arguments: `section`;
`number`, that of the version. One receiver answers with `ClauseFigures` by clause, of each clause that a question tests which is not withdrawn.

`kind_corrected` is sent inside the transaction that judges a change again. Keyword arguments: `section`, `at`.

`version_published` is sent inside the publishing transaction. Keyword arguments: `version`, `at`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.dispatch import Signal

from handbook.quizzes import ListedQuestion

impact_asked = Signal()
owing_asked = Signal()
figures_asked = Signal()
kind_corrected = Signal()
version_published = Signal()


def ask(signal: Signal, **question: Any) -> Any:
    """The answer of a signal's one receiver."""
    ((_receiver, answer),) = signal.send(sender=None, **question)
    return answer


@dataclass(frozen=True, slots=True)
class ClauseFigures:
    """How the first answers to the questions that test a clause went."""

    answers: int
    """0: fewer than five people have answered."""
    percent_right: int
    misconception: str
    """The id of the most common one; empty: none was chosen."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A version as it would be if it were published now."""

    source_language: str
    digests: Mapping[str, Mapping[str, str]]
    """By language and clause: what identifies its words, audience and origin."""
    audiences: Mapping[str, str]
    """By clause."""
    words: Mapping[str, int]
    """How many words each clause has in the source language."""
    questions: tuple[ListedQuestion, ...]
    """Those that test a changed clause."""
    kinds: Mapping[tuple[str, str], str]
    """The kind of each change, by clause and language (empty: all)."""


@dataclass(frozen=True, slots=True)
class UnitImpact:
    """How many of a unit and all below it are asked again, and how many of those have an open attempt."""

    unit: str
    asked: int
    under_way: int


@dataclass(frozen=True, slots=True)
class Impact:
    """What publishing a plan would ask. People are counted who work here, whom a requirement covers, and whose
    completion of the section still counts; whoever has none owes the whole section before and after."""

    asked: int
    """Employees who must confirm again."""
    under_way: int
    """Those of them with an open attempt: they finish on the version they began with, and are then asked."""
    by_unit: tuple[UnitImpact, ...]
    alone: Mapping[tuple[str, str], int]
    """How many each change would ask if it were the only new rule."""
    by_language: Mapping[str, int]
    """Those asked, by the language they completed the section in."""
    completed: int
    """Employees whose completion of the section counts, asked or not."""
    minutes: float
    """About how long it takes one of them."""
    due_on: date | None
    """The first deadline; None: nothing is required."""
