from argparse import ArgumentParser
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.removal import remove_handbook, remove_section
from handbook.handbooks import handbook_or_section
from handbook.models import Handbook
from records.language_command import LanguageCommand


class Command(LanguageCommand):
    help = (
        "Remove a handbook or a section that was imported wrongly, with its drafts, while nothing of it was published."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "name", help="The slug of a handbook, such as social-media; or of a section: social-media/roles."
        )
        super().add_arguments(parser)

    def handle(self, *, name: str, **options: Any) -> None:
        row, at = handbook_or_section(name), timezone.now()
        if isinstance(row, Handbook):
            remove_handbook(handbook=row, by=None, at=at)
        else:
            remove_section(section=row, by=None, at=at)
        self.stdout.write(_("%(name)s is removed.") % {"name": name})
