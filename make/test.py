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
ONCE = (
    # Plain functions of texts and settings, and the repository itself.
    "tests/content",
    "tests/markup",
    "tests/config/test_env.py",
    "tests/test_catalogues.py",
    "tests/test_repository.py",
    "tests/test_views.py",
    # Answers of the site held against a table or each other. The tests of each app open the pages on both databases.
    "tests/reports/test_what_leaders_see.py",
    "tests/test_query_counts.py",
    "tests/test_access.py::test_each_role_is_answered_as_written",
    "tests/test_access.py::test_nobody_without_a_role_of_hr_enters_the_admin",
    "tests/test_access.py::test_no_page_of_the_admin_breaks[POST]",
    "tests/test_access.py::test_no_page_of_the_admin_breaks[DELETE]",
    # What is found again in a text, told of it, written into files or filled in, and the rule of what is owed at full
    # size: with the same verbs as elsewhere.
    "tests/backoffice/texts/test_clause_edits.py",
    "tests/backoffice/texts/test_clause_id_prompts.py",
    "tests/reports/test_content_diff.py",
    "tests/handbook/import_export/test_exporter.py",
    "tests/courses/test_hundred.py",
    "tests/courses/test_promise.py",
    "tests/config/test_demo.py::test_all_are_done_at_the_stage_audit",
)
"""Assessed on SQLite alone: what they try in the database is tried on PostgreSQL by others too."""
QUIET = ("-c", "autovacuum=off")
"""Tests commit next to nothing: from the rows they take back the server would learn that its tables are empty, and then
plan for empty tables."""
TABLES = ("--no-migrations",)
"""As the models have them, which is quicker. Migrations are run by all that tests/live serves, and make check compares."""
NOT_HANDED_ON = ("DATABASE_URL", "PYTHONDONTWRITEBYTECODE")
"""With the second one each process would compile every file anew, and the tests start some hundred of them."""
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    missing, left_out = [], [*map(leaving_out, ONCE)]
    if not any(shutil.which(browser) for browser in BROWSERS):
        missing.append("the browser journeys (no Chromium)")
    failed = not run("SQLite", {})
    with tempfile.TemporaryDirectory(prefix="rettesnor-") as folder, postgres.server(Path(folder), *QUIET) as url:
        if url:
            failed |= not run("PostgreSQL", {"DATABASE_URL": url}, *left_out)
        else:
            missing.append("PostgreSQL (no server binaries, no DATABASE_URL)")
    if missing:
        print(f"Not assessed: {'; '.join(missing)}.")
    sys.exit(1 if failed or (missing and os.environ.get("REQUIRE_ALL") == "1") else 0)


def leaving_out(tests: str) -> str:
    """The option for a folder, a file or one test of it. Exits when it is not there: it was given another name."""
    file, _, test = tests.partition("::")
    path, name = ROOT / file, test.partition("[")[0]
    if not path.exists() or (name and f"def {name}(" not in path.read_text(encoding="utf-8")):
        sys.exit(f"make/test.py would leave out {tests}, which is not there.")
    return f"--deselect={tests}" if name else f"--ignore={tests}"


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
