"""Rebuild the derived table of latest completions."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.completions.complete import rebuild_latest
from courses.completions.counted_unit import assign_due


class Command(BaseCommand):
    help = "Rebuild the table of each employee's latest completions from the completions. Nothing else is changed."

    def handle(self, **options: Any) -> None:
        rows = rebuild_latest()
        assign_due(at=timezone.now())
        self.stdout.write(f"{rows} rows.")
