from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backups import NotSqlite, back_up


class Command(BaseCommand):
    help = "Copy the SQLite database to a file while the site keeps running."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            back_up(file)
        except NotSqlite as error:
            raise CommandError("This site runs on PostgreSQL: use pg_dump.") from error
        except FileExistsError as error:
            raise CommandError(f"{file} already exists. Nothing was written.") from error
        except NotADirectoryError as error:
            raise CommandError(f"There is no folder {file.parent}. Nothing was written.") from error
        self.stdout.write(f"{file}: {file.stat().st_size // 1024} kB.")
