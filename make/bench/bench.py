"""Measures the cost of pages relative to a bare Django view behind the same middleware, in the same run.

The server is the one that `make run` starts, on a copy of the demo. CPU is the user and system time of its processes as
/proc counts it, without the database server and this process; it needs Linux. Requests per second are those of four
concurrent visitors in this process, which share the cores with the server, so only their ratio is meaningful. Every
round measures everything; the figures are medians over the rounds. The visitors are signed in: the bare view's queries
are those of the middleware, for the session and the employee.
"""

import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent)]

import postgres  # noqa: E402 - found by the line above

from tests.live.server import Filled, Site, discard, fill, serving  # noqa: E402 - the same
from tests.live.visitor import Visitor  # noqa: E402 - the same

SETTINGS = {"DJANGO_SETTINGS_MODULE": "bench_settings", "PYTHONPATH": str(HERE)}
BARE = "/bench/bare/"
SECTION = "section page"
MOST_AHEAD = 12
"""Limit: the review page's CPU as a multiple of the section page's, with the larger of the two numbers below."""
MOST_GROWTH = 5
"""Limit: the CPU of a step with 1,000 new points as a multiple of that with 250."""
MOST_SECONDS = 3
"""Limit: the CPU seconds of a step with 1,000 new points, on the machine that continuous integration runs on."""
PEOPLE = (1_000, 100_000)
"""Numbers of invented employees with which the review page and publishing are measured."""
EMPLOYED_AT_ONCE = 20_000
ROUNDS = 7
READER = "1001"
"""The reader of the pages: Amina, in four concurrent sessions."""
STUDENTS = ("1001", "1003", "1005", "1006")
"""Those who work through a quiz: four employees without a unit to lead, since each has at most one open attempt."""
NEXT = re.compile(r'class="ds-button" href="(/courses/attempts/[^"]+/questions/[^"]+/)"')


