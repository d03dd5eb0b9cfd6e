"""Settings from the environment. A wrong one stops the start with a sentence that says what to do."""

import os
import secrets
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]", "testserver")

env = environ.Env()
# Tests and checks are about the program, not about the site that this machine runs.
if (BASE_DIR / ".env").exists() and os.environ.get("TESTING") != "1":
    env.read_env(str(BASE_DIR / ".env"))


def flag(name: str, *, default: bool = False) -> bool:
    """1 or 0; absent or empty is the default. Anything else is refused: no spelling of yes means no."""
    value = env.str(name, default="") or str(int(default))
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} is «{value}». Set it to 1 or 0, or leave it out.")
    return bool(value == "1")


def var_dir() -> Path:
    """Where the database, the secret key and collected files are kept."""
    folder = Path(env.str("VAR_DIR", default="") or BASE_DIR / "var")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"VAR_DIR {folder} cannot be made: {error.strerror}. Name a folder that can be written."
        ) from error
    return folder


def secret_key(folder: Path) -> str:
    """SECRET_KEY, or a key that is made once and kept in the var folder."""
    if given := env.str("SECRET_KEY", default=""):
        if len(given) < 50:
            raise ImproperlyConfigured(
                "SECRET_KEY is shorter than 50 characters. Leave it out to have one made, or give a longer one."
            )
        return str(given)
    path = folder / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text().strip()


LOCAL_ONLY = {
    "DEMO": "The demo's password is public",
    "TESTING": "Tests keep passwords under a weak hash",
    "DEBUG": "Error pages show details, and cookies go unencrypted",
}
"""Settings that make a site fit for this machine alone, and why."""


def hosts() -> list[str]:
    """ALLOWED_HOSTS; a site that is fit for this machine alone answers to local names alone."""
    local = [name for name in LOCAL_ONLY if flag(name)]
    given = env.list("ALLOWED_HOSTS", default=[]) or (list(LOCAL_HOSTS) if local else [])
    if local and (far := sorted(set(given) - set(LOCAL_HOSTS))):
        raise ImproperlyConfigured(
            f"{local[0]}=1 with ALLOWED_HOSTS {', '.join(far)}. {LOCAL_ONLY[local[0]]}: take away {local[0]} or those hosts."
        )
    if not given:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS is missing. Set it to the names the site answers to, such as handbok.solvik.example."
        )
    return [str(host) for host in given]


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
    except ValueError:  # its words may repeat a part of the password
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read. Write postgres://user:password@host:5432/name; a / or @ in the password is %2F or %40."
        ) from None
    if parsed["NAME"] in ("", ":memory:"):
        raise ImproperlyConfigured("DATABASE_URL names no database. Use postgres://…/name or sqlite:////path/to/file.")
    if scheme == "sqlite":
        return sqlite(Path(parsed["NAME"]))
    return {**parsed, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def sqlite(path: Path) -> dict[str, Any]:
    """A deferred BEGIN fails with «database is locked» under parallel writers: IMMEDIATE, WAL and a timeout do not.
    synchronous FULL, because a completion is evidence. recursive_triggers, so that INSERT OR REPLACE meets the guards."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA recursive_triggers=ON;",
        },
        # A file, never memory: parallel requests on the in-memory database fail.
        "TEST": {"NAME": os.environ.get("TEST_DATABASE", str(path.with_name("test.sqlite3")))},
    }
