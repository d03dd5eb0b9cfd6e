"""A backup of a database in use holds all of it, and comes back whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from people.models import Unit


@pytest.fixture
def migrated(transactional_db: None) -> None:
    """As a site's own database says it is. The tests' may have been made without migrations."""
    MigrationRecorder(connection).ensure_schema()


needs_sqlite = pytest.mark.skipif("sqlite" not in site.DATABASES["default"]["ENGINE"], reason="for SQLite")


@needs_sqlite
@pytest.mark.django_db(transaction=True)
def test_what_was_backed_up_comes_back(migrated, solvik, tmp_path: Path, settings, monkeypatch) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"]
    call_command("backup", tmp_path / "copy.sqlite3")
    before = list(Unit.objects.values_list("name", flat=True))
    Unit.objects.create(name="Ny enhet", path="00009")
    call_command("restore", tmp_path / "copy.sqlite3")
    assert list(Unit.objects.values_list("name", flat=True)) == before
    with closing(sqlite3.connect(tmp_path / "before-restore-1.sqlite3")) as kept:
        assert ("Ny enhet",) in kept.execute("SELECT name FROM people_unit").fetchall()


@needs_sqlite
@pytest.mark.django_db
@pytest.mark.parametrize("held", [b"not a database at all, by any means", b""])
def test_what_is_no_backup_is_refused(tmp_path: Path, held: bytes) -> None:
    (tmp_path / "copy").write_bytes(held)
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", tmp_path / "copy")


@needs_sqlite
@pytest.mark.django_db(transaction=True)
def test_what_was_kept_before_is_never_overwritten(migrated, solvik, tmp_path: Path, settings, monkeypatch) -> None:
    """Nor when older ones were thrown away: the next number is one more than the highest."""
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"]
    call_command("backup", tmp_path / "copy.sqlite3")
    (tmp_path / "before-restore-9.sqlite3").write_text("mine")
    (tmp_path / "before-restore-old.sqlite3").write_text("mine")
    call_command("restore", tmp_path / "copy.sqlite3")
    call_command("restore", tmp_path / "copy.sqlite3")
    assert sorted(path.name for path in tmp_path.glob("before-restore-*")) == [
        "before-restore-10.sqlite3",
        "before-restore-11.sqlite3",
        "before-restore-9.sqlite3",
        "before-restore-old.sqlite3",
    ]
    assert (tmp_path / "before-restore-9.sqlite3").read_text() == "mine"


@needs_sqlite
@pytest.mark.django_db
def test_a_backup_into_a_folder_that_is_missing_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"There is no folder .*missing. Nothing was written."):
        call_command("backup", tmp_path / "missing" / "copy")
    assert list(tmp_path.iterdir()) == []


@needs_sqlite
@pytest.mark.django_db
def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("mine")
    with pytest.raises(CommandError, match="already exists"):
        call_command("backup", tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "mine"
