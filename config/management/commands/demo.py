from argparse import ArgumentParser
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from config.demo.organisation import create_solvik, hire_everybody
from config.demo.rollout import read_what_is_new, roll_out
from config.demo.second_version import TABLE, TableDiffers, first_version_of, publish_second_version, read_table
from courses.models import Requirement
from handbook.import_export.folder import handbook_folders
from handbook.import_export.importer import import_folder
from handbook.models import Handbook, Kind, Section
from people.models import Employee, Unit

STAGES = {
    "empty": "the people and the handbook; nobody has begun",
    "rollout": "some are done, some under way, some overdue, one is on leave; a second version has just come",
    "audit": "everybody who can has completed everything",
}
STARTED = timedelta(days=36)
"""How long people have read since the handbook was published and became required."""
SECOND_VERSION = timedelta(days=3)
"""How long ago the second version was published."""
PUBLISHER = "1004"


class Command(BaseCommand):
    help = "Fill an empty database with Solvik kommune, an invented municipality, at a chosen stage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        stages = "; ".join(f"{name}: {meaning}" for name, meaning in STAGES.items())
        parser.add_argument("stage", choices=STAGES, nargs="?", default="rollout", help=stages)

    @transaction.atomic
    def handle(self, *, stage: str, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "DEMO is not 1. The demo's password is public: set DEMO=1, and use only a local address."
            )
        if Employee.objects.exists() or Unit.objects.exists() or Handbook.objects.exists():
            raise CommandError("This database is not empty. The demo fills only an empty one.")
        now = timezone.now()
        read_until = now - SECOND_VERSION if stage == "rollout" else now
        began = now if stage == "empty" else read_until - STARTED
        people = hire_everybody(create_solvik(began), on=timezone.localdate(read_until), at=began)
        for folder in handbook_folders(settings.CONTENT_DIR):
            first_version = first_version_of(folder) if stage == "rollout" else None
            import_folder(
                folder=first_version or folder, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=began
            )
            handbook = Handbook.objects.get(slug=folder.name)
            Requirement.objects.create(handbook=handbook, from_day=timezone.localdate(began))
            if stage != "empty":
                self.stdout.write(f"{len(people)} people read and answer …")
                sections = Section.objects.filter(handbook=handbook).select_related("handbook").order_by("position")
                roll_out(people, list(sections), everybody=stage == "audit", at=read_until)
            if first_version:
                self._publish_second_version(folder, at=read_until)
                read_what_is_new(people, since=read_until, at=now)
        self.stdout.write(f"Solvik kommune is at the stage {stage}.")

    def _publish_second_version(self, folder: Path, *, at: datetime) -> None:
        publisher = Employee.objects.get(number=PUBLISHER)
        try:
            published = publish_second_version(folder=folder, table=read_table(TABLE), by=publisher, at=at)
        except TableDiffers as refusal:
            raise CommandError("\n".join([f"{TABLE.name} differs from {folder}:", *refusal.lines])) from refusal
        self.stdout.write(f"{publisher.given_name} publishes the second version of {len(published)} sections …")
