"""How often somebody may try: a level in the database, the same on every node, that rises with each try and falls with time.

Nobody is shut out for good: who is over a limit waits for one step of it. Numbers and addresses are not stored, only what
a key makes of them.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import LimitLevel
from records.refusal import Refusal

FORGOTTEN_AFTER = timedelta(days=1)
"""By then every level has fallen to nothing."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many at once, and one more after each `every`."""

    name: str
    at_once: int
    every: timedelta
    sentence: Promise
    """What somebody over the limit is told, with the seconds to wait."""

    def key(self, subject: str) -> str:
        return salted_hmac(f"people.signin.limits {self.name}", subject, algorithm="sha256").hexdigest()

    def level_at(self, row: LimitLevel, at: datetime) -> float:
        return max(0.0, row.level - max(timedelta(), at - row.at) / self.every)


class OverTheLimit(Refusal):
    """Too many tries. Carries the limit, and the seconds until the next try, rounded up to tens."""

    def __init__(self, limit: Limit, seconds: int) -> None:
        super().__init__(limit, seconds)
        self.limit, self.seconds = limit, seconds

    @property
    def message(self) -> str:
        return str(self.limit.sentence) % {"seconds": self.seconds}


_WRONG = _("There have been many wrong attempts. Nothing is locked: wait %(seconds)s seconds, then try again.")
_REMARKS = _(
    "Many reports have come from your network, so this one was not sent. Wait %(seconds)s seconds, then send it again."
)
WRONG_NUMBER_FROM_ADDRESS = Limit("number and address", at_once=10, every=timedelta(minutes=1), sentence=_WRONG)
WRONG_NUMBER = Limit("number", at_once=50, every=timedelta(seconds=30), sentence=_WRONG)
"""From all addresses together. One address alone does not reach it, so it shuts nobody out elsewhere."""
WRONG_ADDRESS = Limit("address", at_once=100, every=timedelta(seconds=2), sentence=_WRONG)
"""Whole workplaces have one address."""
REMARKS = Limit("remarks", at_once=20, every=timedelta(minutes=1), sentence=_REMARKS)
REMARKS_OF_ALL = Limit("remarks of all", at_once=200, every=timedelta(seconds=10), sentence=_REMARKS)
"""Where a proxy hides who sends them."""


def refuse_over(limit: Limit, subject: str, *, at: datetime) -> None:
    """Raises OverTheLimit. Reads only, so that a flood of tries that are refused does not write."""
    if row := LimitLevel.objects.filter(key=limit.key(subject)).first():
        _refuse(limit, limit.level_at(row, at))


@transaction.atomic
def count(limit: Limit, subject: str, *, at: datetime) -> None:
    """Add one try. Raises OverTheLimit."""
    LimitLevel.objects.bulk_create([LimitLevel(key=limit.key(subject), level=0, at=at)], ignore_conflicts=True)
    row = LimitLevel.objects.select_for_update().get(key=limit.key(subject))
    level = limit.level_at(row, at)
    _refuse(limit, level)
    row.level, row.at = level + 1, at
    row.save(update_fields=["level", "at"])


def forget_old(*, at: datetime) -> int:
    """Delete the levels that have fallen to nothing. Returns how many."""
    deleted, _by_model = LimitLevel.objects.filter(at__lt=at - FORGOTTEN_AFTER).delete()
    return deleted


def _refuse(limit: Limit, level: float) -> None:
    if (over := level + 1 - limit.at_once) > 0:
        raise OverTheLimit(limit, math.ceil(over * limit.every.total_seconds() / 10) * 10)
