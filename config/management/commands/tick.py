import traceback
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import models
from django.utils import timezone

from courses.attempts.end import end_unowed
from courses.completions.counted_unit import assign_due
from courses.completions.profiles import renew_profiles
from handbook.versions.schedule import publish_all_due
from people.signin.limits import forget_old

Chore = Callable[..., Sequence[models.Model] | int]
CHORES: dict[str, Chore] = {
    "scheduled versions published or held back": publish_all_due,
    "attempts no longer owed ended": end_unowed,
    "limits that nobody uses any more forgotten": forget_old,
    "completions counted in their employee's unit": assign_due,
    "profiles of employees renewed": renew_profiles,
}
"""Each chore takes the time, does what is due in its own transactions, and returns what it did or how much. A second run
does nothing more."""


class Command(BaseCommand):
    help = "Do what is due. Run it every minute; nothing is done twice, even if several runs overlap."

    def handle(self, **options: Any) -> None:
        failed = [name for name, chore in CHORES.items() if not self.run_chore(name, chore, timezone.now())]
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The rest is done.")

    def run_chore(self, name: str, chore: Chore, at: datetime) -> bool:
        """Run one chore and print what it did. A failure is printed with its traceback; the others still run."""
        try:
            done = chore(at=at)
        except Exception:  # noqa: BLE001 - any failure is printed here, and the command ends with an error
            self.stderr.write(f"{name}:\n{traceback.format_exc()}")
            return False
        if done:
            results = done if isinstance(done, int) else ", ".join(str(model) for model in done)
            self.stdout.write(f"{name}: {results}.")
        return True
