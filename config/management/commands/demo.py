from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from config.demo.organisation import create_solvik, hire_everybody
from config.demo.rollout import roll_out
from courses.models import Requirement
from handbook.import_export.folder import handbook_folders
from handbook.import_export.importer import import_folder
from handbook.models import Handbook, Kind, Section
from people.models import Employee, Unit

STAGES = {
    "empty": "the people and the handbook; nobody has begun",
    "rollout": "some are done, some under way, some overdue, one is on leave",
    "audit": "everybody who can has completed everything",
}
STARTED = timedelta(days=36)
"""How long ago the handbook was published and became required."""


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
        began = now if stage == "empty" else now - STARTED
        people = hire_everybody(create_solvik(began), on=timezone.localdate(now), at=began)
        for folder in handbook_folders(settings.CONTENT_DIR):
            import_folder(folder=folder, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=began)
            handbook = Handbook.objects.get(slug=folder.name)
            Requirement.objects.create(handbook=handbook, from_day=timezone.localdate(began))
            if stage != "empty":
                self.stdout.write(f"{len(people)} people read and answer …")
                sections = Section.objects.filter(handbook=handbook).select_related("handbook").order_by("position")
                roll_out(people, list(sections), everybody=stage == "audit", at=now)
        self.stdout.write(f"Solvik kommune is at the stage {stage}.")
