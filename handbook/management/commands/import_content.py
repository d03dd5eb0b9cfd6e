from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from handbook.files import BrokenFrame
from handbook.importing import DraftInTheWay, IdsNotSettled, import_folder
from handbook.management.commands.check_content import handbook_folders
from handbook.models import Kind
from handbook.publishing import HasFaults, NotReady
from handbook.text.faults import line_of


class Command(BaseCommand):
    help = (
        "Bring the handbooks in step with their text files: changed sections become drafts, or versions with --publish."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)
        parser.add_argument(
            "--publish",
            nargs="?",
            const=Kind.NEW_RULE,
            choices=Kind.values,
            help="Publish what is imported, every change judged as this kind; a new rule if none is named.",
        )
        parser.add_argument(
            "--although-not-ready",
            action="store_true",
            help="With --publish: even if questions about what has changed are not seen to, or languages not ready.",
        )
        parser.add_argument("--replace-draft", action="store_true", help="Overwrite open drafts of the same sections.")
        parser.add_argument(
            "--ids-as-written",
            action="store_true",
            help="The ids in the files are right, also where a text is more like that of another id.",
        )
        parser.add_argument("--language", default="en", choices=[code for code, _ in settings.LANGUAGES])

    def handle(self, *, folder: Path, language: str, **options: Any) -> None:
        with translation.override(language):
            for each in handbook_folders(folder):
                self._import(each, options)

    def _import(self, folder: Path, options: dict[str, Any]) -> None:
        try:
            done = import_folder(
                folder=folder,
                publish_as=options["publish"] and Kind(options["publish"]),
                although_not_ready=options["although_not_ready"],
                replace_drafts=options["replace_draft"],
                ids_as_written=options["ids_as_written"],
                by=None,
                at=timezone.now(),
            )
        except IdsNotSettled as refused:
            for line in [*map(line_of, refused.faults), *refused.unsettled]:
                self.stderr.write(line)
            raise CommandError(
                f"{folder.name}: {len(refused.faults)} faults, {len(refused.unsettled)} ids to settle. Write the ids, or "
                "let check_content --write-ids write the certain ones; if those that stand there are right, use "
                "--ids-as-written. Nothing was imported."
            ) from refused
        except HasFaults as refused:
            for fault in refused.faults:
                self.stderr.write(line_of(fault))
            raise CommandError(f"{folder.name}: {len(refused.faults)} faults. Nothing was imported.") from refused
        except BrokenFrame as broken:
            raise CommandError(f"{broken} Nothing was imported.") from broken
        except NotReady as refused:
            wanting = [f"questions to be seen to: {', '.join(refused.questions)}"] if refused.questions else []
            wanting += [f"languages not ready: {', '.join(refused.languages)}"] if refused.languages else []
            raise CommandError(
                f"{folder.name}: {'; '.join(wanting)}. Publish in the admin, or use --although-not-ready. Nothing was imported."
            ) from refused
        except DraftInTheWay as refused:
            raise CommandError(
                f"{folder.name}: {refused.args[0].slug} has an open draft. Publish or discard it, or use --replace-draft. "
                "Nothing was imported."
            ) from refused
        self.stdout.write(
            f"{folder.name}: {len(done.published)} sections published, {len(done.drafts)} drafts, {done.unchanged} unchanged."
        )
