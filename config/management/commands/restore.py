from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backups import NotABackup, NotSqlite, restore


class Command(BaseCommand):
    help = "Replace the SQLite database by a backup; a copy of the former database is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            former = restore(file)
        except NotSqlite as error:
            raise CommandError("This site runs on PostgreSQL: use pg_restore.") from error
        except NotABackup as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        self.stdout.write(f"Restored from {file}. The former database is kept in {former}.")
