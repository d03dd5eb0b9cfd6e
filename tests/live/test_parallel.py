"""Whoever presses twice, or thirty-two times, is put on record once: real requests to the server that `make run` starts."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier
from uuid import UUID

import pytest

from tests.live.preparing import Form, Reader, readers
from tests.live.server import Site
from tests.live.visiting import Reply, Visitor

ATTEMPTS = 50
TIMES = 32
STARTS = 20


def post_at_once(site: Site, reader: Reader, path: str, form: Form, *, times: int) -> Sequence[Reply]:
    """The same form from so many connections with the reader's session, all open before the first one sends."""
    ready = Barrier(times)

    def post(visitor: Visitor) -> Reply:
        visitor.connect()
        ready.wait(timeout=30)
        return visitor.post(path, form)

    with ExitStack() as stack, ThreadPoolExecutor(times) as threads:
        visitors = [stack.enter_context(Visitor(site.address, reader.session)) for _ in range(times)]
        return list(threads.map(post, visitors))


def test_the_last_answer_sent_many_times_at_once_is_one_completion(site: Site) -> None:
    people = readers(site, ATTEMPTS, questions_left=1)

    replies = [
        reply
        for reader in people
        for reply in post_at_once(site, reader, reader.submit, reader.submission, times=TIMES)
    ]

    # The first one answers, the others are shown that same answer: none is refused, none waits in vain.
    assert Counter(reply.status for reply in replies) == {302: ATTEMPTS * TIMES}
    assert Counter(reply.location for reply in replies) == {f"{reader.submit}feedback/": TIMES for reader in people}
    asked = len(people[0].right)
    assert site.rows("SELECT count(*), count(DISTINCT attempt_id) FROM courses_completion") == [(ATTEMPTS, ATTEMPTS)]
    assert site.rows("SELECT ending, count(*) FROM courses_attempt GROUP BY ending") == [("completed", ATTEMPTS)]
    assert site.rows("SELECT count(*) FROM courses_answer") == [(ATTEMPTS * asked,)]
    assert site.log == ""


@pytest.mark.parametrize("times", [2, 8])
def test_parallel_starts_are_one_attempt(site: Site, times: int) -> None:
    people = readers(site, STARTS)

    replies = [
        reply
        for reader in people
        for reply in post_at_once(site, reader, reader.start, reader.confirmation, times=times)
    ]

    attempts = site.rows("SELECT cast(id AS text), count(*) OVER (PARTITION BY employee_id) FROM courses_attempt")
    assert Counter(reply.status for reply in replies) == {302: STARTS * times}
    assert Counter(reply.location for reply in replies) == {
        f"/courses/attempts/{UUID(attempt)}/": times for attempt, _of_employee in attempts
    }
    assert [of_employee for _attempt, of_employee in attempts] == [1] * STARTS
    assert site.log == ""
