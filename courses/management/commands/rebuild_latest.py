"""Rebuild the table of latest completions, or compare it with the completions."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.completions.complete import differing_latest, rebuild_latest
from courses.completions.counted_unit import assign_due
from courses.completions.profiles import differing_profiles, renew_profiles
from records.site_stamp import renew_site_stamp


class Command(BaseCommand):
    help = "Rebuild the table of each employee's latest completions from the completions. Nothing else is changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare, change nothing, and fail if a row differs")

    def handle(self, *, check: bool, **options: Any) -> None:
        if check:
            if differing := len(differing_latest()) + len(differing_profiles()):
                raise CommandError(f"{differing} rows differ from the completions. Run rebuild_latest.")
            self.stdout.write("Every row is what the completions say.")
            return
        rows = rebuild_latest()
        assign_due(at=timezone.now())
        renew_profiles(at=timezone.now())
        renew_site_stamp()
        self.stdout.write(f"{rows} rows.")
