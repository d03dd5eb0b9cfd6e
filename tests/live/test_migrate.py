"""While `migrate` runs beside a site, no frozen row can be changed, and what is in order is not touched."""

import time

import pytest

from tests.live.frozen_rows import frozen_rows_attacked
from tests.live.server import Filled, Site, serving

CHANGES = (
    "UPDATE handbook_edition SET title = title",
    "UPDATE handbook_version SET number = number WHERE published_at IS NOT NULL",
)
BEFORE_EDITIONS_WERE_ALTERED = ("handbook", "0004")
GUARD_STATE = {
    # What changes with each trigger that is made or dropped: SQLite's counter of its schema, and the keys in the catalogue.
    "sqlite": "PRAGMA schema_version",
    "postgres": "SELECT oid FROM pg_trigger WHERE tgname LIKE 'frozen_%' ORDER BY oid",
}


def vendor_of(site: Site) -> str:
    return site.url.partition(":")[0]


def test_with_nothing_pending_it_touches_no_guard(site: Site) -> None:
    before = site.rows(GUARD_STATE[vendor_of(site)])

    with frozen_rows_attacked(site.url, CHANGES) as outcomes:
        for _time in range(3):
            site.run("manage.py", "migrate")

    assert site.rows(GUARD_STATE[vendor_of(site)]) == before
    assert set(outcomes) == {"refused"}


def test_with_migrations_of_frozen_tables_pending_every_change_is_refused_all_the_while(empty: Filled) -> None:
    with serving(empty) as site:
        with frozen_rows_attacked(site.url, CHANGES) as outcomes:
            site.run("manage.py", "migrate", *BEFORE_EDITIONS_WERE_ALTERED)
            site.run("manage.py", "migrate")

        assert outcomes["refused"] > 0
        assert outcomes["changed"] == 0
        assert site.run("manage.py", "shell", "-v0", "-c", MISSING) == "[]\n"


MISSING = "from records import triggers; print(triggers.missing())"


def test_a_later_start_puts_back_a_guard_that_is_missing_and_says_so(site: Site) -> None:
    on = "" if vendor_of(site) == "sqlite" else " ON records_event"
    site.rows(f"DROP TRIGGER frozen_records_event_update{on}")

    printed = site.run_and_log("manage.py", "migrate")

    assert "These guards of frozen rows were missing, and were created again: frozen_records_event_update." in printed
    assert site.run("manage.py", "shell", "-v0", "-c", MISSING) == "[]\n"


def test_a_transaction_that_reads_on_does_not_stop_the_site(site: Site) -> None:
    """On PostgreSQL a migration that waits for a table makes all others wait behind it."""
    if vendor_of(site) == "sqlite":
        pytest.skip("readers of SQLite never wait for a writer")
    import psycopg

    site.run("manage.py", "migrate", *BEFORE_EDITIONS_WERE_ALTERED)
    with psycopg.connect(site.url) as reader:
        reader.execute("SELECT count(*) FROM handbook_edition")
        began = time.monotonic()
        with pytest.raises(RuntimeError, match="Run migrate again"):
            site.run("manage.py", "migrate")
        assert time.monotonic() - began < 30
    site.run("manage.py", "migrate")
    assert site.run("manage.py", "shell", "-v0", "-c", MISSING) == "[]\n"
