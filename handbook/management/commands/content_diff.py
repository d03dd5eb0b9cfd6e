import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import OperationalError, ProgrammingError
from django.utils import timezone, translation

from handbook.deciding import decide
from handbook.files import NoHandbook, handbook_folders
from handbook.management.commands.import_content import Command as ImportContent
from handbook.management.commands.import_content import terms_of
from handbook.refusing import Refused, places_of, sentence_of
from handbook.telling_imports import told

NOTHING, SOMETHING, REFUSED = 0, 1, 2


class Command(ImportContent):
    help = (
        "Print what import_content with the same arguments would change, and whom it would concern. Nothing is written. "
        "Exit status: 0 nothing would change, 1 something would, 2 the import would be refused."
    )

    def handle(self, *, folder: Path, language: str, **options: Any) -> None:
        try:
            handbooks = handbook_folders(folder)
        except NoHandbook as refused:
            said = f"There is no handbook.toml in {folder} or in a folder of it."
            raise CommandError(said, returncode=REFUSED) from refused
        try:
            with translation.override(language):
                status = max([self._tell(each, options) for each in handbooks])
        except (OperationalError, ProgrammingError) as missing:
            said = "There is no database to compare with what is published. Run manage.py migrate first."
            raise CommandError(said, returncode=REFUSED) from missing
        if status:
            sys.exit(status)

    def _tell(self, folder: Path, options: dict[str, Any]) -> int:
        on = timezone.localdate()
        try:
            decision = decide(folder=folder, terms=terms_of(options), on=on)
        except Refused as refused:
            for reason in refused.reasons:
                for line in places_of(reason):
                    self.stdout.write(line)
                self.stdout.write(f"{folder.name}: {sentence_of(reason)}")
            return REFUSED
        for line in told(decision, on=on):
            self.stdout.write(line)
        if decision.reasons:
            return REFUSED
        return NOTHING if decision.changes_nothing else SOMETHING
