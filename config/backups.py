"""Back up an SQLite database that is in use, and restore it."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings

from config.env import var_dir
from config.private_files import whole_file
from records.site_stamp import renew_if_there

SECONDS = 20
"""How long is waited for those who are writing, as the site itself waits."""


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
    with (
        whole_file(to) as partial,
        closing(sqlite3.connect(database_file(), timeout=SECONDS)) as live,
        closing(sqlite3.connect(partial)) as copy,
    ):
        live.backup(copy)


def restore(source: Path) -> Path:
    """Replace the database by a backup, also beside a running site. Returns the path of a copy of the former database.

    Both under one lock: what was saved before it is in the copy, and what is saved after it is in the restored database.
    Raises NotSqlite and NotABackup; then nothing is changed.
    """
    target = database_file()
    _require_backup(source)
    kept: list[Path] = []

    def keep_former(status: int, remaining: int, total: int) -> None:
        """Copy the former database once SQLite has taken the write lock for the first page; it keeps it to the last one.
        Others read meanwhile, and so does this: the database as it was when the lock was taken."""
        if status == sqlite3.SQLITE_OK and not kept:
            path = var_dir() / f"before-restore-{_next_backup_number()}.sqlite3"
            back_up(path)
            kept.append(path)

    with closing(sqlite3.connect(source)) as copy, closing(sqlite3.connect(target, timeout=SECONDS)) as live:
        live.execute("PRAGMA journal_mode=WAL")  # reading goes on while it is replaced
        # One page a step: the first step is never the last.
        copy.backup(live, pages=1, progress=keep_former, sleep=0.05)
    (former,) = kept
    renew_if_there()
    return former


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
