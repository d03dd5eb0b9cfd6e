from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handbook.exporting import export_handbook
from handbook.models import Handbook
from handbook.page_files import FOLDER, export_pages


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
            help="Write the open draft of each section that has one, faults and all, in place of what is published.",
        )

    def handle(self, *, handbook: str, folder: Path, drafts: bool, **options: Any) -> None:
        if handbook == FOLDER:
            self.stdout.write(f"{len(export_pages(folder=folder))} files written.")
            return
        found = Handbook.objects.filter(slug=handbook).first()
        if found is None:
            raise CommandError(f"There is no handbook called {handbook}.")
        try:
            done = export_handbook(handbook=found, folder=folder.absolute(), on=timezone.localdate(), drafts=drafts)
        except OSError as failed:
            raise CommandError(f"{failed}. Nothing was written.") from failed
        self.stdout.write(f"{len(done.files)} files written.")
        if done.drafts:
            self.stdout.write(f"Drafts: {', '.join(done.drafts)}.")
        for name in done.left:
            self.stdout.write(f"{name} is not in the handbook. It was left as it is: delete it before you import.")
        for file, count in done.faults.items():
            self.stdout.write(f"{file}: {count} faults, which check_content names.")
