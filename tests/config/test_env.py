"""A wrong setting stops the start with a sentence that says what to do."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.sqlite_only

ROOT = Path(__file__).resolve().parents[2]


FAR = {"ALLOWED_HOSTS": "handbok.solvik.example"}


def python(tmp_path: Path, program: str, *, cwd: Path = ROOT, **settings: str) -> "subprocess.CompletedProcess[str]":
    environment = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VAR_DIR": str(tmp_path),
        "PATH": "/usr/bin:/bin",
        **settings,
    }
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def start_with(tmp_path: Path, **settings: str) -> str:
    return python(tmp_path, "import django; django.setup()", **settings).stderr


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, "ALLOWED_HOSTS is missing."),
        ({"DEMO": "1", "ALLOWED_HOSTS": "handbok.solvik.example"}, "The demo's password is public"),
        ({"DEMO": "yes"}, "DEMO is «yes». Set it to 1 or 0"),
        ({"DEMO": "1", "SECRET_KEY": "short"}, "SECRET_KEY is shorter than 50 characters."),
        ({"DEMO": "1", "DATABASE_URL": "mysql://a/b"}, "DATABASE_URL begins with «mysql:»."),
        ({"DEMO": "1", "DATABASE_URL": "sqlite://"}, "DATABASE_URL names no database."),
        ({"DEMO": "1", "DATABASE_URL": "sqlite://:memory:"}, "DATABASE_URL names no database."),
        ({"DEMO": "1", "DATABASE_URL": "postgres://a:b@c"}, "DATABASE_URL names no database."),
        ({"DEMO": "1", "DATABASE_URL": "postgres://a:b@c:port/d"}, "DATABASE_URL cannot be read."),
        ({**FAR, "SSL_REDIRECT": "yes"}, "SSL_REDIRECT is «yes». Set it to 1 or 0"),
        ({**FAR, "DEBUG": "1"}, "DEBUG=1 with ALLOWED_HOSTS handbok.solvik.example."),
        ({**FAR, "TESTING": "1"}, "TESTING=1 with ALLOWED_HOSTS handbok.solvik.example."),
        ({**FAR, "DEMO": "1"}, "DEMO=1 with ALLOWED_HOSTS handbok.solvik.example."),
    ],
)
def test_a_wrong_setting_says_what_to_do(tmp_path, settings, says) -> None:
    error = start_with(tmp_path, **settings).strip().splitlines()[-1]
    assert error.startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert says in error


def test_a_wrong_address_of_the_database_gives_no_password_away(tmp_path) -> None:
    error = start_with(tmp_path, DEMO="1", DATABASE_URL="postgres://a:secret/word@host:5432/d")
    assert "DATABASE_URL cannot be read." in error
    assert "secret" not in error


@pytest.mark.parametrize(
    ("settings", "redirects", "is_secure"),
    [
        (FAR, True, True),
        ({**FAR, "SSL_REDIRECT": ""}, True, True),
        ({**FAR, "SSL_REDIRECT": "0"}, False, True),
        ({"DEMO": "1"}, False, False),
        ({"DEBUG": "1"}, False, False),
        ({"DEMO": "1", "SSL_REDIRECT": "1"}, True, False),
    ],
)
def test_a_site_that_others_reach_has_secure_cookies_and_redirects(tmp_path, settings, redirects, is_secure) -> None:
    code = "from django.conf import settings as s; print(s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)"
    assert python(tmp_path, code, **settings).stdout.split() == [str(redirects), str(is_secure), str(is_secure)]


SITE = """
ALLOWED_HOSTS=handbok.solvik.example
EMPLOYER=Solvik kommune
DEMO=0
"""
TOLD = "from django.conf import settings as s; print(s.DEMO, s.ALLOWED_HOSTS)"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The program's wiring in a folder of its own, with the README's .env."""
    shutil.copytree(ROOT / "config", tmp_path / "site" / "config", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "make", tmp_path / "site" / "make", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "site" / ".env").write_text(SITE, encoding="utf-8")
    return tmp_path / "site"


def test_make_run_runs_the_site_of_the_env_file(copied: Path, tmp_path: Path) -> None:
    begun = f"import sys; sys.path[:0] = ['.', 'make']; import run; run.default_to_demo(); {TOLD}"
    assert python(tmp_path, begun, cwd=copied).stdout == "False ['handbok.solvik.example']\n"
    (copied / ".env").unlink()
    assert python(tmp_path, begun, cwd=copied).stdout.startswith("True ['127.0.0.1', ")


def test_tests_are_not_about_the_site_of_the_env_file(copied: Path, tmp_path: Path) -> None:
    code = f"import sys; sys.path.insert(0, '.'); {TOLD}"
    assert python(tmp_path, code, cwd=copied, TESTING="1").stdout.startswith("False ['127.0.0.1', ")
    assert python(tmp_path, code, cwd=copied).stdout == "False ['handbok.solvik.example']\n"


def test_the_demo_starts_without_any_setting(tmp_path) -> None:
    assert start_with(tmp_path, DEMO="1") == ""
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
