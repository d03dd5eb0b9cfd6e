import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import OperationalError, ProgrammingError
from django.utils import timezone, translation

from handbook.import_export.errors import ImportRefused, locations, refusal_message
from handbook.import_export.folder import NoHandbookFolder, handbook_folders
from handbook.import_export.import_plan import ImportPlan, plan_import
from handbook.import_export.site_page_files import PagesEdited, pages_folder, plan_page_import
from handbook.management.commands.import_content import Command as ImportContent
from handbook.management.commands.import_content import options_of
from handbook.versions.publish import HasErrors
from reports.import_preview_text import describe_import, describe_pages

NOTHING, SOMETHING, REFUSED = 0, 1, 2


class Command(ImportContent):
    help = (
        "Print what import_content with the same arguments would change, and whom it would concern. Nothing is written. "
        "Exit status: 0 nothing would change, 1 something would, 2 the import would be refused."
    )

    def handle(self, *, folder: Path, language: str, **options: Any) -> None:
        pages = pages_folder(folder)
        try:
            handbooks = [] if pages == folder else handbook_folders(folder)
        except NoHandbookFolder as refused:
            said = f"There is no handbook.toml in {folder} or in a folder of it."
            raise CommandError(said, returncode=REFUSED) from refused
        try:
            with translation.override(language):
                found = self._tell_all(handbooks, pages, options)
        except (OperationalError, ProgrammingError) as missing:
            said = "There is no database to compare with what is published. Run manage.py migrate first."
            raise CommandError(said, returncode=REFUSED) from missing
        if status := max(found):
            sys.exit(status)

    def _tell_all(self, handbooks: Iterable[Path], pages: Path | None, options: dict[str, Any]) -> list[int]:
        """The status of each; the pages last, since they may link to what the handbooks bring."""
        found, beside = [], {}
        for handbook in handbooks:
            try:
                decision = plan_import(folder=handbook, options=options_of(options), on=timezone.localdate())
            except ImportRefused as refused:
                found.append(self._tell_refused(handbook, refused.reasons))
            else:
                beside[decision.files.slug] = decision.published_sections
                found.append(self._tell(decision))
        if pages:
            found.append(self._tell_pages(pages, beside, replace_edited=options["replace_pages"]))
        return found

    def _tell(self, decision: ImportPlan) -> int:
        for line in describe_import(decision, on=timezone.localdate()):
            self.stdout.write(line)
        if decision.reasons:
            return REFUSED
        return NOTHING if decision.changes_nothing else SOMETHING

    def _tell_pages(self, folder: Path, beside: Mapping[str, Collection[str]], *, replace_edited: bool) -> int:
        try:
            decided = plan_page_import(folder, beside)
        except HasErrors as refused:
            return self._tell_refused(folder, [refused])
        for line in describe_pages(decided):
            self.stdout.write(line)
        if decided.edited and not replace_edited:
            return self._tell_refused(folder, [PagesEdited(decided.edited)])
        return NOTHING if decided.changes_nothing else SOMETHING

    def _tell_refused(self, folder: Path, reasons: Iterable[Exception]) -> int:
        for reason in reasons:
            for line in locations(reason):
                self.stdout.write(line)
            self.stdout.write(f"{folder.name}: {refusal_message(reason)}")
        return REFUSED
