"""What the site keeps is its own user's alone, and is whole or not there, also on a full disk."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from config import private_files

pytestmark = pytest.mark.sqlite_only

ROOT = Path(__file__).resolve().parents[2]
FULL = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room})); "
"""Lets no file grow beyond so many bytes, as on a disk that is full."""
START = "import django; django.setup()"
KEY = "from django.conf import settings; print(settings.SECRET_KEY)"


def python(var: Path, program: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    given = {"DJANGO_SETTINGS_MODULE": "config.settings", "VAR_DIR": str(var), "PATH": "/usr/bin:/bin", "DEMO": "1"}
    command = [sys.executable, "-c", f"import os; os.umask(0o022); {program}"]
    return subprocess.run(command, cwd=ROOT, env=given | settings, capture_output=True, text=True, check=False)


def modes(folder: Path) -> dict[str, str]:
    """The mode of a folder and of the files in it."""
    return {
        path.name: oct(path.stat().st_mode & 0o777) for path in (folder, *folder.iterdir()) if path.name != "static"
    }


TABLES = "CREATE TABLE django_migrations (x); CREATE TABLE courses_completion (x); CREATE TABLE records_event (x);"
WRITE = (
    f"{START}; from django.db import connection; c = connection.cursor(); "
    f"[c.execute(line) for line in '{TABLES}'.split(';')]; "
    "from django.core.management import call_command as call; "
)


def test_database_backups_and_key_are_the_sites_own(tmp_path: Path) -> None:
    var = tmp_path / "var"
    code = f"{WRITE} call('backup', '{var}/copy.sqlite3', stdout=open(os.devnull, 'w')); import shutil; shutil.copytree('{var}', '{tmp_path}/seen')"
    done = python(var, code)
    assert done.stderr == ""
    kept = ("copy.sqlite3", "rettesnor.sqlite3", "rettesnor.sqlite3-shm", "rettesnor.sqlite3-wal", "secret_key")
    assert modes(tmp_path / "seen") == {"seen": "0o700"} | dict.fromkeys(kept, "0o600")
    python(
        var,
        f"{START}; call = __import__('django.core.management').core.management.call_command; call('restore', '{var}/copy.sqlite3')",
    )
    assert modes(var)["before-restore-1.sqlite3"] == "0o600"


def test_what_others_could_read_is_tightened_at_the_start_and_said_once(tmp_path: Path) -> None:
    var, elsewhere = tmp_path / "var", tmp_path / "elsewhere"
    for folder in (var, elsewhere):
        folder.mkdir()
    files = [var / name for name in ("before-restore-1.sqlite3", "secret_key", "server.log")]
    databases = [elsewhere / f"site.sqlite3{end}" for end in ("", "-shm", "-wal")]
    for path in (*files, *databases):
        path.write_text("k" * 50 if path.name == "secret_key" else "")
        path.chmod(0o644)
    var.chmod(0o755)
    elsewhere.chmod(0o755)

    first, second = (python(var, START, DATABASE_URL=f"sqlite:///{databases[0]}") for _ in range(2))

    names = ", ".join(str(path) for path in (var, *files, *databases))
    assert first.stderr == f"Others on this machine could read these; now they cannot: {names}\n"
    assert second.stderr == ""
    assert modes(var) == {"var": "0o700"} | {path.name: "0o600" for path in files}
    # The folder of a database that is elsewhere may be shared with others.
    assert modes(elsewhere) == {"elsewhere": "0o755"} | {path.name: "0o600" for path in databases}


@pytest.mark.parametrize("room", [0, 40])
def test_a_disk_that_is_full_leaves_no_key_and_the_next_start_makes_one(tmp_path: Path, room: int) -> None:
    full = python(tmp_path, FULL.format(room=room) + START)
    assert "secret_key cannot be made or read: File too large. Make room in that folder" in full.stderr
    assert [path.name for path in tmp_path.iterdir()] == []
    keys = [python(tmp_path, KEY).stdout for _ in range(2)]
    assert len(keys[0]) > 50
    assert keys[0] == keys[1]


def test_an_empty_key_is_made_anew_by_one_of_those_that_start_at_once(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()
    command = [sys.executable, "-c", KEY]
    given = {"DJANGO_SETTINGS_MODULE": "config.settings", "VAR_DIR": str(tmp_path), "PATH": "/usr/bin", "DEMO": "1"}
    starting = [subprocess.Popen(command, cwd=ROOT, env=given, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    keys = {process.communicate()[0].strip() for process in starting}
    assert keys == {(tmp_path / "secret_key").read_text()}
    assert len(keys.pop()) > 50


def test_a_torn_key_is_named(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("torn")
    assert f"{tmp_path}/secret_key holds a key of fewer than 50 characters. Delete it" in python(tmp_path, KEY).stderr


def test_a_backup_that_finds_no_room_leaves_nothing(tmp_path: Path) -> None:
    var = tmp_path / "var"
    python(var, WRITE)
    copy = f"{START}; from config.backups import back_up; from pathlib import Path; back_up(Path('{tmp_path}/copy'))"
    assert "Error" in python(var, FULL.format(room=20) + copy).stderr
    assert [path.name for path in tmp_path.iterdir()] == ["var"]
    assert python(var, copy).stderr == ""
    with closing(sqlite3.connect(tmp_path / "copy")) as copied:
        assert copied.execute("SELECT count(*) FROM records_event").fetchall() == [(0,)]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_what_belongs_to_another_user_is_left(tmp_path: Path) -> None:
    (tmp_path / "theirs").touch(0o644)
    os.chown(tmp_path / "theirs", 65534, -1)
    assert python(tmp_path, START).stderr == ""
    assert modes(tmp_path)["theirs"] == "0o644"


def test_a_file_that_is_gone_before_it_is_looked_at_stops_no_start(tmp_path: Path) -> None:
    """SQLite takes away -wal and -shm when the last program closes the database."""
    assert not private_files._tighten(tmp_path / "rettesnor.sqlite3-shm")
