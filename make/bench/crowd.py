"""Fifty clients at once, each of whom reads, confirms and answers again and again."""

import statistics
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException

from jobs import UnexpectedStatus, opened, session_of, study
from processes import own_mib
from servers import Server

from tests.live.visitor import Reply, Visitor

CLIENTS, FIRST = 50, 64
"""The clients, and the first of the students that they are."""
COMPLETIONS = 2
"""Of each client, in as many sections."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """What the clients met: milliseconds of a request on the clock, and each worker's own memory afterwards in MiB."""

    completions: int
    errors: int
    seconds: float
    median: float
    slow: float
    """So long or shorter took 95 of 100 requests."""
    memory: list[float]

    @property
    def completions_a_second(self) -> float:
        return self.completions / self.seconds


class TimedVisitor(Visitor):
    """Notes the milliseconds of each request."""

    def __init__(self, address: str, session: str) -> None:
        super().__init__(address, session, patience=120)
        self.times: list[float] = []

    def _send(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Reply:
        began = time.perf_counter()
        reply = super()._send(method, path, body, headers)
        self.times.append((time.perf_counter() - began) * 1000)
        return reply


def crowd(server: Server) -> Crowd:
    """Let the clients complete two sections each. An attempt that meets an error counts as one, and is given up."""
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as threads:
        met = list(threads.map(lambda client: _complete(server, client), range(CLIENTS)))
    seconds, times = time.perf_counter() - began, sorted(time for _done, times in met for time in times)
    done = sum(completions for completions, _times in met)
    slow = times[int(len(times) * 0.95)]
    memory = [own_mib(worker) for worker in server.workers()]
    return Crowd(done, CLIENTS * COMPLETIONS - done, seconds, statistics.median(times), slow, memory)


def _complete(server: Server, client: int) -> tuple[int, list[float]]:
    """Home, and a whole attempt, in each section. Returns the completions and the milliseconds of the requests."""
    done = 0
    with TimedVisitor(server.address, session_of(server, FIRST + client)) as visitor:
        for section in server.facts["sections"][:COMPLETIONS]:
            try:
                opened(visitor, "/")
                study(visitor, section)
                done += 1
            except (UnexpectedStatus, HTTPException, OSError) as error:
                print(f"Client {client}: {error!r}")
    return done, visitor.times
