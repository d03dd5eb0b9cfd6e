"""Whatever is killed of the server comes back: what `make run` starts, killed with SIGKILL."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.live.server import Filled, Site, children, serving
from tests.live.visitor import Visitor
from tests.support.sizes import size

pytestmark = pytest.mark.sqlite_only

KILLS = size(small=2, full=50)
SECONDS_BETWEEN = size(small=6.0, full=10.0)
"""A worker that ends within 5.5 seconds of its start makes the server give up; the supervisor starts it again then."""
STORM = 10
"""Kills, one a second."""
WITHIN = 5.0
"""Seconds in which the site must answer again."""
AFTER_A_STORM = 60.0


@pytest.fixture
def supervised(empty: Filled) -> Iterator[Site]:
    with serving(empty, as_make_run=True) as running:
        yield running


def workers(site: Site) -> list[int]:
    """The processes that answer; site.pid is the supervisor's, and the server is its child."""
    working: list[int] = []
    with suppress(FileNotFoundError):  # one of them may just have ended
        for server in children(site.pid):
            working += children(server)
    return working


def seconds_until(condition: Callable[[], bool], within: float) -> float:
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < within
        time.sleep(0.05)
    return time.monotonic() - start


def is_replaced(site: Site, killed: int) -> bool:
    return killed not in workers(site)


def answers(site: Site) -> bool:
    """Whether a page is answered to somebody who comes anew."""
    with suppress(OSError, HTTPException), Visitor(site.address) as visitor:
        return visitor.get("/handbooks/").status == 200
    return False


def test_a_worker_that_is_killed_comes_back_and_the_site_answers_meanwhile(supervised: Site) -> None:
    (server,) = children(supervised.pid)
    waited = []
    for turn in range(KILLS):
        begun = time.monotonic()
        seconds_until(lambda: len(workers(supervised)) == 2, WITHIN)
        killed = workers(supervised)[turn % 2]
        os.kill(killed, signal.SIGKILL)
        waited.append(seconds_until(lambda: answers(supervised), WITHIN))
        seconds_until(partial(is_replaced, supervised, killed), WITHIN)
        time.sleep(max(0.0, begun + SECONDS_BETWEEN - time.monotonic()))
    assert max(waited) < WITHIN
    assert len(workers(supervised)) == 2
    # The others went on serving: it was never the whole server that was started again.
    assert children(supervised.pid) == [server]


def test_a_server_whose_workers_are_killed_again_and_again_is_started_anew(supervised: Site) -> None:
    for turn in range(STORM):
        begun = time.monotonic()
        if alive := workers(supervised):
            with suppress(ProcessLookupError):
                os.kill(alive[turn % len(alive)], signal.SIGKILL)
        time.sleep(max(0.0, begun + 1 - time.monotonic()))
    seconds_until(lambda: len(workers(supervised)) == 2 and answers(supervised), AFTER_A_STORM)
    assert "The server ended (with code 1). It is started again in 0.5 s." in supervised.log
    # It is a server like the first one: when it is told to end, it ends.
    assert len(children(supervised.pid)) == 1


def test_a_server_that_is_killed_is_started_anew_and_its_workers_end(supervised: Site) -> None:
    (server,) = children(supervised.pid)
    seconds_until(lambda: len(workers(supervised)) == 2, WITHIN)
    before = set(workers(supervised))
    os.kill(server, signal.SIGKILL)
    seconds_until(lambda: children(supervised.pid) not in ([], [server]), WITHIN)
    seconds_until(lambda: answers(supervised), WITHIN)
    seconds_until(lambda: len(workers(supervised)) == 2, WITHIN)
    assert not before & set(workers(supervised))
    assert [pid for pid in before if is_running(pid)] == []
    assert "The server ended (killed by SIGKILL). It is started again in 0.5 s." in supervised.log


def test_it_ends_with_all_its_processes_when_it_is_told_to(supervised: Site) -> None:
    seconds_until(lambda: len(workers(supervised)) == 2, WITHIN)
    # A worker that is still starting hears the signal only later; one that serves has threads.
    seconds_until(lambda: all(threads(pid) > 1 for pid in workers(supervised)), WITHIN)
    processes = [*children(supervised.pid), *workers(supervised)]
    os.kill(supervised.pid, signal.SIGTERM)
    seconds_until(lambda: not any(is_running(pid) for pid in processes), WITHIN)
    assert not answers(supervised)


def threads(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


def is_running(pid: int) -> bool:
    """A process that has ended and that nobody has asked about is not running."""
    with suppress(FileNotFoundError), open(f"/proc/{pid}/stat") as status:  # noqa: PTH123 - a file of the kernel
        return status.read().rpartition(")")[2].split()[0] != "Z"
    return False
