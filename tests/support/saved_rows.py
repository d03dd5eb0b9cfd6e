"""Rows that test after test would have made by the same verbs are made once in each test process, and then put back as
they stood: publishing a handbook is half of what a test of it costs."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

from records.models import Event

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Rows:
    """All rows of a table, as the database gives and takes them."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def statement(self) -> tuple[str, list[object]]:
        """What puts them back: SQL, and the values in it."""
        names = ", ".join(map(connection.ops.quote_name, self.columns))
        marks = f"({', '.join(['%s'] * len(self.columns))})"
        sql = f"INSERT INTO {self.table} ({names}) VALUES {', '.join([marks] * len(self.rows))}"
        return sql, [value for row in self.rows for value in row]


Statement = tuple[str, list[object] | None]

_KEPT: dict[str, tuple[Statement, ...]] = {}


def seen_in(folder: Path | str, inside: str = "") -> dict[str, tuple[int, ...]]:
    """What is in a folder, by its name: of what kind it is, and of a file how long it is and when it was written."""
    seen: dict[str, tuple[int, ...]] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            name, found = f"{inside}/{entry.name}", entry.stat()
            if entry.is_dir():
                seen |= {name: (found.st_mode,)} | seen_in(entry.path, name)
            else:
                seen[name] = (found.st_mode, found.st_size, found.st_mtime_ns)
    return seen


def said_in(folder: Path) -> str:
    """A digest of all that stands in a folder's files, by their names."""
    digest = sha256()
    for path in sorted(folder.rglob("*.*")):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def made_once(make: Callable[[], object], *, of: str, app: str) -> None:
    """What `make` writes into the tables of an app, and the events of it; `of` is all that it hangs on. Made anew where
    the app has rows already. Should it write anywhere else, it cannot be kept, and the first test says so."""
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
    """What puts all that back. On PostgreSQL it is one text with the values in it, which takes half the time; and new rows
    are numbered there from where it stood, whatever was put in."""
    kept = [each for each in kept if each.rows]
    if connection.vendor != "postgresql":
        return [each.statement() for each in kept]
    filled = [model for model in models if model._meta.db_table in {each.table for each in kept}]
    inserts = [f"{connection.ops.compose_sql(*each.statement())};" for each in kept]
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
        wanted = [place for place, name in enumerate(names) if name not in without]
        rows = cursor.fetchall()[skip:]
    return Rows(
        table, tuple(names[place] for place in wanted), tuple(tuple(row[place] for place in wanted) for row in rows)
    )
