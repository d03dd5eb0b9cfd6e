"""Makes .venv from the hash-pinned requirements, if they have changed. Standard library only.

Usage: environment.py run|test|dev
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
NEWEST = (3, 15)
KINDS = ("run", "test", "dev")
"""Each holds all that those before it do, in the same versions."""


def main(wanted: str) -> None:
    if not (3, 11) <= sys.version_info[:2] < NEWEST:
        sys.exit(f"Python 3.11 to 3.14 is needed; this is {sys.version.split()[0]}. Name one: make PYTHON=python3.12 …")
    if stamp(wanted).exists() and stamp(wanted).read_text() == digest(wanted):
        return
    if not (VENV / "bin" / "python").exists():
        make_venv()
    print(f"Installing what requirements/{wanted}.txt names …", flush=True)
    install(requirements(wanted))
    held = KINDS.index(wanted) + 1
    for kind in KINDS[:held]:
        stamp(kind).write_text(digest(kind))
    # What was installed before may have been of other versions.
    for kind in KINDS[held:]:
        stamp(kind).unlink(missing_ok=True)


def requirements(kind: str) -> Path:
    return ROOT / "requirements" / f"{kind}.txt"


def stamp(kind: str) -> Path:
    """Says which requirements of that kind are installed."""
    return VENV / f"{kind}.stamp"


def digest(kind: str) -> str:
    return hashlib.sha256(requirements(kind).read_bytes()).hexdigest()


def make_venv() -> None:
    try:
        import ensurepip  # noqa: F401 - only to see whether it is there
    except ImportError:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        sys.exit(
            f"Python's venv module is not whole. Install it: apt-get install python{version}-venv (Debian, Ubuntu)."
        )
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)


def install(file: Path) -> None:
    python = str(VENV / "bin" / "python")
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "VIRTUAL_ENV": str(VENV)}
    uv = shutil.which("uv")
    command = (
        [uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", str(file)]
        if uv
        else [python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(file)]
    )
    if subprocess.run(command, env=environment, check=False).returncode:
        sys.exit("The packages could not be installed; the lines above say why. Nothing else was changed.")


if __name__ == "__main__":
    main(sys.argv[1])
