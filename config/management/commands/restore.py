from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backups import NotABackup, NotSqlite, restore


class Command(BaseCommand):
    help = "Put a backup in the place of the SQLite database; what was there is kept beside it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            kept = restore(file)
        except NotSqlite as refused:
            raise CommandError("This site runs on PostgreSQL: use pg_restore.") from refused
        except NotABackup as refused:
            raise CommandError(f"{refused} Nothing was changed.") from refused
        self.stdout.write(f"Restored from {file}. What was there before is in {kept}.")
