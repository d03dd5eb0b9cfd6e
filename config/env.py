"""Settings from the environment. An invalid one stops the start with a message that says what to do."""

import fcntl
import os
import secrets
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from config.private_files import FOLDER_MODE, make_private, whole_file

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]", "testserver")

env = environ.Env()
# Tests and checks concern the program, not the site that runs on this machine.
if (BASE_DIR / ".env").exists() and os.environ.get("TESTING") != "1":
    env.read_env(str(BASE_DIR / ".env"))


def flag(name: str, *, default: bool = False) -> bool:
    """A setting that is 1 or 0; the default if it is absent or empty. Any other value is refused."""
    value = env.str(name, default="") or str(int(default))
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} is «{value}». Set it to 1 or 0, or leave it out.")
    return bool(value == "1")


def header(name: str) -> str:
    """The key of a request's header, such as X-Real-IP, in `request.META`; empty if none is named."""
    return f"HTTP_{name.upper().replace('-', '_')}" if name else ""


def var_dir() -> Path:
    """The folder for the database, the secret key and collected files."""
    folder = Path(env.str("VAR_DIR", default="") or BASE_DIR / "var")
    try:
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"VAR_DIR {folder} cannot be made: {error.strerror}. Name a folder that can be written."
        ) from error
    return folder


def secret_key(folder: Path) -> str:
    """SECRET_KEY, or a key that is generated once and kept in the var folder."""
    if given := env.str("SECRET_KEY", default=""):
        if len(given) < 50:
            raise ImproperlyConfigured(
                "SECRET_KEY is shorter than 50 characters. Leave it out to have one made, or give a longer one."
            )
        return str(given)
    path = folder / "secret_key"
    try:
        kept = _kept_key(path) or _new_key(path)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{path} cannot be made or read: {error.strerror}. Make room in that folder, or let the site write there."
        ) from error
    if len(kept) < 50:
        raise ImproperlyConfigured(
            f"{path} holds a key of fewer than 50 characters. Delete it, and another is made; all sign in again."
        )
    return kept


def _kept_key(path: Path) -> str:
    """Empty if there is none. A disk that was full may have left an empty file; nothing was ever signed with that."""
    return path.read_text().strip() if path.exists() else ""


def _new_key(path: Path) -> str:
    """A key that all processes agree on, also those that start at the same moment."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        if not _kept_key(path):
            with whole_file(path) as new:
                new.write_text(secrets.token_urlsafe(64))
        return _kept_key(path)
    finally:
        os.close(folder)


LOCAL_ONLY = {
    "DEMO": "The demo's password is public",
    "TESTING": "Tests keep passwords under a weak hash",
    "DEBUG": "Error pages show details, and cookies go unencrypted",
}
"""Settings that restrict a site to this machine, and why."""


def hosts() -> list[str]:
    """ALLOWED_HOSTS; a site that is restricted to this machine answers only to local names."""
    local = [name for name in LOCAL_ONLY if flag(name)]
    allowed = env.list("ALLOWED_HOSTS", default=[]) or (list(LOCAL_HOSTS) if local else [])
    if local and (remote := sorted(set(allowed) - set(LOCAL_HOSTS))):
        raise ImproperlyConfigured(
            f"{local[0]}=1 with ALLOWED_HOSTS {', '.join(remote)}. {LOCAL_ONLY[local[0]]}: take away {local[0]} or those hosts."
        )
    if not allowed:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS is missing. Set it to the names the site answers to, such as handbok.solvik.example."
        )
    return [str(host) for host in allowed]


SECONDS_KEPT = 60
"""How long a thread keeps its connection: to open one costs more than what a page asks of it."""


def database(folder: Path) -> dict[str, Any]:
    """DATABASE_URL (postgres://… or sqlite:///…), else SQLite in the var folder."""
    url = env.str("DATABASE_URL", default="")
    if not url:
        return sqlite(folder / "rettesnor.sqlite3")
    scheme = url.partition(":")[0]
    if scheme not in ("postgres", "postgresql", "sqlite"):
        raise ImproperlyConfigured(f"DATABASE_URL begins with «{scheme}:». Use postgres://… or sqlite:///….")
    try:
        parsed: dict[str, Any] = env.db_url_config(url)
    except ValueError:  # its message may repeat a part of the password
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read. Write postgres://user:password@host:5432/name; a / or @ in the password is %2F or %40."
        ) from None
    if parsed["NAME"] in ("", ":memory:"):
        raise ImproperlyConfigured("DATABASE_URL names no database. Use postgres://…/name or sqlite:////path/to/file.")
    if scheme == "sqlite":
        return sqlite(Path(parsed["NAME"]))
    return {
        **parsed,
        "ENGINE": "records.databases.postgresql",
        "CONN_MAX_AGE": SECONDS_KEPT,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite_files(database: dict[str, Any]) -> list[Path]:
    """The files of a database, if it is SQLite."""
    path = Path(database["NAME"])
    return [path.with_name(path.name + end) for end in ("", "-shm", "-wal")] if "sqlite" in database["ENGINE"] else []


def sqlite(path: Path) -> dict[str, Any]:
    """The settings of an SQLite database.

    A deferred BEGIN fails with «database is locked» under parallel writers; IMMEDIATE with WAL and a timeout does not.
    synchronous is FULL because a completion is evidence. recursive_triggers makes INSERT OR REPLACE fire the guards.
    SQLite gives its -wal and -shm files the mode of the database's file.
    """
    try:
        make_private(path)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The database {path} cannot be made or written: {error.strerror}. Name a file in a folder that can be written."
        ) from error
    return {
        "ENGINE": "records.databases.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": SECONDS_KEPT,  # a restore writes into the same file, which an open connection goes on reading
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA recursive_triggers=ON;",
        },
        # A file, since parallel requests on an in-memory database fail.
        "TEST": {"NAME": os.environ.get("TEST_DATABASE", str(path.with_name("test.sqlite3")))},
    }
