import sys
from argparse import ArgumentParser
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from django.db import OperationalError, ProgrammingError
from django.utils import timezone

from handbook.import_export.errors import ImportRefused, NoDatabase, locations
from handbook.import_export.folder import FilesHaveErrors, handbook_folders
from handbook.import_export.import_plan import ImportPlan, plan_import
from handbook.import_export.site_page_files import PagesEdited, pages_folder, plan_page_import
from handbook.management.commands.import_content import Command as ImportContent
from handbook.management.commands.import_content import options_of
from records.language_command import LanguageCommand
from records.refusal import Refusal
from reports.import_preview_text import describe_import, describe_pages

NOTHING, SOMETHING, REFUSED = 0, 1, 2


class Command(LanguageCommand):
    help = (
        "Print what import_content with the same arguments would change, and whom it would ask. Nothing is written. "
        "Exit status: 0 nothing would change, 1 something would, 2 the import would be refused."
    )

    refused_status = REFUSED

    def add_arguments(self, parser: ArgumentParser) -> None:
        ImportContent().add_arguments(parser)

    def handle(self, *, folder: Path, **options: Any) -> None:
        pages = pages_folder(folder)
        handbooks = [] if pages == folder else handbook_folders(folder)
        try:
            statuses = self._print_all(handbooks, pages, options)
        except (OperationalError, ProgrammingError) as error:
            raise NoDatabase from error
        if status := max(statuses):
            sys.exit(status)

    def _print_all(self, handbooks: Iterable[Path], pages: Path | None, options: dict[str, Any]) -> list[int]:
        """Print each plan and return its status. The pages come last, since they may link to imported sections."""
        statuses, published_sections = [], {}
        for handbook in handbooks:
            try:
                plan = plan_import(folder=handbook, options=options_of(options), on=timezone.localdate())
            except ImportRefused as refused:
                statuses.append(self._print_refusal(handbook, refused.reasons))
            else:
                published_sections[plan.files.slug] = plan.published_sections
                statuses.append(self._print_import(plan))
        if pages:
            statuses.append(self._print_pages(pages, published_sections, replace_edited=options["replace_pages"]))
        return statuses

    def _print_import(self, plan: ImportPlan) -> int:
        for line in describe_import(plan, on=timezone.localdate()):
            self.stdout.write(line)
        if plan.reasons:
            return REFUSED
        return NOTHING if plan.changes_nothing else SOMETHING

    def _print_pages(
        self, folder: Path, published_sections: Mapping[str, Collection[str]], *, replace_edited: bool
    ) -> int:
        try:
            plan = plan_page_import(folder, published_sections)
        except FilesHaveErrors as refused:
            return self._print_refusal(folder, [refused])
        for line in describe_pages(plan):
            self.stdout.write(line)
        if plan.edited and not replace_edited:
            return self._print_refusal(folder, [PagesEdited(plan.edited)])
        return NOTHING if plan.changes_nothing else SOMETHING

    def _print_refusal(self, folder: Path, reasons: Iterable[Refusal]) -> int:
        for reason in reasons:
            for line in locations(reason, folder):
                self.stdout.write(line)
            self.stdout.write(f"{folder.name}: {reason.message}")
        return REFUSED
