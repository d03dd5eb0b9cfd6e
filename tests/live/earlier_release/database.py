"""Fills an empty database as the earlier site was. Its rows are in SQLite's file; PostgreSQL has tables and guards of its own."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.live.server import Filled

EARLIER = Path(__file__).parent
NEVER_ANSWERED = """
    CREATE TEMP TABLE unanswered AS SELECT DISTINCT attempt_id FROM courses_answer WHERE length(question) > 64;
    CREATE TEMP TABLE uncompleted AS SELECT * FROM courses_completion WHERE attempt_id IN unanswered;
    DELETE FROM records_event WHERE what = 'section completed'
        AND replace(subject_key, '-', '') IN (SELECT id FROM uncompleted);
    DELETE FROM courses_latestcompletion
        WHERE (employee_id, section_id) IN (SELECT employee_id, section_id FROM uncompleted);
    DELETE FROM courses_completion WHERE attempt_id IN unanswered;
    DELETE FROM records_payload WHERE id IN (SELECT payload_id FROM uncompleted);
    DELETE FROM courses_answer WHERE attempt_id IN unanswered;
    UPDATE courses_attempt SET ended_at = NULL, ending = '' WHERE id IN unanswered;
"""
"""PostgreSQL refused each answer to a question with an id of 65 letters: whoever began the section is still at it."""

NEXT_KEYS = b"""
    DO $$ DECLARE counter record; BEGIN
        FOR counter IN SELECT table_name FROM information_schema.columns
            WHERE table_schema = 'public' AND is_identity = 'YES' LOOP
            EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, ''id''), max(id)) FROM %I', counter.table_name,
                counter.table_name);
        END LOOP;
    END $$
"""


def load(filled: Filled) -> None:
    """Make the tables and guards of that release in the empty database, with its rows."""
    script = (EARLIER / "database.sql").read_text(encoding="utf-8")
    if not filled.database_url:
        with closing(sqlite3.connect(filled.folder / "rettesnor.sqlite3")) as connection:
            connection.executescript(script)
        return
    with closing(sqlite3.connect(":memory:")) as rows:
        rows.executescript(script)
        for (guard,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            rows.execute(f"DROP TRIGGER {guard}")
        rows.executescript(NEVER_ANSWERED)
        _copy(rows, filled.database_url)


def _copy(source: sqlite3.Connection, database_url: str) -> None:
    import psycopg  # an extra: where there is only SQLite it need not be there

    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    with psycopg.connect(database_url) as target:
        target.execute((EARLIER / "postgresql.sql").read_bytes())
        target.execute("SET TIME ZONE 'UTC'")  # SQLite's times name no zone
        for (table,) in source.execute(tables).fetchall():
            rows = source.execute(f"SELECT * FROM {table}")
            columns = ", ".join(f'"{name}"' for name, *_ in rows.description)
            with target.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN".encode()) as copy:
                for row in rows:  # as text: PostgreSQL reads it by the type of its column
                    copy.write_row(row)
        target.execute(NEXT_KEYS)
