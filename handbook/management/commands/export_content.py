from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handbook.exporting import export_handbook
from handbook.models import Handbook


class Command(BaseCommand):
    help = "Write a handbook as files: handbook.toml and the published text. Importing them again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("handbook", help="Its slug, such as social-media.")
        parser.add_argument("folder", type=Path, help="Where to write; the sections become folders in it.")

    def handle(self, *, handbook: str, folder: Path, **options: Any) -> None:
        found = Handbook.objects.filter(slug=handbook).first()
        if found is None:
            raise CommandError(f"There is no handbook called {handbook}.")
        self.stdout.write(
            f"{len(export_handbook(handbook=found, folder=folder, on=timezone.localdate()))} files written."
        )
