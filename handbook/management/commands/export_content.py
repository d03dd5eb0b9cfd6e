from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handbook.import_export.exporter import export_handbook
from handbook.import_export.folder import count_errors
from handbook.import_export.law_files import LawFile
from handbook.import_export.site_page_files import FOLDER, export_pages
from handbook.models import Handbook
from records.language_command import LanguageCommand


class Command(LanguageCommand):
    help = (
        "Export a handbook as files: handbook.toml and the published texts, or with --drafts the open drafts; or the "
        "site's own pages. Importing the files again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("handbook", help=f"The slug of the handbook, such as social-media; or {FOLDER}.")
        parser.add_argument("folder", type=Path, help="The folder to write to; each section becomes a folder in it.")
        parser.add_argument(
            "--drafts",
            action="store_true",
            help="Write the open draft of each section that has one, even with errors, instead of the published text.",
        )
        super().add_arguments(parser)

    def handle(self, *, handbook: str, folder: Path, drafts: bool, **options: Any) -> None:
        try:
            if handbook == FOLDER:
                self._export_pages(folder.absolute(), drafts=drafts)
            else:
                self._export(handbook, folder.absolute(), drafts=drafts)
        except OSError as error:
            raise CommandError(_("%(error)s. Nothing was written.") % {"error": error}) from error

    def _export_pages(self, folder: Path, *, drafts: bool) -> None:
        if drafts:
            raise CommandError(_("Pages have no drafts: a saved page is shown at once. Export them without --drafts."))
        export = export_pages(folder=folder)
        self._print_written(len(export.files))
        for name in export.left:
            self._write(
                _("%(file)s is not a file of a page. It was not changed; delete it before you import."), file=name
            )

    def _export(self, slug: str, folder: Path, *, drafts: bool) -> None:
        handbook = Handbook.objects.filter(slug=slug).first()
        if handbook is None:
            raise CommandError(_("There is no handbook called %(handbook)s.") % {"handbook": slug})
        export = export_handbook(handbook=handbook, folder=folder, on=timezone.localdate(), drafts=drafts)
        self._print_written(len(export.files))
        self._print_laws(export.laws)
        if export.drafts:
            self._write(_("Drafts: %(sections)s."), sections=", ".join(export.drafts))
        for name in export.left:
            self._write(
                _("%(file)s is not in the handbook. It was not changed; delete it before you import."), file=name
            )
        for file, count in export.errors.items():
            self._write(_("%(file)s: %(errors)s Run check_content to see them."), file=file, errors=count_errors(count))

    def _print_laws(self, laws: LawFile) -> None:
        if laws.count and laws.is_left:
            self._write(
                _(
                    "%(file)s has laws that HR does not keep. It was not changed, and HR's laws were not written: export to another folder."
                ),
                file=laws.path,
            )
        elif laws.count:
            text = ngettext("%(file)s: %(count)s law of HR.", "%(file)s: %(count)s laws of HR.", laws.count)
            self._write(text, file=laws.path, count=laws.count)

    def _print_written(self, count: int) -> None:
        self._write(ngettext("%(count)s file written.", "%(count)s files written.", count), count=count)

    def _write(self, message: str, **values: object) -> None:
        self.stdout.write(message % values)
