"""Whoever presses twice, or thirty-two times, is put on record once: real requests to the server that `make run` starts."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier
from uuid import UUID

import pytest

from tests.live.readers import Form, Reader, readers
from tests.live.server import Site
from tests.live.visitor import SESSION, Reply, Visitor

Post = tuple[str, Form]
"""Where a form is sent, and what stands in it."""
ATTEMPTS = 50
TIMES = 32
STARTS = 20


def post_at_once(site: Site, reader: Reader, posts: Sequence[Post]) -> Sequence[Reply]:
    """These forms, each from a connection of its own with the reader's session, all open before the first one sends."""
    return post_together(site, [(reader.session, post) for post in posts])


def post_together(site: Site, posts: Sequence[tuple[str, Post]]) -> Sequence[Reply]:
    """The same of several people: each form with the session of whoever sends it."""
    ready = Barrier(len(posts))

    def post(visitor: Visitor, path: str, form: Form) -> Reply:
        visitor.connect()
        ready.wait(timeout=30)
        return visitor.post(path, form)

    with ExitStack() as stack, ThreadPoolExecutor(len(posts)) as threads:
        visitors = [stack.enter_context(Visitor(site.address, session)) for session, _post in posts]
        return list(threads.map(lambda visitor, sent: post(visitor, *sent[1]), visitors, posts))


def test_the_last_answer_sent_many_times_at_once_is_one_completion(site: Site) -> None:
    people = readers(site, ATTEMPTS, questions_left=1)

    replies = [
        reply
        for reader in people
        for reply in post_at_once(site, reader, [(reader.submit, reader.submission or {})] * TIMES)
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
        for reply in post_at_once(site, reader, [(reader.start, reader.confirmation)] * times)
    ]

    attempts = site.rows("SELECT cast(id AS text), count(*) OVER (PARTITION BY employee_id) FROM courses_attempt")
    assert Counter(reply.status for reply in replies) == {302: STARTS * times}
    assert Counter(reply.location.partition("questions/")[0] for reply in replies) == {
        f"/courses/attempts/{UUID(attempt)}/": times for attempt, _of_employee in attempts
    }
    assert [of_employee for _attempt, of_employee in attempts] == [1] * STARTS
    assert site.log == ""


def test_beginning_again_while_the_last_answer_is_sent_loses_nothing(site: Site) -> None:
    """Two windows: in one the last question is answered, in the other the section is confirmed in another language."""
    people = readers(site, STARTS, questions_left=1)

    statuses: Counter[int] = Counter()
    for reader in people:
        answering: Post = (reader.submit, reader.submission or {})
        restarting: Post = (reader.other_language, reader.other_confirmation)
        statuses.update(reply.status for reply in post_at_once(site, reader, [answering, restarting] * 4))

    # Whoever answers after the attempt was ended is told so; nobody waits in vain, and nothing breaks.
    assert set(statuses) <= {302, 409}
    # An attempt is either completed and on record, or was begun again and is not: never both.
    endings = site.rows(
        "SELECT attempt.ending, completion.id IS NOT NULL, count(*) FROM courses_attempt attempt "
        "LEFT JOIN courses_completion completion ON completion.attempt_id = attempt.id "
        "WHERE attempt.ending <> '' GROUP BY 1, 2"
    )
    assert {(ending, bool(is_on_record)) for ending, is_on_record, _count in endings} <= {
        ("completed", True),
        ("restarted", False),
    }
    assert sum(count for _ending, _is_on_record, count in endings) == STARTS
    assert {line.partition(":")[0] for line in site.log.splitlines()} <= {"Conflict"}


def test_withdrawing_a_question_while_it_is_the_last_to_be_answered_completes_everybody_once(site: Site) -> None:
    people = readers(site, STARTS, questions_left=1)
    with Visitor(site.address) as publisher:
        publisher.sign_in("1004")
        session = publisher.cookies[SESSION]
    ((version,),) = site.rows(
        "SELECT version_id FROM courses_attempt JOIN handbook_version version ON version.id = version_id GROUP BY 1"
    )

    statuses: Counter[int] = Counter()
    by_question: dict[str, list[Reader]] = defaultdict(list)
    for reader in people:
        by_question[reader.submit.split("/")[5]].append(reader)
    for question, asked in by_question.items():
        withdrawing: Post = (f"/admin/handbook/withdrawnquestion/versions/{version}/{question}/", {"reason": "Feil."})
        answering = [(reader.session, (reader.submit, reader.submission or {})) for reader in asked]
        middle = len(answering) // 2
        posts = [*answering[:middle], (session, withdrawing), *answering[middle:]]
        statuses.update(reply.status for reply in post_together(site, posts))

    # Whoever's answer came first is led on, whoever's came after is told; nobody waits in vain, and nothing breaks.
    assert set(statuses) <= {302, 409}
    assert site.rows("SELECT ending, count(*) FROM courses_attempt GROUP BY ending") == [("completed", STARTS)]
    assert site.rows("SELECT count(*), count(DISTINCT attempt_id) FROM courses_completion") == [(STARTS, STARTS)]
    # An attempt was answered to its end, or credited: never both.
    refused, asked_each = statuses[409], len(people[0].right)
    assert site.rows("SELECT count(*) FROM courses_credit") == [(refused,)]
    assert site.rows("SELECT count(*) FROM courses_answer") == [(STARTS * asked_each - refused,)]
    assert {line.partition(":")[0] for line in site.log.splitlines()} <= {"Conflict"}
