from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation

from handbook.files import BrokenFrame, NoHandbook, handbook_folders
from handbook.importing import DraftInTheWay, FrameDiffers, IdsNotSettled, SectionDropped, import_folder
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
        parser.add_argument(
            "--replace-frame", action="store_true", help="Write handbook.toml over the words of the frame in the site."
        )
        parser.add_argument("--language", default="en", choices=[code for code, _ in settings.LANGUAGES])

    def handle(self, *, folder: Path, language: str, **options: Any) -> None:
        try:
            handbooks = handbook_folders(folder)
        except NoHandbook as refused:
            raise CommandError(f"There is no handbook.toml in {folder} or in a folder of it.") from refused
        # All handbooks or none.
        with translation.override(language), transaction.atomic():
            done = [self._import(each, options) for each in handbooks]
        for line in done:
            self.stdout.write(line)

    def _import(self, folder: Path, options: dict[str, Any]) -> str:
        try:
            done = import_folder(
                folder=folder,
                publish_as=options["publish"] and Kind(options["publish"]),
                although_not_ready=options["although_not_ready"],
                replace_drafts=options["replace_draft"],
                ids_as_written=options["ids_as_written"],
                replace_frame=options["replace_frame"],
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
        except (HasFaults, BrokenFrame) as refused:
            stopping = [fault for fault in refused.faults if fault.level == "fault"]
            for fault in stopping:
                self.stderr.write(line_of(fault))
            raise CommandError(f"{folder.name}: {len(stopping)} faults. Nothing was imported.") from refused
        except FrameDiffers as refused:
            raise CommandError(
                f"{folder.name}: handbook.toml has another {', '.join(refused.args[0])} than the site. Change the file, or "
                "use --replace-frame. Nothing was imported."
            ) from refused
        except SectionDropped as refused:
            raise CommandError(
                f"{folder.name}: {refused.args[0].slug} is published and in force, and handbook.toml does not name it. "
                "Put it back; to take it away, withdraw it. Nothing was imported."
            ) from refused
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
        counts = f"{len(done.published)} sections published, {len(done.drafts)} drafts, {done.unchanged} unchanged"
        return f"{folder.name}: {counts}."
