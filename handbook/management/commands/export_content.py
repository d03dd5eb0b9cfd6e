from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handbook.import_export.exporter import export_handbook
from handbook.import_export.site_page_files import FOLDER, export_pages
from handbook.models import Handbook


class Command(BaseCommand):
    help = (
        "Export a handbook as files: handbook.toml and the published texts, or with --drafts the open drafts; or the "
        "site's own pages. Importing the files again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("handbook", help=f"The slug of the handbook, such as social-media; or {FOLDER}.")
        parser.add_argument("folder", type=Path, help="The folder to write to; each section becomes a folder in it.")
        parser.add_argument(
            "--drafts",
            action="store_true",
            help="Write the open draft of each section that has one, even with errors, instead of the published text.",
        )

    def handle(self, *, handbook: str, folder: Path, drafts: bool, **options: Any) -> None:
        try:
            if handbook == FOLDER:
                self._export_pages(folder.absolute(), drafts=drafts)
            else:
                self._export(handbook, folder.absolute(), drafts=drafts)
        except OSError as error:
            raise CommandError(f"{error}. Nothing was written.") from error

    def _export_pages(self, folder: Path, *, drafts: bool) -> None:
        if drafts:
            raise CommandError("Pages have no drafts: a saved page is shown at once. Export them without --drafts.")
        export = export_pages(folder=folder)
        self.stdout.write(f"{len(export.files)} files written.")
        self._print_left(export.left, "not a file of a page")

    def _export(self, slug: str, folder: Path, *, drafts: bool) -> None:
        handbook = Handbook.objects.filter(slug=slug).first()
        if handbook is None:
            raise CommandError(f"There is no handbook called {slug}.")
        export = export_handbook(handbook=handbook, folder=folder, on=timezone.localdate(), drafts=drafts)
        self.stdout.write(f"{len(export.files)} files written.")
        if export.drafts:
            self.stdout.write(f"Drafts: {', '.join(export.drafts)}.")
        self._print_left(export.left, "not in the handbook")
        for file, count in export.errors.items():
            self.stdout.write(f"{file}: {count} errors. Run check_content to see them.")

    def _print_left(self, names: Iterable[str], reason: str) -> None:
        for name in names:
            self.stdout.write(f"{name} is {reason}. It was not changed; delete it before you import.")
