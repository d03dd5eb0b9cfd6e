"""The files of docs/operating.md are what systemd takes, and start what `make run` starts."""

import re
import runpy
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.sqlite_only

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs" / "operating.md").read_text()
UNITS = {
    Path(path).name: text
    for path, text in re.findall(r"`(/etc/systemd/[\w/.-]+)`:\n\n```ini\n(.*?)^```", DOCUMENT, re.M | re.S)
}
CHECKOUT = "/srv/rettesnor"


def values(unit: str, name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", UNITS[unit], re.M)


def test_the_service_starts_the_server_that_make_run_starts_and_never_gives_up() -> None:
    (command,) = values("rettesnor.service", "ExecStart")
    _program, *words = runpy.run_path(str(ROOT / "make" / "run.py"))["granian"]("8000")
    assert command.split() == [f"{CHECKOUT}/.venv/bin/python", *words]
    assert values("rettesnor.service", "Restart") == ["always"]
    assert values("rettesnor.service", "StartLimitIntervalSec") == ["0"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_takes_them(tmp_path: Path) -> None:
    assert sorted(UNITS) == ["rettesnor-tick.service", "rettesnor-tick.timer", "rettesnor.service"]
    for name, text in UNITS.items():
        (tmp_path / name).write_text(text.replace(CHECKOUT, str(ROOT)).replace("User=rettesnor", "User=root"))
    paths = [str(tmp_path / name) for name in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", *paths], capture_output=True, text=True, check=False)
    assert (
        done.returncode,
        [line for line in done.stderr.splitlines() if str(tmp_path) in line or "rettesnor" in line],
    ) == (0, [])
