from argparse import ArgumentParser
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from handbook.handbooks import handbook_or_section, rename_handbook
from handbook.models import Handbook
from handbook.sections import rename_section
from records.language_command import LanguageCommand


class Command(LanguageCommand):
    help = "Give a handbook or a section another address. The one that it had leads on to it for good."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "old", help="The slug of a handbook, such as social-media; or of a section: social-media/roles."
        )
        parser.add_argument("new", help="The new slug, without the handbook's.")
        super().add_arguments(parser)

    def handle(self, *, old: str, new: str, **options: Any) -> None:
        row, at = handbook_or_section(old), timezone.now()
        if isinstance(row, Handbook):
            rename_handbook(handbook=row, slug=new, by=None, at=at)
        else:
            rename_section(section=row, slug=new, by=None, at=at)
        sentence = _("%(old)s is called %(new)s now. Rename its folder of files before you import it again.")
        self.stdout.write(sentence % {"old": old, "new": new})
