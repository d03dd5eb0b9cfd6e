"""Checks lint, types, templates, imports, content, quizzes, colours, migrations and production settings. All run; one failure fails all."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PRODUCTION = {
    "ALLOWED_HOSTS": "handbok.solvik.example",
    "EMPLOYER": "Solvik kommune",
    "SECRET_KEY": "k" * 10 + "0123456789" * 5,
}
TEMPLATES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))
CHECKS: list[tuple[str, list[str], dict[str, str]]] = [
    ("format", [str(BIN / "ruff"), "format", "--check", "."], {}),
    ("lint", [str(BIN / "ruff"), "check", "."], {}),
    ("types", [str(BIN / "mypy"), "."], {"TESTING": "1"}),
    ("template format", [str(BIN / "djade"), "--target-version", "5.2", "--check", *TEMPLATES], {}),
    ("template lint", [str(BIN / "djlint"), "templates", "--lint", "--quiet"], {}),
    ("imports", [str(BIN / "lint-imports"), "--no-cache"], {"TESTING": "1"}),
    ("generated files", [sys.executable, "make/generated_files.py"], {}),
    ("content", [sys.executable, "manage.py", "check_content"], {"TESTING": "1"}),
    ("guessers", [sys.executable, "make/guessers.py"], {}),
    ("contrast", [sys.executable, "vendoring/contrast.py"], {}),
    ("migrations", [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"], {"TESTING": "1"}),
    ("production settings", [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
]
SHOWN = ("guessers", "contrast")
"""The checks that print their figures when they pass, too."""


def main() -> None:
    failed = [name for name, command, settings in CHECKS if not passes(name, command, settings)]
    sys.exit(f"Failed: {', '.join(failed)}." if failed else 0)


def passes(name: str, command: list[str], settings: dict[str, str]) -> bool:
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    print(f"{name}: {'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
    if done.returncode or name in SHOWN:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    main()
