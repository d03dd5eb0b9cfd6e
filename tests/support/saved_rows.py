"""Rows that many tests begin with are made once in each test process by the verbs, and inserted again for each test.

Publishing the small handbook takes 140 ms, inserting its rows again 5 ms. A database that is filled once would save those
5 ms where a test begins with the small handbook, and cost more where it begins without or with another section in it.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

from records.models import Event

Row = tuple[Any, ...]
STOCK_PARAMETERS = 999
"""The parameters of a statement that SQLite takes as it was built for long. Debian's takes 250,000; tests run with these."""


@dataclass(frozen=True)
class Rows:
    """All rows of a table, as the database returns and takes them."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def parts(self) -> "Iterator[Rows]":
        """The same in as many statements as SQLite's smallest limit of parameters asks for."""
        most = STOCK_PARAMETERS // len(self.columns)
        for start in range(0, len(self.rows), most):
            yield replace(self, rows=self.rows[start : start + most])

    def statement(self) -> tuple[str, list[object]]:
        """The SQL that inserts them, and the values in it."""
        names = ", ".join(map(connection.ops.quote_name, self.columns))
        marks = f"({', '.join(['%s'] * len(self.columns))})"
        sql = f"INSERT INTO {self.table} ({names}) VALUES {', '.join([marks] * len(self.rows))}"
        return sql, [value for row in self.rows for value in row]


Statement = tuple[str, list[object] | None]

_KEPT: dict[str, tuple[Statement, ...]] = {}


def folder_state(folder: Path | str, inside: str = "") -> dict[str, tuple[int, ...]]:
    """The entries of a folder and of those in it: the mode of each, the size of a file and when it was written."""
    state: dict[str, tuple[int, ...]] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            name, stat = f"{inside}/{entry.name}", entry.stat()
            if entry.is_dir():
                state |= {name: (stat.st_mode,)} | folder_state(entry.path, name)
            else:
                state[name] = (stat.st_mode, stat.st_size, stat.st_mtime_ns)
    return state


def content_digest(folder: Path) -> str:
    """A digest of the names and the contents of a folder's files."""
    digest = sha256()
    for path in sorted(folder.rglob("*.*")):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def made_once(make: Callable[[], object], *, of: str, app: str) -> None:
    """Write the rows that `make` writes into the tables of an app, and its events.

    `of` is everything that they depend on. `make` is called where the app has rows already, and for the first test of a
    process, which fails if rows were written into other tables.
    """
    models = list(apps.get_app_config(app).get_models())
    tables = [model._meta.db_table for model in models]
    if _has_rows(tables):
        make()
        return
    if of not in _KEPT:
        others = [model._meta.db_table for model in apps.get_models() if model not in (*models, Event)]
        events_before, elsewhere = Event.objects.count(), [_count(table) for table in others]
        make()
        assert [_count(table) for table in others] == elsewhere
        # Events have numbers of their own in each test: what else happened there has taken some.
        events = _read(Event._meta.db_table, without=("id",), order="id", skip=events_before)
        _KEPT[of] = tuple(_statements([*map(_read, tables), events], models))
        return
    with connection.cursor() as cursor:
        for sql, values in _KEPT[of]:
            cursor.execute(sql, values)


def _statements(kept: list[Rows], models: list[type[Model]]) -> Iterable[Statement]:
    """The statements that insert those rows.

    On PostgreSQL they are one text with the values in it, which takes half the time, and set the sequences, which inserts
    with ids do not move.
    """
    kept = [rows for rows in kept if rows.rows]
    if connection.vendor != "postgresql":
        return [part.statement() for rows in kept for part in rows.parts()]
    filled = [model for model in models if model._meta.db_table in {rows.table for rows in kept}]
    inserts = [f"{connection.ops.compose_sql(*rows.statement())};" for rows in kept]
    return [(" ".join([*inserts, *connection.ops.sequence_reset_sql(no_style(), filled)]), None)]


def _has_rows(tables: list[str]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + " OR ".join(f"EXISTS (SELECT 1 FROM {table})" for table in tables))
        return bool(cursor.fetchone()[0])


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        return int(cursor.fetchone()[0])


def _read(table: str, *, without: tuple[str, ...] = (), order: str = "1", skip: int = 0) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY {order}")
        names = [column[0] for column in cursor.description]
        places = [place for place, name in enumerate(names) if name not in without]
        rows = cursor.fetchall()[skip:]
    return Rows(
        table, tuple(names[place] for place in places), tuple(tuple(row[place] for place in places) for row in rows)
    )
