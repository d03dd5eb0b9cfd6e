"""Runs the tests on SQLite, and again on PostgreSQL if a server is available. Prints what was not tested.

With REQUIRE_ALL=1 anything that was not tested is a failure.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import postgres

ROOT = Path(__file__).resolve().parent.parent
BOTH = ("-m", "not sqlite_only")
"""The tests that PostgreSQL sees: docs/decisions/0012 says which need not."""
SERVER_OPTIONS = ("-c", "autovacuum=off")
"""Tests commit almost nothing. From the rows that they roll back, autovacuum would conclude that the tables are empty, and
the planner would plan for empty tables."""
NO_MIGRATIONS = ("--no-migrations",)
"""Tables are created from the models, which is faster. The sites of tests/live run the migrations, and make check compares."""
NOT_INHERITED = ("DATABASE_URL", "PYTHONDONTWRITEBYTECODE")
"""Variables that the tests do not inherit. With the second one, each of some hundred processes would compile every file."""
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    missing = []
    if not any(shutil.which(browser) for browser in BROWSERS):
        missing.append("the browser journeys (no Chromium)")
    failed = not run("SQLite", {})
    with (
        tempfile.TemporaryDirectory(prefix="rettesnor-") as folder,
        postgres.server(Path(folder), *SERVER_OPTIONS) as url,
    ):
        if url:
            failed |= not run("PostgreSQL", {"DATABASE_URL": url}, *BOTH)
        else:
            missing.append("PostgreSQL (no server binaries, no DATABASE_URL)")
    if missing:
        print(f"Not tested: {'; '.join(missing)}.")
    sys.exit(1 if failed or (missing and os.environ.get("REQUIRE_ALL") == "1") else 0)


def run(name: str, settings: dict[str, str], *options: str) -> bool:
    """Run all tests in their own var folder. Returns whether all passed."""
    print(f"— {name}", flush=True)
    with tempfile.TemporaryDirectory(prefix="rettesnor-") as folder:
        environment = {key: value for key, value in os.environ.items() if key not in NOT_INHERITED}
        environment |= {"TESTING": "1", "VAR_DIR": folder, **settings}
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-n",
            "2",
            "--dist",
            "worksteal",
            *NO_MIGRATIONS,
            *options,
            *sys.argv[1:],
        ]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    main()
