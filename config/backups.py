"""Copies of an SQLite database that is in use, and the way back."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings

from config.env import var_dir


class NotSqlite(Exception):
    """PostgreSQL has pg_dump and pg_restore."""


class NotABackup(Exception):
    """The file is missing, damaged, or holds something else. Carries the reason."""


def database_file() -> Path:
    """Raises NotSqlite."""
    database = settings.DATABASES["default"]
    if "sqlite" not in database["ENGINE"]:
        raise NotSqlite
    return Path(database["NAME"])


def back_up(to: Path) -> None:
    """A whole copy of the database as it is at one moment; readers and writers go on. Raises NotSqlite, FileExistsError,
    and NotADirectoryError where the folder is missing."""
    if to.exists():
        raise FileExistsError(to)
    if not to.parent.is_dir():
        raise NotADirectoryError(to.parent)
    with closing(sqlite3.connect(database_file())) as live, closing(sqlite3.connect(to)) as copy:
        live.backup(copy)


def restore(source: Path) -> Path:
    """Put a backup in the database's place, page by page under its lock. Returns where what was there before is kept.

    Raises NotSqlite and NotABackup; then nothing was changed.
    """
    target = database_file()
    _check(source)
    kept = var_dir() / f"before-restore-{_next_number()}.sqlite3"
    if target.exists():
        back_up(kept)
    with closing(sqlite3.connect(source)) as copy, closing(sqlite3.connect(target)) as live:
        copy.backup(live)
    return kept


def _next_number() -> int:
    """One more than the highest: whoever throws old ones away does not get their numbers again."""
    kept = [re.fullmatch(r"before-restore-([0-9]+)\.sqlite3", path.name) for path in var_dir().iterdir()]
    return max((int(found[1]) for found in kept if found), default=0) + 1


def _check(source: Path) -> None:
    if not source.is_file():
        raise NotABackup(f"There is no file {source}.")
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as copy:
            (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
            tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError as error:
        raise NotABackup(f"{source} is not an SQLite database, or is damaged: {error}.") from error
    if verdict != "ok":
        raise NotABackup(f"{source} is damaged: {verdict}.")
    if not {"django_migrations", "courses_completion", "records_event"} <= tables:
        raise NotABackup(f"{source} is a database, but not one of Rettesnor's.")
