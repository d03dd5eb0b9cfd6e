"""What a section of many new points costs HR, and what searches cost: each in a process of its own, not on a server."""

import json
import tempfile
from pathlib import Path

from templates import run
from tests.live.server import Filled, copied

MOST_GROWTH = 5
"""Limit: the CPU of a step with 1,000 new points as a multiple of that with 250."""
MOST_SECONDS = 3
"""Limit: the CPU seconds of a step with 1,000 new points, on the machine that continuous integration runs on."""


def print_points(template: Filled) -> bool:
    """Measure and print the CPU of each step with few and with many new points. Returns whether all are in the limits."""
    points: dict[str, list[float]] = json.loads(run(template, "import points; points.measure_points()"))
    for step, (few, many) in points.items():
        print(
            f"{step.capitalize()} of 250 new points: {few:.2f} s of CPU, of 1,000: {many:.2f} s; {many / few:.1f} times."
        )
    is_linear = all(many <= MOST_GROWTH * few and many <= MOST_SECONDS for few, many in points.values())
    print(f"At most {MOST_GROWTH} times, and {MOST_SECONDS} s: {'holds' if is_linear else 'DOES NOT HOLD'}.")
    return is_linear


def print_searches(template: Filled) -> None:
    """Measure and print searches of the handbook, and of invented clauses besides."""
    with tempfile.TemporaryDirectory(prefix="rettesnor-") as folder, copied(template, Path(folder) / "var") as copy:
        printed = [run(copy, "import searching; searching.measure_searches()")]
        printed.append(run(copy, "import searching; searching.create_clauses(); searching.measure_searches()"))
    for (clauses, words, occurrences), took in map(json.loads, printed):
        print(f"Searching {clauses} clauses a language ({words} words, {occurrences} occurrences in all), ms and hits:")
        print("  " + "; ".join(f"{query}: {milliseconds} ({hits})" for query, (hits, milliseconds) in took.items()))
