"""`make run` finds its packages, or says in a line what it does about it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.sqlite_only

ROOT = Path(__file__).resolve().parents[2]
LINE = "The Python that .venv was made with is gone or is another; .venv is made anew.\n"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone that needs no packages, with an environment that was made before."""
    (tmp_path / "make").mkdir()
    shutil.copy(ROOT / "make" / "environment.py", tmp_path / "make")
    (tmp_path / "requirements").mkdir()
    for kind in ("run", "test", "dev"):
        (tmp_path / "requirements" / f"{kind}.txt").write_text("# none\n")
    assert prepare(tmp_path) == "Installing requirements/run.txt …\n"
    assert prepare(tmp_path) == ""
    return tmp_path


def prepare(clone: Path) -> str:
    """What is printed before the site starts."""
    interpreter = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info[1]}"
    command = [str(interpreter), "make/environment.py", "run"]
    done = subprocess.run(command, cwd=clone, env=dict(os.environ), capture_output=True, text=True, check=True)
    assert subprocess.run([str(clone / ".venv/bin/python"), "-c", ""], check=False).returncode == 0
    return done.stdout


def test_an_environment_whose_python_is_gone_is_made_anew(clone: Path) -> None:
    for name in (".venv/bin/python", ".venv/bin/python3"):
        (clone / name).unlink()
        (clone / name).symlink_to("/nowhere/python3")
    assert prepare(clone) == LINE + "Installing requirements/run.txt …\n"
    assert prepare(clone) == ""


def test_an_environment_whose_python_is_another_is_made_anew(clone: Path) -> None:
    """As after an upgrade of the operating system: the packages are where the new version does not look."""
    library = clone / ".venv" / "lib" / f"python3.{sys.version_info[1]}"
    library.rename(library.with_name("python3.1"))
    assert prepare(clone) == LINE + "Installing requirements/run.txt …\n"


def test_an_environment_that_was_left_half_made_is_made_anew(clone: Path) -> None:
    shutil.rmtree(clone / ".venv" / "bin")
    assert prepare(clone) == LINE + "Installing requirements/run.txt …\n"
