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
        "Write a handbook as files: handbook.toml and the published text, or the open drafts with --drafts; or the "
        "site's own pages. Importing them again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("handbook", help=f"Its slug, such as social-media; or {FOLDER}.")
        parser.add_argument("folder", type=Path, help="Where to write; the sections become folders in it.")
        parser.add_argument(
            "--drafts",
            action="store_true",
            help="Write the open draft of each section that has one, errors and all, in place of what is published.",
        )

    def handle(self, *, handbook: str, folder: Path, drafts: bool, **options: Any) -> None:
        try:
            if handbook == FOLDER:
                self._export_pages(folder.absolute(), drafts=drafts)
            else:
                self._export(handbook, folder.absolute(), drafts=drafts)
        except OSError as failed:
            raise CommandError(f"{failed}. Nothing was written.") from failed

    def _export_pages(self, folder: Path, *, drafts: bool) -> None:
        if drafts:
            raise CommandError("Pages have no drafts: what is saved is shown. Export them without --drafts.")
        done = export_pages(folder=folder)
        self.stdout.write(f"{len(done.files)} files written.")
        self._name_left(done.left, "no file of a page")

    def _export(self, slug: str, folder: Path, *, drafts: bool) -> None:
        found = Handbook.objects.filter(slug=slug).first()
        if found is None:
            raise CommandError(f"There is no handbook called {slug}.")
        done = export_handbook(handbook=found, folder=folder, on=timezone.localdate(), drafts=drafts)
        self.stdout.write(f"{len(done.files)} files written.")
        if done.drafts:
            self.stdout.write(f"Drafts: {', '.join(done.drafts)}.")
        self._name_left(done.left, "not in the handbook")
        for file, count in done.errors.items():
            self.stdout.write(f"{file}: {count} errors, which check_content names.")

    def _name_left(self, names: Iterable[str], what: str) -> None:
        for name in names:
            self.stdout.write(f"{name} is {what}. It was left as it is: delete it before you import.")
