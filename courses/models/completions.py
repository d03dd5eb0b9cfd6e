"""Completions, and the derived table of each employee's latest ones."""

import unicodedata
import uuid
from functools import reduce
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models.attempts import Attempt, Reason, Scope
from handbook.models import Audience, Section, Version
from people.models import Unit
from records.models import AppendOnly, FrozenQuerySet, Payload

CODE_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U."""
CODE_LENGTH = 8
CODE_SHIFT = 128 - 5 * CODE_LENGTH
"""The bits of an id that come after those of its code."""


class CompletionQuerySet(FrozenQuerySet["Completion"]):
    def visible_to(self, employee: Any) -> Self:
        return self.filter(employee=employee)


class Completion(AppendOnly):
    """The record that an employee completed a version of a section in a language, with the digests of what was
    read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="completions", verbose_name=_("employee")
    )
    section = models.ForeignKey(Section, models.PROTECT, related_name="completions", verbose_name=_("section"))
    version = models.ForeignKey(Version, models.PROTECT, related_name="completions", verbose_name=_("version"))
    attempt = models.OneToOneField(Attempt, models.PROTECT, related_name="completion")
    sequence = models.PositiveIntegerField(help_text="1 for the employee's first completion of the section.")
    language = models.CharField(_("language"), max_length=5)
    audience = models.CharField(_("audience"), max_length=10, choices=Audience)
    since = models.PositiveIntegerField(_("since version"))
    leaders_since = models.PositiveIntegerField(
        _("points for managers since version"), null=True, help_text=_("Empty: they were not asked for.")
    )
    scope = models.CharField(_("covers"), max_length=10, choices=Scope)
    reason = models.CharField(_("why"), max_length=10, choices=Reason)
    reading_confirmed_at = models.DateTimeField(_("reading confirmed"), null=True)
    completed_at = models.DateTimeField(_("completed"))
    section_digest = models.CharField(_("check code for the text"), max_length=64)
    html_digest = models.CharField(_("check code for the page"), max_length=64)
    quiz_digest = models.CharField(_("check code for the questions"), max_length=64)
    payload = models.OneToOneField(Payload, models.PROTECT, related_name="completion")
    payload_digest = models.CharField(_("check code for the receipt"), max_length=64)

    objects: ClassVar = CompletionQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["-completed_at"]
        constraints = [
            models.UniqueConstraint(fields=["employee", "section", "sequence"], name="one_completion_per_sequence")
        ]
        indexes = [models.Index(fields=["completed_at", "id"], name="receipts_in_order")]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """A code short enough to read out, such as 7F3K-21QX, from the first bits of the id. It is looked up
        together with the employee."""
        number = self.pk.int >> CODE_SHIFT
        letters = "".join(CODE_DIGITS[(number >> shift) & 31] for shift in range(35, -1, -5))
        return f"{letters[:4]}-{letters[4:]}"

    @staticmethod
    def with_code(typed: str) -> Q:
        """Completions with a typed code: with a dash or none, in small letters, with O for 0, I or L for 1."""
        letters = "".join(letter for letter in unicodedata.normalize("NFKC", typed).upper() if letter.isalnum())
        letters = letters.translate(str.maketrans("OIL", "011"))
        if len(letters) != CODE_LENGTH or not set(letters) <= set(CODE_DIGITS):
            return Q(pk__in=())
        first = reduce(lambda number, letter: number << 5 | CODE_DIGITS.index(letter), letters, 0) << CODE_SHIFT
        return Q(pk__gte=uuid.UUID(int=first), pk__lte=uuid.UUID(int=first + (1 << CODE_SHIFT) - 1))


class LatestCompletion(models.Model):
    """The newest version that an employee completed of a section, for one audience, and the unit in which the
    employee is counted. Derived from completions and positions; the command `rebuild_latest` rebuilds it."""

    employee = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="latest_completions")
    section = models.ForeignKey(Section, models.CASCADE, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience)
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=5)
    completed_at = models.DateTimeField()
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        help_text="Where the employee is counted on each of the days below; empty: nowhere.",
    )
    unit_from = models.DateField(null=True, help_text="Empty: not reckoned yet.")
    unit_to = models.DateField(null=True, help_text="The last day. Empty: until further notice.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "section", "audience"], name="one_latest_completion_per_audience"
            )
        ]
        indexes = [
            # A covering index: it has every column that counting needs, so the table itself is not read.
            models.Index(
                fields=["section", "audience", "number", "language", "unit", "unit_from", "unit_to", "completed_at"],
                name="completions_to_count",
            ),
            models.Index(fields=["employee"], condition=Q(unit_from__isnull=True), name="completions_not_reckoned"),
            models.Index(
                fields=["unit_to", "employee"], condition=Q(unit_to__isnull=False), name="completions_reckoned_to_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.section} {self.number}"
