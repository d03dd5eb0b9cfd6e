from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.completions.complete import rebuild_latest
from courses.completions.counted_unit import assign_due


class Command(BaseCommand):
    help = "Work out again, from the completions, which version each employee completed last. Nothing else is touched."

    def handle(self, **options: Any) -> None:
        rows = rebuild_latest()
        assign_due(at=timezone.now())
        self.stdout.write(f"{rows} rows.")
