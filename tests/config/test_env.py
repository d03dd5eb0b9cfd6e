"""A wrong setting stops the start with a sentence that says what to do."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def start_with(tmp_path: Path, **settings: str) -> str:
    command = [sys.executable, "-c", "import django; django.setup()"]
    environment = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VAR_DIR": str(tmp_path),
        "PATH": "/usr/bin:/bin",
        **settings,
    }
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False).stderr


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, "ALLOWED_HOSTS is missing."),
        ({"DEMO": "1", "ALLOWED_HOSTS": "handbok.solvik.example"}, "The demo's password is public"),
        ({"DEMO": "yes"}, "DEMO is «yes». Set it to 1 or 0"),
        ({"DEMO": "1", "SECRET_KEY": "short"}, "SECRET_KEY is shorter than 50 characters."),
        ({"DEMO": "1", "DATABASE_URL": "mysql://a/b"}, "DATABASE_URL begins with «mysql:»."),
    ],
)
def test_a_wrong_setting_says_what_to_do(tmp_path, settings, says) -> None:
    assert says in start_with(tmp_path, **settings)


def test_the_demo_starts_without_any_setting(tmp_path) -> None:
    assert start_with(tmp_path, DEMO="1") == ""
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
