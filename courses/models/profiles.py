"""What each employee has completed, without the days: many have the same, and are counted together."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Q

from people.models import Unit


class CompletedVersion(NamedTuple):
    """The newest version completed of a section, for one audience."""

    section: int
    audience: str
    number: int
    language: str


class Profile(models.Model):
    """The newest versions that somebody completed. All who completed the same have one profile; it is never changed."""

    digest = models.CharField(max_length=64, unique=True, help_text="Of the text: SHA-256.")
    completed = models.TextField(help_text="The versions, by section and audience: 12:everyone:3:nb 12:leaders:3:nb")

    def __str__(self) -> str:
        return self.completed

    @classmethod
    def of(cls, versions: Iterable[CompletedVersion]) -> "Profile":
        """The profile of these versions, not stored."""
        text = " ".join(":".join(map(str, version)) for version in sorted(versions))
        return cls(digest=hashlib.sha256(text.encode()).hexdigest(), completed=text)


def completed_versions(text: str) -> Iterator[CompletedVersion]:
    """The versions that the text of a profile names."""
    for part in text.split():
        section, audience, number, language = part.split(":")
        yield CompletedVersion(int(section), audience, int(number), language)


class EmployeeProfile(models.Model):
    """What decides the duties of most employees: their profile, and the main position that they hold until further notice.

    Derived from completions and positions. Where it is not current, or this row is missing, those are read instead.
    """

    employee = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="profile")
    profile = models.ForeignKey(
        Profile, models.PROTECT, null=True, related_name="+", help_text="Empty: nothing, until it is renewed."
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        help_text="Unit of the open-ended main position; empty if there is none.",
    )
    is_leader = models.BooleanField(default=False, help_text="In that position.")
    from_day = models.DateField(null=True, help_text="The first day of that position.")
    is_current = models.BooleanField(
        default=False, help_text="Whether nothing was completed, and no position changed, since."
    )

    class Meta:
        indexes = [
            # A covering index: counting reads nothing else.
            models.Index(fields=["unit", "profile", "is_leader", "from_day"], name="profiles_to_count"),
            models.Index(fields=["employee"], condition=Q(is_current=False), name="profiles_to_renew"),
        ]

    def __str__(self) -> str:
        return f"{self.employee}: {self.profile}"
