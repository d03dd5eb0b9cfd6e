"""What the site promises of its speed, and whether the figures of a run show it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crowd import Crowd
from jobs import (
    ATTEMPT,
    EDITOR,
    EXPORT,
    FIRST_RECEIPTS,
    HOME,
    LARGE_TEAM,
    LAST_RECEIPTS,
    OVERVIEW,
    SECTION,
    TEAM,
    WAGTAIL_PAGE,
)  # fmt: skip
from measurement import Figures, Results
from servers import BEFORE, OURS, WAGTAIL, Key

MOST_STATEMENTS = {"section": 2, "home": 3, "question": 3, "feedback": 3, "answer": 6}
LARGE = 100_000
"""The number of employees that what HR looks at is promised for."""


@dataclass(frozen=True, slots=True)
class Target:
    """A promise, what was measured (empty: nothing), and whether it holds."""

    promise: str
    measured: str = ""
    holds: bool = False

    @property
    def verdict(self) -> str:
        if not self.measured:
            return "not measured"
        return "holds" if self.holds else "DOES NOT HOLD"


@dataclass(frozen=True, slots=True)
class Run:
    """All that was measured, as one kind of database sees it. `fewest` is the smallest number of employees."""

    database: str
    fewest: int
    results: Results
    statements: Mapping[Key, Mapping[str, int]]
    crowds: Mapping[Key, Crowd]
    peaks: Mapping[Key, Mapping[str, float]]
    exported: Mapping[Key, tuple[int, int]]
    """The lines of the export, and those that it should have."""
    writes: Mapping[Key, object]
    """What publishing a new rule writes."""

    def figures(self, job: str, people: int | None = None, code: str = OURS) -> Figures | None:
        size = 0 if code == WAGTAIL else self.fewest if people is None else people
        return self.results.get((Key(code, self.database, size), job))

    def smallest(self, code: str = OURS) -> Key:
        """The server with the fewest employees."""
        return Key(code, self.database, self.fewest)

    def by_size(self, measured: Mapping[Key, Any]) -> dict[int, Any]:
        """What was measured on ours, by the number of employees."""
        own = {key.people: what for key, what in measured.items() if (key.code, key.database) == (OURS, self.database)}
        return dict(sorted(own.items()))


def targets(run: Run) -> list[Target]:
    return [*_of_readers(run), *_of_sizes(run), *_of_crowd(run)]


def _of_readers(run: Run) -> Iterator[Target]:
    wagtail = run.figures(WAGTAIL_PAGE, code=WAGTAIL)
    yield _at_least("section page: cheaper than Wagtail's page", wagtail, run.figures(SECTION), 3.5)
    yield _at_least("home: cheaper than Wagtail's page", wagtail, run.figures(HOME), 2)
    counts = run.statements[run.smallest()]
    yield Target(
        f"statements: {', '.join(f'{page} at most {most}' for page, most in MOST_STATEMENTS.items())}",
        ", ".join(f"{page} {counts[page]}" for page in MOST_STATEMENTS),
        all(counts[page] <= most for page, most in MOST_STATEMENTS.items()),
    )
    attempt = run.figures(ATTEMPT)
    assert attempt
    yield Target("whole attempt: at most 17 requests", f"{attempt.requests}", attempt.requests <= 17)
    yield _at_most("whole attempt: CPU of that before", attempt, run.figures(ATTEMPT, code=BEFORE), 0.45)


def _of_sizes(run: Run) -> Iterator[Target]:
    overview, export = run.figures(OVERVIEW, LARGE), run.figures(EXPORT, LARGE)
    section_before = run.figures(SECTION, code=BEFORE)
    yield _at_most("overview of 100,000: CPU of a section page before", overview, section_before, 20)
    peaks = run.by_size(run.peaks).get(LARGE, {})
    yield _memory("overview of 100,000: a worker's peak at most 120 MiB", peaks.get(OVERVIEW), 120)
    seconds = export.milliseconds / 1000 if export else 0
    yield Target("export of 100,000: at most 10 s of CPU", f"{seconds:.1f} s" if export else "", seconds <= 10)
    yield _memory("export of 100,000: a worker's peak below 100 MiB", peaks.get(EXPORT), 100)
    exported = run.by_size(run.exported)
    yield Target(
        "export: a line for everybody, and the heading",
        ", ".join(f"{lines:,} of {should:,}" for lines, should in exported.values()),
        all(lines == should for lines, should in exported.values()),
    )
    largest = max(exported)
    large_team, team = run.figures(LARGE_TEAM, largest), run.figures(TEAM, largest)
    yield _at_most("team of 2,000: a page costs as much as a team of 50", large_team, team, 1.25)
    last, first = run.figures(LAST_RECEIPTS, LARGE), run.figures(FIRST_RECEIPTS, 1_000)
    yield _at_most("receipts of 100,000: the last page to the first of 1,000", last, first, 2)
    yield _at_most(
        "editor with 100,000: to that with 1,000", run.figures(EDITOR, LARGE), run.figures(EDITOR, 1_000), 1.5
    )
    writes = run.by_size(run.writes)
    is_same = all(written == writes[largest] for written in writes.values())
    several = ", ".join(f"{people:,}" for people in writes) if len(writes) > 1 else ""
    yield Target("publishing a new rule: the same statements and rows with any number of employees", several, is_same)


def _of_crowd(run: Run) -> Iterator[Target]:
    ours, before = run.crowds[run.smallest()], run.crowds.get(run.smallest(BEFORE))
    yield Target("50 clients: no error", f"{ours.errors}", ours.errors == 0)
    times = ours.completions_a_second / before.completions_a_second if before else 0
    yield Target(
        "50 clients: completions a second to those before, at least 2 ×", f"{times:.2f} ×" if before else "", times >= 2
    )


def _at_most(promise: str, measured: Figures | None, unit: Figures | None, most: float) -> Target:
    if not (measured and unit):
        return Target(f"{promise}, at most {most:g} ×")
    times = measured.times(unit)
    return Target(f"{promise}, at most {most:g} ×", f"{times:.2f} ×", times <= most)


def _at_least(promise: str, measured: Figures | None, unit: Figures | None, least: float) -> Target:
    if not (measured and unit):
        return Target(f"{promise}, at least {least:g} ×")
    times = measured.times(unit)
    return Target(f"{promise}, at least {least:g} ×", f"{times:.2f} ×", times >= least)


def _memory(promise: str, peak: float | None, most: float) -> Target:
    return Target(promise) if peak is None else Target(promise, f"{peak:.0f} MiB", peak <= most)
