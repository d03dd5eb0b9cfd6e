"""The servers that are measured: all are up at once, each on its own database."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from processes import cpu_of_postmaster, cpu_of_tree, parent

from templates import HERE, SETTINGS
from tests.live.server import Filled, Site, children, free_port, serving

OURS, BEFORE, HELLO, WAGTAIL = "ours", "before", "hello", "Wagtail"
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
SECONDS_TO_START = 60


@dataclass(frozen=True, slots=True)
class Key:
    """What distinguishes a server: whose code, which database (empty: none), how many employees (0: none)."""

    code: str
    database: str
    people: int = 0


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: `pid` is its first process, `postmaster` that of its database server (0: none)."""

    key: Key
    address: str
    pid: int
    postmaster: int = 0
    facts: dict[str, Any] = field(default_factory=dict)
    """The sessions of its visitors, and its pages: on_site/visitors.py."""
    site: Site | None = None

    def cpu(self) -> tuple[float, float]:
        """CPU seconds so far: of the server's processes, of its database's."""
        return cpu_of_tree(self.pid), cpu_of_postmaster(self.postmaster) if self.postmaster else 0.0

    def workers(self) -> list[int]:
        titles = ((pid, Path(f"/proc/{pid}/cmdline").read_text()) for pid in children(self.pid))
        return [pid for pid, title in titles if "resource_tracker" not in title]

    def ask(self, statements: str) -> Any:
        """Run statements on the server's database, in a process with the site's settings, and parse the JSON printed."""
        assert self.site is not None
        return json.loads(self.site.run("manage.py", "shell", "-v0", "-c", statements))


@contextmanager
def site(code: str, people: int, template: Filled) -> Iterator[Server]:
    """The server that `make run` starts, on a copy of a template."""
    with serving(template, SETTINGS) as running:
        database = POSTGRESQL if template.database_url else SQLITE
        postmaster = postmaster_of(template.database_url) if template.database_url else 0
        server = Server(Key(code, database, people), running.address, running.pid, postmaster, {}, running)
        server.facts.update(server.ask("import visitors; visitors.print_visitors()"))
        yield server


@contextmanager
def hello() -> Iterator[Server]:
    """A bare WSGI application on the same server."""
    with started(Key(HELLO, ""), sys.executable, "hello:application", HERE, os.environ) as server:
        yield server


@contextmanager
def started(
    key: Key, python: str, application: str, folder: Path, environment: Mapping[str, str], *, postmaster: int = 0
) -> Iterator[Server]:
    """A WSGI application on granian, with as many workers and threads as the site has."""
    port = free_port()
    command = [python, "-m", "granian", "--interface", "wsgi", application, "--host", "127.0.0.1", "--port", str(port)]
    size = ["--workers", "2", "--blocking-threads", "4", "--log-level", "warning"]
    process = subprocess.Popen([*command, *size], cwd=folder, env=dict(environment))
    try:
        _wait_for(f"http://127.0.0.1:{port}/", process)
        yield Server(key, f"http://127.0.0.1:{port}", process.pid, postmaster)
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(address, timeout=5):  # noqa: S310 - http
            return
        time.sleep(0.1)
    raise RuntimeError(f"{address} did not start")


def postmaster_of(database_url: str) -> int:
    """The process of a database server that runs on this machine; 0 if it does not, and its CPU is not counted."""
    import psycopg  # an extra: where there is only SQLite it need not be there

    with psycopg.connect(database_url) as connection, suppress(OSError):
        backend = connection.info.backend_pid
        if b"postgres" in Path(f"/proc/{backend}/cmdline").read_bytes():
            return parent(backend)
    print("PostgreSQL runs elsewhere: its CPU is not counted.")
    return 0
