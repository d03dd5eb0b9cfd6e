"""Takes a clone to its first page: prepares database, demo and static files, and serves on 127.0.0.1."""

import contextlib
import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEOPLE = (
    ("1001", "Amina, an employee"),
    ("1002", "Kari, her leader"),
    ("1003", "Siri, HR: edits texts, sees people and the overview"),
    ("1004", "Olav, HR: edits and publishes texts"),
    ("1005", "Ines, auditor: reads reports"),
    ("1000", "Tor, administrator"),
)


def main() -> None:
    port = os.environ.get("PORT", "8000")
    if not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
        sys.exit(f"PORT is «{port}». Give a number up to 65535, such as PORT=8001.")
    if is_taken(int(port)):
        sys.exit(f"Port {port} is already in use. Stop the other server or choose another port: make run PORT=8001")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    default_to_demo()
    prepare()
    print_addresses(port)
    serve(port)


def default_to_demo() -> None:
    """Run the site that .env describes; without .env, run the demo."""
    from config import env

    if not env.env.str("ALLOWED_HOSTS", default=""):
        os.environ.setdefault("DEMO", "1")


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def prepare() -> None:
    """Update the database and the static files; fill an empty database with the demo."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    from people.models import Employee

    migrate()
    call_command("collectstatic", interactive=False, verbosity=0)
    if settings.DEMO and not Employee.objects.exists():
        print("Filling the database with the demo; this takes about half a minute …", flush=True)
        call_command("demo", "rollout")


def migrate() -> None:
    """Apply pending migrations; back up a database that already has tables first."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if executor.loader.applied_migrations:
        back_up_first()
    print("Creating the tables …", flush=True)
    call_command("migrate", interactive=False, verbosity=0)


def back_up_first() -> None:
    from django.conf import settings

    from config.backups import NotSqlite, back_up

    copy = Path(settings.VAR_DIR) / f"before-migration-{datetime.now(UTC):%Y%m%d-%H%M%S}.sqlite3"
    with contextlib.suppress(NotSqlite):  # a site on PostgreSQL has its own backups
        back_up(copy)
        print(f"A backup of the database is in {copy.relative_to(ROOT) if copy.is_relative_to(ROOT) else copy}.")


def print_addresses(port: str) -> None:
    print(f"\nRettesnor is at http://127.0.0.1:{port}/ (stop it with Ctrl+C)")
    if os.environ.get("DEMO") != "1":
        print(
            "It is the site that your settings (.env) describe, not the demo: open it through your proxy, with https."
        )
    else:
        print("Sign in with the password solvik-demo as")
        for number, who in PEOPLE:
            print(f"  {number}  {who}")
    print(flush=True)


def serve(port: str) -> None:
    """Replace this process by one that keeps the server running."""
    from django.db import connections

    connections.close_all()
    command = [sys.executable, str(ROOT / "make" / "supervisor.py"), *granian(port)]
    os.execv(command[0], command)  # noqa: S606 - a shell is not needed


def granian(port: str) -> list[str]:
    """The command line of the server, which the live tests and the bench use too."""
    # As a module: the script in .venv/bin would name a Python that is gone once the folder was moved.
    program = [sys.executable, "-m", "granian"]
    address = ["--host", "127.0.0.1", "--port", port]
    size = ["--workers", "2", "--blocking-threads", "4"]
    # A worker that ends is replaced; if its successor ends within 5.5 seconds, the server ends: granian/server/common.py.
    ends = ["--log-level", "warning", "--respawn-failed-workers", "--workers-kill-timeout", "10"]
    return [*program, "--interface", "wsgi", "config.wsgi:application", *address, *size, *ends]


if __name__ == "__main__":
    main()
