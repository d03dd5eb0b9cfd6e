"""Counts what a page asks the database; the frame of a transaction asks nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

_FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "INSERT INTO records_sitestamp")
"""The site stamp is written at the end of a transaction; in a test, whose transaction does not end, before the next request."""


@contextmanager
def queries() -> Iterator[list[str]]:
    """The statements run inside, in order; the list is filled at the end: `with queries() as asked: …; len(asked)`."""
    asked: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield asked
    asked += [
        captured_query["sql"]
        for captured_query in captured.captured_queries
        if not captured_query["sql"].lstrip().startswith(_FRAME)
    ]


@contextmanager
def parameters() -> Iterator[list[int]]:
    """The number of parameters of each statement run inside, in order."""
    counts: list[int] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        counts.append(len(params or ()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield counts
