"""Another client, which tries to change frozen rows all the while."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread

from tests.live.server import rows


@contextmanager
def frozen_rows_attacked(database_url: str, changes: Sequence[str]) -> Iterator[Counter[str]]:
    """Send these statements one after the other. What came of them is counted."""
    outcomes: Counter[str] = Counter()
    stop = Event()

    def attack() -> None:
        for change in itertools.takewhile(lambda _: not stop.is_set(), itertools.cycle(changes)):
            try:
                rows(database_url, change)
                outcomes["changed"] += 1
            except Exception as error:  # noqa: BLE001 - of either driver
                is_refused = "this row is frozen" in str(error)
                outcomes["refused" if is_refused else type(error).__name__] += 1

    thread = Thread(target=attack)
    thread.start()
    try:
        yield outcomes
    finally:
        stop.set()
        thread.join()
