"""Makes .venv from the hash-pinned requirements if they have changed. Uses only the standard library.

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
"""Each includes all packages of those before it, in the same versions."""


def main(kind: str) -> None:
    if not (3, 11) <= sys.version_info[:2] < NEWEST:
        sys.exit(f"Python 3.11 to 3.14 is needed; this is {sys.version.split()[0]}. Name one: make PYTHON=python3.12 …")
    if VENV.exists() and not works():
        print(f"The Python that {VENV.name} was made with is gone or is another; {VENV.name} is made anew.", flush=True)
        make_venv()
    if stamp(kind).exists() and stamp(kind).read_text() == digest(kind):
        return
    if not VENV.exists():
        make_venv()
    print(f"Installing requirements/{kind}.txt …", flush=True)
    install(requirements(kind))
    included = KINDS.index(kind) + 1
    for installed in KINDS[:included]:
        stamp(installed).write_text(digest(installed))
    # Packages installed earlier for the other kinds may have other versions.
    for outdated in KINDS[included:]:
        stamp(outdated).unlink(missing_ok=True)


def requirements(kind: str) -> Path:
    return ROOT / "requirements" / f"{kind}.txt"


def stamp(kind: str) -> Path:
    """The file that holds the digest of the installed requirements of that kind."""
    return VENV / f"{kind}.stamp"


def digest(kind: str) -> str:
    return hashlib.sha256(requirements(kind).read_bytes()).hexdigest()


def works() -> bool:
    """Whether the environment's Python starts and is of the version that its packages were installed for."""
    python = VENV / "bin" / "python"
    program = "import pathlib, sys, sysconfig; sys.exit(not pathlib.Path(sysconfig.get_path('purelib')).is_dir())"
    try:
        return subprocess.run([str(python), "-c", program], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    """Make the environment, in the place of one that is there."""
    try:
        import ensurepip  # noqa: F401 - only to see whether it is installed
    except ImportError:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        sys.exit(
            f"Python's venv module is incomplete. Install it: apt-get install python{version}-venv (Debian, Ubuntu)."
        )
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)


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
        sys.exit("The packages could not be installed; see the messages above. Nothing else was changed.")


if __name__ == "__main__":
    main(sys.argv[1])
