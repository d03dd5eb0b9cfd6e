"""Runs at full size the proofs that `make test` runs in a small size. This takes long; docs/proofs.md has the figures."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROOFS = (
    "tests/courses/test_promise.py",
    "tests/courses/test_hundred.py",
    "tests/live/test_flood.py",
    "tests/live/test_restore.py",
    "tests/live/test_workers.py",
    "tests/markup/test_nothing_vanishes.py",
    "tests/reports/test_content_diff.py",
    "tests/reports/test_overview_of_many.py",
    "tests/reports/test_what_leaders_see.py",
    "tests/handbook/test_made_up_names.py",
    "tests/test_access.py",
    "tests/test_extreme_values.py",
    "tests/test_odd_addresses.py",
    "tests/test_query_counts.py",
)
"""The tests that ask `tests.support.sizes` how large they are."""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"TESTING": "1", "VAR_DIR": folder, "PROVE": "1"}
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", *PROOFS], cwd=ROOT, env=environment, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
