from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backups import NotSqlite, back_up


class Command(BaseCommand):
    help = "Copy the SQLite database to a file; the site may go on meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            back_up(file)
        except NotSqlite as refused:
            raise CommandError("This site runs on PostgreSQL: use pg_dump.") from refused
        except FileExistsError as refused:
            raise CommandError(f"{file} exists already. Nothing was written.") from refused
        except NotADirectoryError as refused:
            raise CommandError(f"There is no folder {file.parent}. Nothing was written.") from refused
        self.stdout.write(f"{file}: {file.stat().st_size // 1024} kB.")
