"""Back up an SQLite database that is in use, and restore it."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings

from config.env import var_dir


class NotSqlite(Exception):
    """The database is not SQLite. PostgreSQL has pg_dump and pg_restore."""


class NotABackup(Exception):
    """The file is missing, damaged or not a backup of Rettesnor. Carries the reason."""


def database_file() -> Path:
    """The path of the SQLite database. Raises NotSqlite."""
    database = settings.DATABASES["default"]
    if "sqlite" not in database["ENGINE"]:
        raise NotSqlite
    return Path(database["NAME"])


def back_up(to: Path) -> None:
    """Copy the database as it is at one moment, while readers and writers go on.

    Raises NotSqlite, FileExistsError, and NotADirectoryError if the folder is missing.
    """
    if to.exists():
        raise FileExistsError(to)
    if not to.parent.is_dir():
        raise NotADirectoryError(to.parent)
    with closing(sqlite3.connect(database_file())) as live, closing(sqlite3.connect(to)) as copy:
        live.backup(copy)


def restore(source: Path) -> Path:
    """Replace the database by a backup, page by page under its lock. Returns the path of a copy of the former database.

    Raises NotSqlite and NotABackup; then nothing is changed.
    """
    target = database_file()
    _require_backup(source)
    kept = var_dir() / f"before-restore-{_next_backup_number()}.sqlite3"
    if target.exists():
        back_up(kept)
    with closing(sqlite3.connect(source)) as copy, closing(sqlite3.connect(target)) as live:
        copy.backup(live)
    return kept


def _next_backup_number() -> int:
    """One more than the highest number, so that numbers of deleted backups below it are not used again."""
    matches = [re.fullmatch(r"before-restore-([0-9]+)\.sqlite3", path.name) for path in var_dir().iterdir()]
    return max((int(match[1]) for match in matches if match), default=0) + 1


def _require_backup(source: Path) -> None:
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
