from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from courses.removal import remove_handbook, remove_section
from handbook.handbooks import HasPublication, NothingCalledSo, handbook_or_section, naming_refusal
from handbook.models import Handbook


class Command(BaseCommand):
    help = (
        "Remove a handbook or a section that was imported wrongly, with its drafts, while nothing of it was published."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "name", help="The slug of a handbook, such as social-media; or of a section: social-media/roles."
        )
        parser.add_argument("--language", default="en", choices=[code for code, _ in settings.LANGUAGES])

    def handle(self, *, name: str, language: str, **options: Any) -> None:
        with translation.override(language):
            try:
                row, at = handbook_or_section(name), timezone.now()
                if isinstance(row, Handbook):
                    remove_handbook(handbook=row, by=None, at=at)
                else:
                    remove_section(section=row, by=None, at=at)
            except NothingCalledSo as refusal:
                raise CommandError(f"There is no handbook or section called {name}.") from refusal
            except HasPublication as refusal:
                raise CommandError(naming_refusal(refusal)) from refusal
        self.stdout.write(f"{name} is removed.")
