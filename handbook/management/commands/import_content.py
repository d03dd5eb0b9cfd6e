from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from handbook.import_export.errors import ImportRefused, locations, warning_lines
from handbook.import_export.folder import handbook_folders
from handbook.import_export.import_plan import ImportOptions
from handbook.import_export.importer import import_folder
from handbook.import_export.site_page_files import import_pages, pages_folder
from handbook.models import Kind
from markup.errors import TextError
from records.language_command import LanguageCommand
from records.refusal import Refusal


class Command(LanguageCommand):
    help = (
        "Import the text files of the handbooks and of the site's own pages: changed sections become drafts, or with "
        "--publish versions; changed pages are shown at once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)
        parser.add_argument(
            "--publish",
            nargs="?",
            const=Kind.NEW_RULE,
            choices=Kind.values,
            help="Publish what is imported, with every change classified as this kind (default: new_rule).",
        )
        parser.add_argument(
            "--although-not-ready",
            action="store_true",
            help="With --publish: even if questions about changed clauses are not reviewed, or languages not ready.",
        )
        parser.add_argument("--replace-draft", action="store_true", help="Overwrite open drafts of the same sections.")
        parser.add_argument(
            "--ids-as-written",
            action="store_true",
            help="Accept the ids in the files, even where a text is more like that of another id.",
        )
        parser.add_argument(
            "--replace-metadata",
            "--replace-frame",  # its name in earlier releases
            action="store_true",
            help="Overwrite the handbook's metadata on the site with handbook.toml.",
        )
        parser.add_argument(
            "--replace-laws",
            action="store_true",
            help="Overwrite laws that HR has changed with those of laws.toml beside the handbook.",
        )
        parser.add_argument(
            "--replace-pages", action="store_true", help="Overwrite pages that were saved in the admin."
        )
        super().add_arguments(parser)

    def handle(self, *, folder: Path, **options: Any) -> None:
        for line in self._import_all(folder, options):
            self.stdout.write(line)

    def _import_all(self, folder: Path, options: dict[str, Any]) -> list[str]:
        """Import all of them or none, the pages last, since they may link to handbooks; return a line for each."""
        pages = pages_folder(folder)
        handbooks = [] if pages == folder else handbook_folders(folder)
        with transaction.atomic():
            summaries = [self._import(handbook, options) for handbook in handbooks]
            return summaries + ([self._import_pages(pages, options)] if pages else [])

    def _import(self, folder: Path, options: dict[str, Any]) -> str:
        with self._places_of_refusals(folder):
            result = import_folder(folder=folder, by=None, at=timezone.now(), **asdict(options_of(options)))
        self._warn(result.about_name, folder)
        published, drafts = len(result.published), len(result.drafts)
        counts = [
            ngettext("%(count)s section published", "%(count)s sections published", published) % {"count": published},
            ngettext("%(count)s draft", "%(count)s drafts", drafts) % {"count": drafts},
            _count_unchanged(result.unchanged),
        ]
        if result.laws:
            counts.append(
                ngettext("%(count)s law changed", "%(count)s laws changed", result.laws) % {"count": result.laws}
            )
        return f"{folder.name}: {', '.join(counts)}."

    def _warn(self, warnings: Iterable[TextError], folder: Path) -> None:
        for line in warning_lines(warnings, folder):
            self.stderr.write(line)

    @contextmanager
    def _places_of_refusals(self, folder: Path) -> Iterator[None]:
        """Print where in the files each reason is, and end with the reasons behind the name of the folder."""
        try:
            yield
        except Refusal as refused:
            refusal = refused if isinstance(refused, ImportRefused) else ImportRefused([refused])
            self._warn(refusal.about_name, folder)
            for line in chain.from_iterable(locations(reason, folder) for reason in refusal.reasons):
                self.stderr.write(line)
            raise CommandError(f"{folder.name}: {refusal.message}") from refused

    def _import_pages(self, folder: Path, options: dict[str, Any]) -> str:
        with self._places_of_refusals(folder):
            result = import_pages(folder=folder, replace_edited=options["replace_pages"], by=None, at=timezone.now())
        changed = ngettext("%(count)s text changed", "%(count)s texts changed", result.changed) % {
            "count": result.changed
        }
        return f"{folder.name}: {changed}, {_count_unchanged(result.unchanged)}."


def _count_unchanged(count: int) -> str:
    return ngettext("%(count)s unchanged", "%(count)s unchanged", count) % {"count": count}


def options_of(options: Mapping[str, Any]) -> ImportOptions:
    """Return the import options that the command's arguments name."""
    return ImportOptions(
        publish_as=options["publish"] and Kind(options["publish"]),
        although_not_ready=options["although_not_ready"],
        replace_drafts=options["replace_draft"],
        ids_as_written=options["ids_as_written"],
        replace_metadata=options["replace_metadata"],
        replace_laws=options["replace_laws"],
    )
