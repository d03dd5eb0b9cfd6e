import traceback
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import models
from django.utils import timezone

from courses.attempts.end import end_unowed
from courses.completions.counted_unit import assign_due
from handbook.versions.schedule import publish_all_due

Chore = Callable[..., Sequence[models.Model] | int]
CHORES: dict[str, Chore] = {
    "scheduled versions published or held back": publish_all_due,
    "attempts no longer owed ended": end_unowed,
    "completions counted in their employee's unit": assign_due,
}
"""Each takes the moment, does what is due in transactions of its own, and returns what it has done, or how much. Doing it
again does nothing more."""


class Command(BaseCommand):
    help = "Do what is due. Run it each minute; nothing is done twice, however often it runs, or how many run at once."

    def handle(self, **options: Any) -> None:
        failed = [name for name, chore in CHORES.items() if not self.does(name, chore, timezone.now())]
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The rest is done.")

    def does(self, name: str, chore: Chore, at: datetime) -> bool:
        """Run one chore and say what it did. A failure is told in full, and is not in the way of the others."""
        try:
            done = chore(at=at)
        except Exception:  # noqa: BLE001 - whatever it is: told here, and the command ends with an error
            self.stderr.write(f"{name}:\n{traceback.format_exc()}")
            return False
        if done:
            said = done if isinstance(done, int) else ", ".join(str(model) for model in done)
            self.stdout.write(f"{name}: {said}.")
        return True
