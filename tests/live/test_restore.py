"""A restore beside a running site loses nothing that was acknowledged: it is in the database, or in the copy that is kept."""

import re
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.live.readers import Reader, readers
from tests.live.server import Site, rows
from tests.live.visitor import Visitor
from tests.support.sizes import size

pytestmark = pytest.mark.sqlite_only

RESTORES = size(small=2, full=10)
ANSWERING = 6
FINISHING = 30
"""Of these, each completes the section once between two restores."""
SAVED = (
    "SELECT 'answer', attempt_id, sequence FROM courses_answer "
    "UNION ALL SELECT 'completion', attempt_id, 0 FROM courses_completion"
)
Saved = Counter[tuple[str, str, int]]


def saved_in(database: Path) -> Saved:
    return Counter((kind, attempt, sequence) for kind, attempt, sequence in rows(f"sqlite:///{database}", SAVED))


def wrong(reader: Reader) -> str:
    question = reader.submit.split("/")[5]
    return next(letter for letter in "abc" if letter not in reader.right[question])


def answer_on_and_on(site: Site, reader: Reader, over: threading.Event) -> Saved:
    """Answer one question wrongly, over and over. Returns what the site acknowledged."""
    acknowledged: Saved = Counter()
    attempt = reader.attempt.replace("-", "")
    sequence = int((reader.submission or {})["sequence"])
    with Visitor(site.address, reader.session) as visitor:
        while not over.is_set():
            reply = visitor.post(reader.submit, {"sequence": sequence, "option": [wrong(reader)]})
            if reply.status == 302:
                acknowledged["answer", attempt, sequence] += 1
                sequence += 1
            else:  # the restored database has fewer answers
                assert reply.status == 409, reply.text
                page = visitor.get(reader.submit.removesuffix("answer/"))
                sequence = int(re.findall(r'name="sequence" value="(\d+)"', page.text)[0])
    return acknowledged


def finish(site: Site, people: list[Reader], over: threading.Event) -> Saved:
    """Give the last right answer of one attempt after the other, and begin again with the first one when all are done."""
    acknowledged: Saved = Counter()
    while not over.is_set():
        for reader in people:
            with Visitor(site.address, reader.session) as visitor:
                reply = visitor.post(reader.submit, reader.submission or {})
                assert reply.status == 302, reply.text
            attempt = reader.attempt.replace("-", "")
            # Sent again it is acknowledged as it was the first time, and is no second one.
            acknowledged["completion", attempt, 0] = 1
            acknowledged["answer", attempt, int((reader.submission or {})["sequence"])] = 1
            if over.wait(0.05):
                break
    return acknowledged


@contextmanager
def load(site: Site, answering: list[Reader], finishing: list[Reader]) -> Iterator[list[Saved]]:
    """What was acknowledged while the block ran, once it has ended."""
    over = threading.Event()
    acknowledged: list[Saved] = []
    with ThreadPoolExecutor(len(answering) + 1) as threads:
        tasks = [threads.submit(answer_on_and_on, site, reader, over) for reader in answering]
        tasks.append(threads.submit(finish, site, finishing, over))
        try:
            yield acknowledged
        finally:
            over.set()
        acknowledged += [task.result() for task in tasks]


def test_what_was_acknowledged_while_a_backup_was_restored_is_kept(site: Site) -> None:
    people = readers(site, ANSWERING + FINISHING, questions_left=1)
    answering, finishing = people[:ANSWERING], people[ANSWERING:]
    database = site.folder / "rettesnor.sqlite3"
    lost: list[Saved] = []
    for turn in range(1, RESTORES + 1):
        backup = site.folder / f"backup-{turn}.sqlite3"
        site.run("manage.py", "backup", str(backup))
        before = saved_in(backup)
        with load(site, answering, finishing) as acknowledged:
            threading.Event().wait(1)
            printed = site.run("manage.py", "restore", str(backup))
            threading.Event().wait(0.5)
        kept = site.folder / f"before-restore-{turn}.sqlite3"
        assert printed == f"Restored from {backup}. The former database is kept in {kept}.\n"
        stored = (saved_in(kept) - before) + (saved_in(database) - before)
        total = sum(acknowledged, Counter())
        assert len(total - before) > ANSWERING
        lost.append(total - before - stored)
    assert lost == [Counter()] * RESTORES
    assert {line.partition(":")[0] for line in site.log.splitlines()} <= {"Conflict"}
