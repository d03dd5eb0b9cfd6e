"""Rows that test after test would have made by the same verbs are made once in each test process, and then put back as
they stood: publishing a handbook is half of what a test of it costs."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

from records.models import Event

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Rows:
    """All rows of a table, as the database gives and takes them."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def put_back(self) -> None:
        names = ", ".join(map(connection.ops.quote_name, self.columns))
        marks = f"({', '.join(['%s'] * len(self.columns))})"
        sql = f"INSERT INTO {self.table} ({names}) VALUES {', '.join([marks] * len(self.rows))}"
        with connection.cursor() as cursor:
            cursor.execute(sql, [value for row in self.rows for value in row])


_KEPT: dict[str, tuple[Rows, ...]] = {}


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
    others = [model._meta.db_table for model in apps.get_models() if model not in (*models, Event)]
    if any(map(_count, tables)):
        make()
        return
    if of not in _KEPT:
        events_before, elsewhere = Event.objects.count(), [_count(table) for table in others]
        make()
        assert [_count(table) for table in others] == elsewhere
        # Events have numbers of their own in each test: what else happened there has taken some.
        events = _read(Event._meta.db_table, without=("id",), order="id", skip=events_before)
        _KEPT[of] = tuple(each for each in (*map(_read, tables), events) if each.rows)
        return
    for each in _KEPT[of]:
        each.put_back()
    with connection.cursor() as cursor:  # PostgreSQL numbers new rows from where it stood, whatever was put in
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


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
