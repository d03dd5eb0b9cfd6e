"""A throwaway PostgreSQL cluster that is removed afterwards, or the server that DATABASE_URL names."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def server(folder: Path, *settings: str) -> Iterator[str | None]:
    """The address of a database server, or None if PostgreSQL is not installed.

    The caller empties `folder`; what an earlier server left there is served again. `settings` are command-line options of the server; a server that DATABASE_URL names keeps
    its own settings.
    """
    if (given := os.environ.get("DATABASE_URL", "")).startswith("postgres"):
        yield given
        return
    binaries = newest_binaries()
    if binaries is None:
        yield None
        return
    data, port = folder / "data", free_port()
    if not data.exists():
        create_cluster(binaries, data)
    required = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data} -c fsync=off -c max_connections=200"
    )
    options = " ".join([required, *settings])
    as_postgres(binaries / "pg_ctl", "-D", data, "-w", "-l", data / "log", "-o", options, "start")
    try:
        yield f"postgres://rettesnor@/postgres?host={data}&port={port}"  # a socket is cheaper than a port
    finally:
        as_postgres(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def create_cluster(binaries: Path, data: Path) -> None:
    data.parent.chmod(0o711)
    data.mkdir()
    if os.geteuid() == 0:
        shutil.chown(data, "postgres", "postgres")
    as_postgres(
        binaries / "initdb", "-D", data, "-U", "rettesnor", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"
    )


def newest_binaries() -> Path | None:
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if installed:
        return installed[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def as_postgres(*command: object) -> None:
    """Run a command of PostgreSQL, which refuses to run as root: as root, run it as the user postgres."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        pwd.getpwnam("postgres")
        words = [runuser(), "-u", "postgres", "--", *words]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stderr or done.stdout}")


def runuser() -> str:
    """The path of runuser, which is in a folder that only root's own PATH includes."""
    path = shutil.which("runuser", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if path is None:
        raise RuntimeError(
            "PostgreSQL refuses to run as root, and runuser (util-linux), which would run it as another user, is not installed."
        )
    return path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
