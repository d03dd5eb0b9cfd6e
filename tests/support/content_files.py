"""Content in files: the commands that read and write it, and the rows and pages that come of it."""

import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client

from tests.support.clients import LANGUAGES

SHIPPED = Path(__file__).parents[2] / "content"


def change(path: Path, old: str, new: str) -> None:
    """Other words in a file, at the first place."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def run(command: str, *arguments: object, **options: object) -> tuple[list[str], str]:
    """The lines that a command wrote, and why it was refused: "" if it was not."""
    written = StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=written, stderr=written, **options)
    except CommandError as refused:
        return written.getvalue().splitlines(), str(refused)
    return written.getvalue().splitlines(), ""


def every_row() -> dict[str, list[tuple[object, ...]]]:
    """All that the database holds, stamps too."""
    return {model._meta.label: sorted(model._base_manager.values_list(), key=repr) for model in apps.get_models()}


def site(*pages: str) -> tuple[dict[str, int], list[str]]:
    """How many rows each table has, and what those pages show in each language, but for what is new at each visit."""
    rows = {model._meta.label: model._base_manager.count() for model in apps.get_models()}
    shown = []
    for language in LANGUAGES:
        client = Client(headers={"accept-language": language})
        for page in pages or ("/handbooks/small/", "/handbooks/small/roles/", "/handbooks/small/privacy/"):
            response = client.get(page)
            assert response.status_code == 200
            shown.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode()))
    return rows, shown


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its path in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def shipped(tmp_path: Path, settings) -> Path:
    """A copy of the handbook that ships, with its laws; the rest of what ships is not there."""
    settings.CONTENT_DIR = tmp_path / "content"
    shutil.copytree(SHIPPED / "social-media", settings.CONTENT_DIR / "social-media")
    shutil.copy(SHIPPED / "laws.toml", settings.CONTENT_DIR)
    return settings.CONTENT_DIR / "social-media"


def content_diff(folder: Path, *options: str) -> tuple[int, list[str]]:
    """The status that the command ends with, and its lines."""
    written = StringIO()
    status = 0
    try:
        call_command("content_diff", str(folder), *options, stdout=written, stderr=written)
    except SystemExit as ended:
        status = int(str(ended.code))
    return status, written.getvalue().splitlines()
