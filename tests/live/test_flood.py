"""Wrong passwords at once, from everywhere: those who read go on reading, and nobody waits for another's hash."""

import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.live.readers import readers
from tests.live.server import Filled, Site, serving
from tests.live.visitor import Visitor
from tests.support.sizes import size

pytestmark = pytest.mark.sqlite_only

AT_ONCE = 20
PAGES = size(small=40, full=300)
RISE = size(small=0.5, full=0.1)
"""Seconds by which the median of a page may rise; without the bound of hashing it rises by some seconds. In `make test`
other tests run on the same processors."""
PAUSE = 0.5
"""Seconds that those who are refused wait before they try again: a quarter of what they are told."""
ROUNDS = 3


@pytest.fixture
def behind_a_proxy(empty: Filled) -> Iterator[Site]:
    with serving(empty, {"PROXY_ADDRESS_HEADER": "X-Real-IP"}) as running:
        yield running


def median_of_a_page(site: Site) -> float:
    """Seconds of a section's page, for somebody who is signed in."""
    (reader,) = readers(site, 1)
    seconds = []
    with Visitor(site.address, reader.session) as visitor:
        for _ in range(PAGES):
            start = time.perf_counter()
            assert visitor.get(reader.page).status == 200
            seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def test_readers_go_on_reading_while_twenty_sign_in_wrongly(behind_a_proxy: Site) -> None:
    """Each try is another number from another address, so that no limit but that of hashing holds them up."""
    over = threading.Event()
    refused: list[float] = []
    hashed: list[float] = []

    def guess(guesser: int) -> Counter[int]:
        statuses: Counter[int] = Counter()
        for turn in range(100_000):
            if over.is_set():
                break
            with Visitor(behind_a_proxy.address) as visitor:
                start = time.perf_counter()
                address = {"X-Real-IP": f"198.18.{guesser}.{turn % 250}"}
                form = {"username": f"{guesser}-{turn}", "password": "not the password"}
                reply = visitor.post("/sign-in/", form, address)
            statuses[reply.status] += 1
            if reply.status == 503:
                assert reply.headers["Retry-After"] == "2"
                assert "Mange logger på akkurat nå" in reply.text
                refused.append(time.perf_counter() - start)
                over.wait(PAUSE)
            else:
                hashed.append(time.perf_counter() - start)
        return statuses

    median_of_a_page(behind_a_proxy)
    alone = min(median_of_a_page(behind_a_proxy) for _ in range(ROUNDS))
    with ThreadPoolExecutor(AT_ONCE) as threads:
        guesses = [threads.submit(guess, guesser) for guesser in range(AT_ONCE)]
        try:
            flooded = min(median_of_a_page(behind_a_proxy) for _ in range(ROUNDS))
        finally:
            over.set()
        statuses = sum((task.result() for task in guesses), Counter[int]())
    assert flooded < alone + RISE
    assert statistics.median(refused) < min(hashed)
    assert set(statuses) == {200, 503}
    assert {line.partition(":")[0] for line in behind_a_proxy.log.splitlines()} <= {"Service Unavailable"}
