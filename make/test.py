"""Runs the tests on SQLite, and again on PostgreSQL where a server is at hand. Says what was not assessed.

With REQUIRE_ALL=1 anything that was not assessed is a failure.
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
QUIET = ("-c", "autovacuum=off")
"""Tests commit next to nothing: from the rows they take back the server would learn that its tables are empty, and then
plan for empty tables."""
TABLES = ("--no-migrations",)
"""As the models have them, which is quicker. Migrations are run by all that tests/live serves, and make check compares."""
NOT_HANDED_ON = ("DATABASE_URL", "PYTHONDONTWRITEBYTECODE")
"""With the second one each process would compile every file anew, and the tests start some hundred of them."""
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    missing = []
    if not any(shutil.which(browser) for browser in BROWSERS):
        missing.append("the browser journeys (no Chromium)")
    failed = not run("SQLite", {})
    with tempfile.TemporaryDirectory(prefix="rettesnor-") as folder, postgres.server(Path(folder), *QUIET) as url:
        if url:
            failed |= not run("PostgreSQL", {"DATABASE_URL": url}, *BOTH)
        else:
            missing.append("PostgreSQL (no server binaries, no DATABASE_URL)")
    if missing:
        print(f"Not assessed: {'; '.join(missing)}.")
    sys.exit(1 if failed or (missing and os.environ.get("REQUIRE_ALL") == "1") else 0)


def run(name: str, settings: dict[str, str], *options: str) -> bool:
    """One run of all tests in a var folder of its own. Returns whether all passed."""
    print(f"— {name}", flush=True)
    with tempfile.TemporaryDirectory(prefix="rettesnor-") as folder:
        environment = {key: value for key, value in os.environ.items() if key not in NOT_HANDED_ON}
        environment |= {"TESTING": "1", "VAR_DIR": folder, **settings}
        command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal", *TABLES, *options, *sys.argv[1:]]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    main()
