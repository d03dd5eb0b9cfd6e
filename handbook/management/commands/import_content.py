from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from handbook.files import BrokenFrame
from handbook.importing import DraftInTheWay, import_folder
from handbook.management.commands.check_content import handbook_folders
from handbook.publishing import HasFaults
from handbook.text.faults import line_of


class Command(BaseCommand):
    help = (
        "Bring the handbooks in step with their text files: changed sections become drafts, or versions with --publish."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)
        parser.add_argument("--publish", action="store_true", help="Publish what is imported.")
        parser.add_argument(
            "--nobody-confirms-again", action="store_true", help="With --publish: the changes are no new rules."
        )
        parser.add_argument("--replace-draft", action="store_true", help="Overwrite open drafts of the same sections.")
        parser.add_argument("--language", default="en", choices=[code for code, _ in settings.LANGUAGES])

    def handle(self, *, folder: Path, language: str, **options: Any) -> None:
        with translation.override(language):
            for each in handbook_folders(folder):
                self._import(each, options)

    def _import(self, folder: Path, options: dict[str, Any]) -> None:
        try:
            done = import_folder(
                folder=folder,
                publish_now=options["publish"],
                must_confirm=not options["nobody_confirms_again"],
                replace_drafts=options["replace_draft"],
                by=None,
                at=timezone.now(),
            )
        except HasFaults as refused:
            for fault in refused.faults:
                self.stderr.write(line_of(fault))
            raise CommandError(f"{folder.name}: {len(refused.faults)} faults. Nothing was imported.") from refused
        except BrokenFrame as broken:
            raise CommandError(f"{broken} Nothing was imported.") from broken
        except DraftInTheWay as refused:
            raise CommandError(
                f"{folder.name}: {refused.args[0].slug} has an open draft. Publish or discard it, or use --replace-draft. "
                "Nothing was imported."
            ) from refused
        self.stdout.write(
            f"{folder.name}: {len(done.published)} sections published, {len(done.drafts)} drafts, {done.unchanged} unchanged."
        )
