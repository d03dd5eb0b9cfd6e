from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from django.utils import translation

from handbook.file_ids import write_sure_ids
from handbook.files import BrokenFrame, read_folder
from handbook.text.faults import line_of
from handbook.vouching import vouch as vouch_for


class Command(BaseCommand):
    help = "Read every text file and name every fault: file, line, cause. Nothing is written but by --vouch and --write-ids."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)
        parser.add_argument("--language", default="en", choices=[code for code, _ in settings.LANGUAGES])
        parser.add_argument(
            "--write-ids",
            action="store_true",
            help="Write the ids that are beyond doubt: new ones where nothing published resembles, and those of equal words.",
        )
        parser.add_argument(
            "--vouch",
            metavar="LANGUAGE",
            action="append",
            default=[],
            help="Write that the translation into LANGUAGE matches the source as it stands now. A person has compared them.",
        )

    def handle(self, *, folder: Path, language: str, vouch: list[str], write_ids: bool, **options: Any) -> None:
        try:
            folders = handbook_folders(folder)
            if write_ids:
                self._write_ids(folders)
            self._check(folders, language, vouch)
        except BrokenFrame as broken:
            raise CommandError(str(broken)) from broken

    def _check(self, handbooks: list[Path], language: str, vouch: list[str]) -> None:
        for each in handbooks:
            for translated in vouch:
                self._vouch(each, translated)
        stopping = 0
        with translation.override(language):
            for each in handbooks:
                files = read_folder(each)
                stopping += len(files.stopping)
                for fault in files.faults:
                    self.stdout.write(("" if fault.level == "fault" else "notice: ") + line_of(fault))
        if stopping:
            raise CommandError(f"{stopping} faults.")
        self.stdout.write(f"{len(handbooks)} handbooks, no faults.")

    def _write_ids(self, folders: list[Path]) -> None:
        try:
            for folder in folders:
                for line in write_sure_ids(folder):
                    self.stdout.write(line)
        except (OperationalError, ProgrammingError) as missing:
            raise CommandError(
                "There is no database to compare with what is published. Run manage.py migrate first."
            ) from missing

    def _vouch(self, folder: Path, language: str) -> None:
        for path in vouch_for(folder, language):
            self.stdout.write(f"{path}: vouched for.")


def handbook_folders(folder: Path) -> list[Path]:
    """The folder itself if it holds a handbook, else every folder in it that does."""
    if (folder / "handbook.toml").exists():
        return [folder]
    found = sorted(path.parent for path in folder.glob("*/handbook.toml"))
    if not found:
        raise CommandError(f"There is no handbook.toml in {folder} or in a folder of it.")
    return found
