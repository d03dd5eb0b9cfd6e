from argparse import ArgumentParser
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from django.utils import translation

from handbook.import_export.confirm_translations import confirm_translations
from handbook.import_export.file_clause_ids import write_certain_ids
from handbook.import_export.folder import (
    InvalidHandbookToml,
    NoHandbookFolder,
    display_folder,
    handbook_folders,
    law_errors,
    read_folder,
    sections_by_handbook,
)
from handbook.import_export.site_page_files import pages_folder, read_pages
from handbook.links import target_exists_in_files
from markup.error_messages import message_with_location
from markup.errors import TextError


class Command(BaseCommand):
    help = "Check every text file and print each error: file, line, cause. Only --confirm and --write-ids write files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)
        parser.add_argument("--language", default="en", choices=[code for code, _ in settings.LANGUAGES])
        parser.add_argument(
            "--write-ids",
            action="store_true",
            help="Write ids that are certain: new ids for new clauses, existing ids where the text is identical.",
        )
        parser.add_argument(
            "--confirm",
            "--vouch",  # its name in earlier releases
            metavar="LANGUAGE",
            action="append",
            default=[],
            help="Confirm in the files that all translations into LANGUAGE match the source. Compare them first.",
        )

    def handle(self, *, folder: Path, language: str, confirm: list[str], write_ids: bool, **options: Any) -> None:
        pages = pages_folder(folder)
        try:
            handbooks = [] if pages == folder else handbook_folders(folder)
        except NoHandbookFolder as refusal:
            raise CommandError(f"There is no handbook.toml in {folder} or in a folder of it.") from refusal
        with translation.override(language):
            errors = sum(self._print(errors, folder) for folder, errors in law_errors(handbooks).items())
            errors += sum(self._check(handbook, confirm=confirm, write_ids=write_ids) for handbook in handbooks)
            named = sections_by_handbook(handbooks)
            page_files = read_pages(pages, partial(target_exists_in_files, handbooks=named)) if pages else None
            errors += self._print(page_files.errors, pages) if page_files and pages else 0
        if errors:
            raise CommandError(f"{errors} errors.")
        counts = [f"{len(handbooks)} handbooks"] if handbooks else []
        counts += [f"{page_files.count} texts of pages"] if page_files else []
        self.stdout.write(f"{', '.join(counts)}, no errors.")

    def _check(self, folder: Path, *, confirm: list[str], write_ids: bool) -> int:
        """Write ids and confirm translations if requested, and print what remains; return the number of errors."""
        try:
            if write_ids:
                self._write_ids(folder)
            for language in confirm:
                for path in confirm_translations(folder, language):
                    self.stdout.write(f"{path}: confirmed.")
            errors = read_folder(folder).errors
        except InvalidHandbookToml as invalid:
            errors = invalid.errors
        return self._print(errors, folder)

    def _print(self, errors: Iterable[TextError], folder: Path) -> int:
        """Print each error and warning; return the number of errors."""
        for error in errors:
            self.stdout.write(
                ("" if error.is_error else "warning: ") + message_with_location(error, display_folder(folder))
            )
        return sum(error.is_error for error in errors)

    def _write_ids(self, folder: Path) -> None:
        try:
            for line in write_certain_ids(folder):
                self.stdout.write(line)
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(
                "There is no database to compare with what is published. Run manage.py migrate first."
            ) from error
