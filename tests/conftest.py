"""What every test stands on."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_started
from django.db import connection
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from hypothesis import HealthCheck, settings

from records import triggers
from records.process_cache import forget_all
from records.site_stamp import write_due_stamp
from tests.support.saved_rows import STOCK_PARAMETERS

# A busy machine is no fault of a test: nothing is measured by the clock.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

PURE = ("content", "markup")
"""Folders whose tests read texts, and no database."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of plain functions of texts run on SQLite alone."""
    here = Path(__file__).parent
    for item in items:
        if item.path.relative_to(here).parts[0] in PURE:
            item.add_marker(pytest.mark.sqlite_only)


@pytest.fixture(autouse=True)
def _frozen_tables_can_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test on committed data Django empties the tables, which the triggers refuse: they are dropped at its
    teardown, before the flush; the flush sends post_migrate, which makes them again."""
    is_transactional = "transactional_db" in request.fixturenames or any(
        mark.kwargs.get("transaction") for mark in request.node.iter_markers("django_db")
    )
    if is_transactional:
        request.getfixturevalue("transactional_db")
    yield
    if is_transactional:
        triggers.drop()


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    """The rows of a test are rolled back, and the next test's rows get the same ids: what is cached by them is of others."""
    forget_all()


@receiver(connection_created)
def _limit_parameters(connection: Any, **kwargs: Any) -> None:
    """Every test runs with the smallest limit that a site may have."""
    if connection.vendor == "sqlite":
        connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, STOCK_PARAMETERS)


@receiver(request_started)
def _stamp_of_a_transaction_that_does_not_end(**kwargs: Any) -> None:
    """What a test has changed so far counts as committed for the pages that it visits."""
    write_due_stamp(connection)


SHARED = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) "?(handbook_|people_unit|courses_requirement)')
"""A change of what readers share."""


@pytest.fixture(autouse=True)
def _rows_changed_by_a_test_change_pages() -> Iterator[None]:
    """The product changes rows by verbs, which renew the site stamp. A test that writes rows itself renews it, too; whether
    the verbs do is asked of two processes, in `tests/live/test_two_nodes.py`."""

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if SHARED.match(sql):
            connection.stamp_is_due = True
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield


@pytest.fixture(autouse=True)
def _no_logged_errors(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """An error that is logged is a failure, whatever the page said."""
    yield
    errors: list[Any] = [
        get_record
        for get_record in caplog.get_records("call")
        # Django logs each answer of 5xx there, a wanted 503 too.
        if get_record.levelname in ("ERROR", "CRITICAL") and get_record.name != "django.request"
    ]
    assert errors == []


pytest_plugins = ["tests.cast"]