@dataclass(frozen=True, slots=True)
class Job:
    """Something to measure: `work` acts for a visitor and returns its number of requests, `times` times in each round."""

    name: str
    work: Callable[[Visitor], int]
    sessions: Sequence[str]
    times: int


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a number of requests: elapsed seconds, and CPU seconds of the server."""

    requests: int
    seconds: float
    cpu: float

    @property
    def cpu_each(self) -> float:
        return self.cpu / self.requests

    @property
    def a_second(self) -> float:
        return self.requests / self.seconds


Round = dict[str, Cost]


def main() -> None:
    if not Path("/proc/self/stat").exists():
        sys.exit("The server's CPU time is read from /proc, which this system does not have: the bench needs Linux.")
    print(f"{ROUNDS} rounds, {len(STUDENTS)} visitors at once, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    holds = [bench("SQLite", "")]
    with tempfile.TemporaryDirectory(prefix="rettesnor-") as folder, postgres.server(Path(folder)) as url:
        if url:
            holds.append(bench("PostgreSQL", url))
        else:
            print("\nNot measured: PostgreSQL (no server binaries, no DATABASE_URL).")
    sys.exit(0 if all(holds) else 1)


def bench(database: str, url: str) -> bool:
    """Measure on one kind of database and print the figures. Returns whether all are within their limits."""
    print(f"\n{database}: filling a database with the demo …", flush=True)
    with filled(url, "rollout") as demo, serving(demo, SETTINGS) as site:
        readers = {reader["number"]: reader for reader in ask(site, "readers.prepare(8, None)")}
        page = readers[READER]["page"]
        queries = ask(site, f"counting.count_queries({READER!r}, {[BARE, '/', page]})")
        jobs = jobs_of(readers)
        rounds = [{job.name: measure(site, job) for job in jobs} for _ in range(ROUNDS + 1)][1:]  # the first one warms
        print_table(rounds, {"bare view": queries[BARE], "home": queries["/"], SECTION: queries[page]})
        searches = [ask(site, "searching.measure_searches()")]
    with filled(url, "") as empty:
        with serving(empty, SETTINGS) as site:
            searches.append(ask(site, "searching.create_clauses(); searching.measure_searches()"))
        impacts = [measure_impact(empty, people) for people in PEOPLE]
        with serving(empty, SETTINGS) as site:
            points = ask(site, "impact.create_organisation(impact.PEOPLE_OF_A_UNIT); points.measure_points()")
    for (clauses, words, occurrences), took in searches:
        print(f"Searching {clauses} clauses a language ({words} words, {occurrences} occurrences in all), ms and hits:")
        print("  " + "; ".join(f"{query}: {milliseconds} ({hits})" for query, (hits, milliseconds) in took.items()))
    return all([*report_impact(*impacts), report_points(points)])


def measure_impact(empty: Filled, people: int) -> dict[str, Any]:
    """Measure the review page and the publication of a new rule with that many invented employees."""
    with serving(empty, SETTINGS) as site:
        print(f"Creating {people:,} employees:", end="", flush=True)
        began = time.monotonic()
        site.run("manage.py", "shell", "-v0", "-c", f"import impact; impact.create_organisation({people})")
        for employed in range(0, people, EMPLOYED_AT_ONCE):
            more = min(EMPLOYED_AT_ONCE, people - employed)
            site.run("manage.py", "shell", "-v0", "-c", f"import impact; impact.employ({more})")
            print(f" {employed + more:,}", end="", flush=True)
        print(f"; {time.monotonic() - began:.0f} s. Reviewing and publishing …", flush=True)
        impact: dict[str, Any] = ask(site, "impact.measure_new_rule()")
        return impact


def report_impact(few: dict[str, Any], many: dict[str, Any]) -> tuple[bool, bool]:
    """Print both measurements.

    Returns whether publishing writes the same for few employees and for many, and whether the review page is within its
    limit.
    """
    for impact in (few, many):
        print(
            f"Review page with {impact['employees']:,} employees, of whom {impact['asked']:,} are asked: {impact['review']:.1f} ms"
            f" of CPU, the section page {impact['section']:.1f} ms: {impact['times']:.1f} times."
        )
    is_same, is_quick = few["publishing"] == many["publishing"], many["times"] <= MOST_AHEAD
    for impact in (few,) if is_same else (few, many):
        print(f"Publishing takes {describe_writes(impact['publishing'])}.")
    print(f"The same with {few['employees']:,} and with {many['employees']:,} employees: {verdict(is_same)}.")
    print(
        f"The review page costs {many['times']:.1f} times the section page's CPU; at most {MOST_AHEAD}: {verdict(is_quick)}."
    )
    return is_same, is_quick


def report_points(points: dict[str, list[float]]) -> bool:
    """Print the CPU of each step with few and with many new points. Returns whether all grow with their number alone."""
    for step, (few, many) in points.items():
        print(
            f"{step.capitalize()} of 250 new points: {few:.2f} s of CPU, of 1,000: {many:.2f} s; {many / few:.1f} times."
        )
    is_linear = all(many <= MOST_GROWTH * few and many <= MOST_SECONDS for few, many in points.values())
    print(f"At most {MOST_GROWTH} times, and {MOST_SECONDS} s: {verdict(is_linear)}.")
    return is_linear


def describe_writes(publishing: dict[str, Any]) -> str:
    rows = [f"{count} {table} {what}" for what in ("added", "changed") for table, count in publishing[what].items()]
    return f"{publishing['statements']} statements; rows: {', '.join(sorted(rows))}"


def verdict(holds: bool) -> str:
    return "holds" if holds else "DOES NOT HOLD"


@contextmanager
def filled(url: str, stage: str) -> Iterator[Filled]:
    with tempfile.TemporaryDirectory(prefix="rettesnor-") as folder:
        made = fill(Path(folder), url, stage)
        try:
            yield made
        finally:
            discard(made)


def ask(site: Site, statement: str) -> Any:
    """Run a statement on the site's database and parse the JSON that it prints."""
    script = f"import counting, impact, points, searching; from tests.live import readers; {statement}"
    return json.loads(site.run("manage.py", "shell", "-v0", "-c", script))


