"""The very server that `make run` starts, as a process of its own, for tests that need real requests.

    @pytest.fixture(scope="session")
    def rollout(tmp_path_factory):                       once a test run: a database with the demo, static files
        with prepared(tmp_path_factory, stage="rollout") as filled:
            yield filled

    def test_amina_sees_her_to_dos(rollout):
        with serving(rollout) as site:                   a server on a copy of it, on a free port of 127.0.0.1
            with Visitor(site.address) as amina:         from tests.live.visitor
                amina.sign_in("1001")
                assert amina.get("/").status == 200
            assert site.rows("SELECT count(*) FROM people_employee") == [(140,)]

The database is SQLite, or a database of its own on the PostgreSQL server that DATABASE_URL names. The server runs with
DEMO=1 (the demo's password opens it) and without TESTING, whatever the tests themselves run with. Nothing here needs
pytest or Django in this process: outside pytest, `fill` any folder and `discard` it.
"""

import fcntl
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent.parent
NOT_HANDED_ON = (
    "TESTING",
    "DATABASE_URL",
    "VAR_DIR",
    "SECRET_KEY",
    "DJANGO_SETTINGS_MODULE",
    "ALLOWED_HOSTS",
    "DEBUG",
    "THEME",
    "LOGO",
)
"""What the tests run with, and the live server does not."""
START = "import os, runpy, sys; c = runpy.run_path('make/run.py')['granian'](sys.argv[1]); os.execv(c[0], c)"
"""Becomes the server. It is read from the file that `make run` runs: there is one command line of the server."""
SECONDS_TO_START = 30
SECONDS_TO_STOP = 10


class DidNotStart(Exception):
    """The server ended, or was silent for too long. Carries what it wrote."""


class TemporaryFolders(Protocol):
    """What is used of pytest's `tmp_path_factory`."""

    def getbasetemp(self) -> Path: ...


@dataclass(frozen=True)
class Filled:
    """A database that holds something, and the var folder that goes with it. To be copied, never served."""

    folder: Path
    database_url: str = ""
    """Empty: SQLite in the folder."""
    checkout: Path = ROOT
    """Whose code fills and serves it."""

    @property
    def url(self) -> str:
        """The address of the database, on SQLite too."""
        return self.database_url or _sqlite(self.folder)

    def run(self, *words: str, settings: Mapping[str, str] | None = None) -> str:
        """Run Python with these arguments on the database, such as "manage.py", "migrate". Returns what it printed."""
        return _run(self.checkout, _environment(self, settings or {}), *words)


@dataclass(frozen=True)
class Site:
    """A running server."""

    address: str
    """Such as http://127.0.0.1:40123, without a slash at the end."""
    pid: int
    folder: Path
    environment: Mapping[str, str]
    checkout: Path = ROOT

    def pids(self) -> list[int]:
        """The server's processes: the one that was started, and its workers."""
        return [self.pid, *children(self.pid)]

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """What the database answers to a statement of SQL, past the product's own code."""
        return rows(self.url, question)

    def run(self, *words: str) -> str:
        """Run Python with these arguments on the site's database, such as "manage.py", "tick". Returns what it printed."""
        return _run(self.checkout, self.environment, *words)

    def run_and_log(self, *words: str) -> str:
        """The same. Returns what it printed, warnings included."""
        return _run(self.checkout, self.environment, *words, stderr=subprocess.STDOUT)

    @property
    def url(self) -> str:
        """The address of the database, on SQLite too."""
        return self.environment.get("DATABASE_URL", "") or _sqlite(self.folder)

    @property
    def log(self) -> str:
        """What the server has written: warnings and errors alone."""
        return _log(self.folder).read_text()


@contextmanager
def prepared(folders: TemporaryFolders, stage: str = "rollout") -> Iterator[Filled]:
    """A database with the demo at that stage, filled once a test run: pytest's processes share it, and the last one to
    leave takes it away. For a fixture of the session."""
    folder = folders.getbasetemp()
    # Each process of pytest-xdist has a folder of its own below that of the run.
    shared = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / f"live-{stage}"
    note = shared.with_suffix(".users")
    with _alone(note) as users:
        if not users:
            users.append(fill(shared, os.environ.get("DATABASE_URL", ""), stage).database_url)
        users.append(f"{os.getpid()}")
        filled = Filled(shared, users[0])
    try:
        yield filled
    finally:
        with _alone(note) as users:
            users.remove(f"{os.getpid()}")
            if len(users) == 1:
                discard(filled)
                shutil.rmtree(shared)
                users.clear()


@contextmanager
def _alone(note: Path) -> Iterator[list[str]]:
    """The lines of a file, to be changed by one process at a time."""
    with note.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        lines = file.read().splitlines()
        yield lines
        file.truncate(0)
        file.write("".join(f"{line}\n" for line in lines))


def fill(folder: Path, database_url: str = "", stage: str = "rollout", *, checkout: Path = ROOT) -> Filled:
    """The tables, the static files and the demo at that stage (empty: nobody and nothing). `database_url` names a
    PostgreSQL server, on which a database is made; empty: SQLite. `checkout` is the folder whose code does it."""
    folder.mkdir(exist_ok=True)
    filled = Filled(folder, new_database(database_url) if database_url.startswith("postgres") else "", checkout)
    demo = [["demo", stage]] if stage else []
    for command in (["migrate"], ["collectstatic", "--no-input"], *demo):
        filled.run("manage.py", *command)
    return filled


def unfilled(folder: Path, database_url: str = "") -> Filled:
    """A database without a table, beside that folder. `database_url` names a PostgreSQL server; empty: SQLite."""
    return Filled(folder, new_database(database_url) if database_url else "")


