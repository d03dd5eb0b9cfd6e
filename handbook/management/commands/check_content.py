from argparse import ArgumentParser
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import OperationalError, ProgrammingError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handbook.import_export.confirm_translations import confirm_translations
from handbook.import_export.errors import NoDatabase
from handbook.import_export.file_clause_ids import write_certain_ids
from handbook.import_export.folder import (
    InvalidHandbookToml,
    count_errors,
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
from records.language_command import LanguageCommand


class Command(LanguageCommand):
    help = "Check every text file and print each error: file, line, cause. Only --confirm and --write-ids write files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)
        super().add_arguments(parser)
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

    def handle(self, *, folder: Path, confirm: list[str], write_ids: bool, **options: Any) -> None:
        pages = pages_folder(folder)
        handbooks = [] if pages == folder else handbook_folders(folder)
        errors = [*law_errors(handbooks).items()]
        errors += [
            (handbook, self._check_handbook(handbook, confirm=confirm, write_ids=write_ids)) for handbook in handbooks
        ]
        counts = [count_handbooks(len(handbooks))] if handbooks else []
        if pages:
            named = sections_by_handbook(handbooks)
            page_files = read_pages(pages, partial(target_exists_in_files, handbooks=named))
            errors.append((pages, page_files.errors))
            counts.append(count_page_texts(page_files.count))
        self._print(errors, ", ".join(counts))

    def _check_handbook(self, folder: Path, *, confirm: list[str], write_ids: bool) -> tuple[TextError, ...]:
        """Write ids and confirm translations if requested; return the errors and warnings that remain."""
        try:
            if write_ids:
                self._write_ids(folder)
            for language in confirm:
                for path in confirm_translations(folder, language):
                    self.stdout.write(_("%(file)s: confirmed.") % {"file": path})
            return read_folder(folder).errors
        except InvalidHandbookToml as invalid:
            return invalid.errors

    def _print(self, by_folder: Sequence[tuple[Path, Sequence[TextError]]], checked: str) -> None:
        """Print each error, then each warning, and how many there are. Raises CommandError if there is an error."""
        errors, warnings = (
            [
                message_with_location(error, display_folder(folder))
                for folder, errors in by_folder
                for error in errors
                if error.is_error == is_error
            ]
            for is_error in (True, False)
        )
        for line in errors:
            self.stdout.write(line)
        for line in warnings:
            self.stdout.write(_("warning: %(warning)s") % {"warning": line})
        if errors:
            raise CommandError(count_errors(len(errors)))
        self.stdout.write(_("%(checked)s, no errors.") % {"checked": checked})

    def _write_ids(self, folder: Path) -> None:
        try:
            for line in write_certain_ids(folder):
                self.stdout.write(line)
        except (OperationalError, ProgrammingError) as error:
            raise NoDatabase from error


def count_handbooks(count: int) -> str:
    return ngettext("%(count)s handbook", "%(count)s handbooks", count) % {"count": count}


def count_page_texts(count: int) -> str:
    return ngettext("%(count)s text of pages", "%(count)s texts of pages", count) % {"count": count}