def jobs_of(readers: dict[str, dict[str, Any]]) -> list[Job]:
    amina = [readers[READER]["session"]] * len(STUDENTS)
    students = [readers[number]["session"] for number in STUDENTS]
    return [
        Job("bare view", partial(open_page, BARE), amina, 100),
        Job("home", partial(open_page, "/"), amina, 20),
        Job(SECTION, partial(open_page, readers[READER]["page"]), amina, 20),
        Job("whole attempt", partial(study, readers[READER]), students, 1),
    ]


def open_page(page: str, visitor: Visitor) -> int:
    expect(visitor.get(page).status, 200)
    return 1


def study(section: dict[str, Any], visitor: Visitor) -> int:
    """Read, confirm, answer every question correctly and read all feedback. Returns the number of requests."""
    expect(visitor.get(section["page"]).status, 200)
    started = visitor.post(section["start"], section["confirmation"])
    question, requests, sequence = visitor.get(started.location).location, 3, 0
    while question:
        sequence += 1
        expect(visitor.get(question).status, 200)
        answer = {"sequence": sequence, "option": section["right"][question.split("/")[-2]]}
        feedback = visitor.get(visitor.post(question, answer).location)
        expect(feedback.status, 200)
        following = NEXT.search(feedback.text)
        question, requests = following[1] if following else "", requests + 3
    expect(sequence, len(section["right"]))
    return requests


def expect(actual: int, expected: int) -> None:
    if actual != expected:
        raise RuntimeError(f"{actual} instead of {expected}")


def measure(site: Site, job: Job) -> Cost:
    """Measure a job with all its visitors at once, each on one connection."""
    with ExitStack() as stack, ThreadPoolExecutor(len(job.sessions)) as threads:
        visitors = [stack.enter_context(Visitor(site.address, session)) for session in job.sessions]
        cpu, began = cpu_of(site), time.perf_counter()
        requests = sum(threads.map(lambda visitor: sum(job.work(visitor) for _ in range(job.times)), visitors))
        return Cost(requests, time.perf_counter() - began, cpu_of(site) - cpu)


def cpu_of(site: Site) -> float:
    """User and system time of the server's processes so far, in seconds."""
    ticks = 0
    for pid in site.pids():
        # The second field is the program's name in brackets, which may hold anything; utime and stime are 14 and 15.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def times_bare(rounds: list[Round], name: str) -> float:
    return statistics.median(costs[name].cpu_each / costs["bare view"].cpu_each for costs in rounds)


def print_table(rounds: list[Round], queries: dict[str, int]) -> None:
    print(f"{'':24}{'queries':>8}{'CPU ms':>9}{'× bare':>8}{'a second':>10}{'× bare':>8}")
    for name in rounds[0]:
        cpu = statistics.median(costs[name].cpu_each for costs in rounds) * 1000
        a_second = statistics.median(costs[name].a_second for costs in rounds)
        share = statistics.median(costs[name].a_second / costs["bare view"].a_second for costs in rounds)
        label = f"{name}, a request" if name == "whole attempt" else name
        print(
            f"{label:24}{queries.get(name, ''):>8}{cpu:>9.2f}{times_bare(rounds, name):>8.1f}{a_second:>10.0f}{share:>8.2f}"
        )
    whole = [costs["whole attempt"] for costs in rounds]
    attempts = len(STUDENTS)  # one for each student in a round
    cpu = statistics.median(cost.cpu for cost in whole) / attempts * 1000
    print(f"A whole attempt: {whole[0].requests // attempts} requests, {cpu:.0f} ms of CPU.")


if __name__ == "__main__":
    main()
