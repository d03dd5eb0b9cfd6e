from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from handbook.handbooks import (
    HasPublication,
    NoSlug,
    NothingCalledSo,
    SlugTaken,
    handbook_or_section,
    naming_refusal,
    rename_handbook,
)
from handbook.models import Handbook
from handbook.sections import rename_section


class Command(BaseCommand):
    help = (
        "Give a handbook or a section that was imported wrongly another address, while nothing of it is published or if "
        "no address takes the name that it has."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "old", help="The slug of a handbook, such as social-media; or of a section: social-media/roles."
        )
        parser.add_argument("new", help="The new slug, without the handbook's.")
        parser.add_argument("--language", default="en", choices=[code for code, _ in settings.LANGUAGES])

    def handle(self, *, old: str, new: str, language: str, **options: Any) -> None:
        with translation.override(language):
            try:
                row, at = handbook_or_section(old), timezone.now()
                if isinstance(row, Handbook):
                    rename_handbook(handbook=row, slug=new, by=None, at=at)
                else:
                    rename_section(section=row, slug=new, by=None, at=at)
            except NothingCalledSo as refusal:
                raise CommandError(f"There is no handbook or section called {old}.") from refusal
            except (NoSlug, SlugTaken, HasPublication) as refusal:
                raise CommandError(naming_refusal(refusal)) from refusal
        self.stdout.write(f"{old} is called {new} now. Rename its folder of files before you import it again.")
