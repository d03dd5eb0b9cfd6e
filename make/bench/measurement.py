"""The interleaved run: in each round every job on every server, in another order each time."""

import random
import statistics
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

from jobs import EXPORT, HOME, OVERVIEW, PATIENCE, Job, jobs_of
from processes import peak_mib, reset_peaks
from servers import Key, Server

from tests.live.visitor import Visitor

SLOW, VERY_SLOW = 4.0, 20.0
"""Seconds of one visit: a slow job is done once in a round, a very slow one once in the whole run."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a job cost in a round: seconds on the clock, and CPU seconds of the server and of its database."""

    works: int
    requests: int
    seconds: float
    server: float
    database: float

    @property
    def cpu(self) -> float:
        return self.server + self.database


@dataclass(frozen=True, slots=True)
class Figures:
    """The rounds of a job on a server."""

    job: Job
    costs: list[Cost]

    @property
    def is_once(self) -> bool:
        """Whether it was too slow to be done in every round."""
        return len(self.costs) == 1 and self.costs[0].seconds > VERY_SLOW

    @property
    def milliseconds(self) -> float:
        """CPU of one request (or of the whole, for a job that is measured as one): the median of the rounds."""
        return statistics.median(self._each(cost.cpu, cost) for cost in self.costs)

    @property
    def milliseconds_of_database(self) -> float:
        return statistics.median(self._each(cost.database, cost) for cost in self.costs)

    @property
    def requests(self) -> int:
        """The requests of one piece of work."""
        return self.costs[0].requests // self.costs[0].works

    def times(self, other: "Figures") -> float:
        """How many times the other's cost this is: the median of the ratios within each round."""
        if len(self.costs) != len(other.costs):
            return self.milliseconds / other.milliseconds
        pairs = zip(self.costs, other.costs, strict=True)
        return statistics.median(self._each(own.cpu, own) / other._each(its.cpu, its) for own, its in pairs)

    def _each(self, seconds: float, cost: Cost) -> float:
        return seconds * 1000 / (cost.works if self.job.is_whole else cost.requests)


Results = Mapping[tuple[Key, str], Figures]


def interleaved(jobs: Sequence[tuple[Server, Job]], rounds: int) -> Results:
    """Measure in that many rounds, after one that warms and tells which jobs are slow."""
    chance, costs = random.Random(7), defaultdict[tuple[Key, str], list[Cost]](list)  # noqa: S311 - an order, no secret
    first: dict[tuple[Key, str], float] = {}
    order = list(jobs)
    for number in range(rounds + 1):
        chance.shuffle(order)
        began = time.monotonic()
        for server, job in order:
            name = (server.key, job.name)
            if first.get(name, 0) > VERY_SLOW:
                continue
            once = number == 0 or first[name] > SLOW
            cost = measure(server, job, number, times=1 if once else job.times)
            first.setdefault(name, cost.seconds / cost.works * len(job.sessions(number)))
            if number or cost.seconds > VERY_SLOW:
                costs[name].append(cost)
        print(f"{f'Round {number}' if number else 'Warm'}: {time.monotonic() - began:.0f} s", flush=True)
    return {(server.key, job.name): Figures(job, costs[server.key, job.name]) for server, job in jobs}


def measure(server: Server, job: Job, number: int, *, times: int) -> Cost:
    """Measure a job with all its visitors at once, each on one connection that is kept."""
    sessions = job.sessions(number)
    with ExitStack() as stack, ThreadPoolExecutor(len(sessions)) as threads:
        visitors = [stack.enter_context(Visitor(server.address, session, patience=PATIENCE)) for session in sessions]
        prepared = list(threads.map(job.prepare, visitors)) if job.prepare else [None] * len(visitors)
        before, began = server.cpu(), time.perf_counter()
        requests = list(
            threads.map(lambda pair: [job.work(*pair) for _ in range(times)], zip(visitors, prepared, strict=True))
        )
        seconds, after = time.perf_counter() - began, server.cpu()
    return Cost(
        works=len(sessions) * times,
        requests=sum(map(sum, requests)),
        seconds=seconds,
        server=after[0] - before[0],
        database=after[1] - before[1],
    )


def peaks_of(server: Server) -> dict[str, float]:
    """The workers' peak of memory, in MiB, in the jobs that took much of it once: on a server that has done nothing but
    show home."""
    jobs = {job.name: job for job in jobs_of(server, fewest=True)}
    measure(server, jobs[HOME], 0, times=1)
    peaks = {}
    for name in (OVERVIEW, EXPORT):
        reset_peaks(server.workers())
        measure(server, jobs[name], 0, times=1)
        peaks[name] = peak_mib(server.workers())
    return peaks