def discard(filled: Filled) -> None:
    """Take away the database on PostgreSQL; the folder is its maker's."""
    if filled.database_url:
        _drop(filled.database_url)


@contextmanager
def serving(filled: Filled, settings: Mapping[str, str] | None = None, *, as_make_run: bool = False) -> Iterator[Site]:
    """A server on a copy of a filled database, ended by its pid and thrown away afterwards. `settings` go into its
    environment: SSL_REDIRECT, DJANGO_SETTINGS_MODULE, PYTHONPATH … With `as_make_run` it is all that `make run` does, and
    the server is the child of the process that is started."""
    with (
        tempfile.TemporaryDirectory(prefix="rettesnor-live-") as folder,
        copied(filled, Path(folder) / "var") as copy,
        _started(copy, _environment(copy, settings or {}), as_make_run=as_make_run) as site,
    ):
        yield site


@contextmanager
def another_node(site: Site) -> Iterator[Site]:
    """One more server on the same database, with the same settings."""
    served = Filled(site.folder, site.environment.get("DATABASE_URL", ""), site.checkout)
    with _started(served, site.environment) as node:
        yield node


@contextmanager
def _started(served: Filled, environment: Mapping[str, str], *, as_make_run: bool = False) -> Iterator[Site]:
    port = free_port()
    environment = {**environment, "PORT": str(port)}
    server = ["make/run.py"] if as_make_run else ["-c", START, str(port)]
    _log(served.folder).touch(mode=0o600)  # else the site would tighten it, and say so
    with _log(served.folder).open("a") as log:
        process = subprocess.Popen(
            [_python(served.checkout), *server],
            cwd=served.checkout,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        site = Site(f"http://127.0.0.1:{port}", process.pid, served.folder, environment, served.checkout)
        _wait_for(site, process)
        yield site
    finally:
        _stop(process)


def copy_of(filled: Filled, folder: Path) -> Filled:
    """Another one in that folder, with a database of its own."""
    shutil.copytree(filled.folder, folder)
    url = new_database(filled.database_url, like=filled.database_url) if filled.database_url else ""
    return Filled(folder, url, filled.checkout)


@contextmanager
def copied(filled: Filled, folder: Path) -> Iterator[Filled]:
    copy = copy_of(filled, folder)
    try:
        yield copy
    finally:
        discard(copy)


def _environment(filled: Filled, settings: Mapping[str, str]) -> dict[str, str]:
    handed_on = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
    own_settings = {"DEMO": "1", "VAR_DIR": str(filled.folder), "DATABASE_URL": filled.database_url}
    return {**handed_on, **own_settings, **settings}


def _python(checkout: Path) -> str:
    """The Python of its environment."""
    return sys.executable if checkout == ROOT else str(checkout / ".venv" / "bin" / "python")


def _run(checkout: Path, environment: Mapping[str, str], *words: str, stderr: int = subprocess.PIPE) -> str:
    done = subprocess.run(
        [_python(checkout), *words],
        cwd=checkout,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stdout}{done.stderr}")
    return done.stdout


def _wait_for(site: Site, process: "subprocess.Popen[bytes]") -> None:
    """Until it says that it is alive."""
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"{site.address}/health/live", timeout=5):  # noqa: S310 - http
            return
        time.sleep(0.05)
    raise DidNotStart(site.log)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """The first process ends its workers. If it does not, its group, which is this server's alone, is ended."""
    process.terminate()
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _sqlite(folder: Path) -> str:
    return f"sqlite:///{folder / 'rettesnor.sqlite3'}"


def _log(folder: Path) -> Path:
    return folder / "server.log"


def rows(database_url: str, statement: str) -> list[tuple[Any, ...]]:
    """The answer of one statement, committed at once."""
    if not database_url.startswith("postgres"):
        with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as database:
            return database.execute(statement).fetchall()
    import psycopg  # an extra: where there is only SQLite it need not be there

    with psycopg.connect(database_url, autocommit=True) as server:
        # The statement is a test's own text; psycopg's type asks for a literal.
        answer = server.execute(statement.encode())
        return answer.fetchall() if answer.description else []


def named_rows(database_url: str, statement: str) -> list[dict[str, Any]]:
    """The answer of one statement, each row with the names of its columns."""
    if not database_url.startswith("postgres"):
        with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute(statement)]
    import psycopg  # as above
    from psycopg.rows import dict_row

    with psycopg.connect(database_url, row_factory=dict_row) as server:
        return server.execute(statement.encode()).fetchall()


def tables(database_url: str) -> list[str]:
    """The names of all tables."""
    question = "SELECT name FROM sqlite_master WHERE type = 'table'"
    if database_url.startswith("postgres"):
        question = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    return sorted(name for (name,) in rows(database_url, question))


def new_database(server: str, *, like: str = "") -> str:
    """The address of a new database on that server, a copy of the one that `like` names, or empty."""
    name = f"live_{uuid4().hex}"
    template = f" TEMPLATE {database_name(like)}" if like else ""
    rows(_address(server, "postgres"), f"CREATE DATABASE {name}{template}")
    return _address(server, name)


def _drop(database_url: str) -> None:
    rows(_address(database_url, "postgres"), f"DROP DATABASE {database_name(database_url)} WITH (FORCE)")


def on_server(server: str, name: str) -> str:
    """The address of the database of that name; empty if no server is named."""
    return _address(server, name) if server else ""


def database_name(database_url: str) -> str:
    """Empty on SQLite."""
    return urlsplit(database_url).path.strip("/")


def _address(database_url: str, name: str) -> str:
    return urlsplit(database_url)._replace(path=f"/{name}").geturl()
