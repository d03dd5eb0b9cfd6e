"""Wagtail, in an environment of its own: a page of 30 kB behind sign-in, on the same kind of server and database."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from servers import WAGTAIL, Key, Server, postmaster_of, started

from templates import HERE
from tests.live.server import database_name, new_database, rows

SITE = HERE / "wagtail_site"
PACKAGES = ("wagtail==8.0.1", "granian==2.8.9", "psycopg[binary]")


@contextmanager
def wagtail(database: str, address: str, folder: Path) -> Iterator[Server]:
    """The site on a new database; `address` is that of PostgreSQL, empty for SQLite."""
    python = _environment(folder / "wagtail-venv")
    url = new_database(address) if address else ""
    file = folder / "wagtail.sqlite3"
    if not url:
        file.unlink(missing_ok=True)
    environment = {"DJANGO_SETTINGS_MODULE": "peer_settings", "PATH": os.environ["PATH"]} | _settings(url, file)
    made = subprocess.run([python, "peer_page.py"], cwd=SITE, env=environment, check=True, stdout=subprocess.PIPE)
    postmaster = postmaster_of(address) if address else 0
    try:
        key = Key(WAGTAIL, database)
        with started(key, python, "peer_wsgi:application", SITE, environment, postmaster=postmaster) as server:
            yield replace(server, facts=json.loads(made.stdout))
    finally:
        if url:
            rows(address, f"DROP DATABASE {database_name(url)} WITH (FORCE)")


def _environment(venv: Path) -> str:
    """The Python of an environment that has Wagtail, installed if it is not there."""
    python = venv / "bin" / "python"
    if not (venv / "installed").exists():
        print("Installing Wagtail …", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        (venv / "installed").touch()
    return str(python)


def _settings(url: str, file: Path) -> dict[str, str]:
    if not url:
        return {"PEER_ENGINE": "django.db.backends.sqlite3", "PEER_NAME": str(file)}
    parts = urlsplit(url)
    words = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return {
        "PEER_ENGINE": "django.db.backends.postgresql",
        "PEER_NAME": parts.path.strip("/"),
        "PEER_USER": unquote(parts.username or ""),
        "PEER_PASSWORD": unquote(parts.password or ""),
        "PEER_HOST": words.get("host", parts.hostname or ""),
        "PEER_PORT": words.get("port", str(parts.port or "")),
    }
