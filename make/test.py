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
SQLITE_ONLY = (
    # Pure functions of texts and settings, and the repository itself.
    "tests/content",
    "tests/markup",
    "tests/config/test_env.py",
    "tests/test_catalogues.py",
    "tests/test_repository.py",
    "tests/test_views.py",
    # Pages compared with a table or with each other. The tests of each app open the same pages on both databases.
    "tests/reports/test_what_leaders_see.py",
    "tests/test_query_counts.py",
    "tests/test_access.py::test_each_role_is_answered_as_written",
    "tests/test_access.py::test_nobody_without_a_role_of_hr_enters_the_admin",
    "tests/test_access.py::test_no_page_of_the_admin_breaks[POST]",
    "tests/test_access.py::test_no_page_of_the_admin_breaks[DELETE]",
    # Comparing, previewing, exporting and filling in texts, and the rule of owed sections at full size. They use verbs
    # that other tests run on both databases.
    "tests/backoffice/texts/test_clause_edits.py",
    "tests/backoffice/texts/test_clause_id_prompts.py",
    "tests/reports/test_content_diff.py",
    "tests/handbook/import_export/test_exporter.py",
    "tests/courses/test_hundred.py",
    "tests/courses/test_promise.py",
    "tests/config/test_demo.py::test_all_are_done_at_the_stage_audit",
)
"""Run only on SQLite: other tests run the same database code on PostgreSQL."""
SERVER_OPTIONS = ("-c", "autovacuum=off")
"""Tests commit almost nothing. From the rows that they roll back, autovacuum would conclude that the tables are empty, and
the planner would plan for empty tables."""
NO_MIGRATIONS = ("--no-migrations",)
"""Tables are created from the models, which is faster. The sites of tests/live run the migrations, and make check compares."""
NOT_INHERITED = ("DATABASE_URL", "PYTHONDONTWRITEBYTECODE")
"""Variables that the tests do not inherit. With the second one, each of some hundred processes would compile every file."""
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    missing, left_out = [], [exclusion(tests) for tests in SQLITE_ONLY]
    if not any(shutil.which(browser) for browser in BROWSERS):
        missing.append("the browser journeys (no Chromium)")
    failed = not run("SQLite", {})
    with (
        tempfile.TemporaryDirectory(prefix="rettesnor-") as folder,
        postgres.server(Path(folder), *SERVER_OPTIONS) as url,
    ):
        if url:
            failed |= not run("PostgreSQL", {"DATABASE_URL": url}, *left_out)
        else:
            missing.append("PostgreSQL (no server binaries, no DATABASE_URL)")
    if missing:
        print(f"Not tested: {'; '.join(missing)}.")
    sys.exit(1 if failed or (missing and os.environ.get("REQUIRE_ALL") == "1") else 0)


def exclusion(tests: str) -> str:
    """The option of pytest that excludes a folder, a file or one test. Exits if it does not exist, perhaps renamed."""
    file, _, test = tests.partition("::")
    path, name = ROOT / file, test.partition("[")[0]
    if not path.exists() or (name and f"def {name}(" not in path.read_text(encoding="utf-8")):
        sys.exit(f"make/test.py excludes {tests}, which does not exist.")
    return f"--deselect={tests}" if name else f"--ignore={tests}"


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
