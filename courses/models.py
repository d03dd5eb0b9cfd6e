"""Requirements, attempts, answers, completions."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handbook.models import Audience, Handbook, Section, Version
from handbook.text.slugs import ADDRESSED
from people.models import Unit
from records.models import AppendOnly, FrozenQuerySet, Payload

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Bounds:
    """The smallest and the largest number that a field takes, and the sentence that names both."""

    smallest: int
    largest: int
    sentence: "_StrPromise"

    @property
    def validators(self) -> list[MinValueValidator | MaxValueValidator]:
        return [MinValueValidator(self.smallest, self.sentence), MaxValueValidator(self.largest, self.sentence)]


DAYS = Bounds(0, 3650, _("Write a whole number of days from 0 to 3650."))
"""0: what is owed is due on the day it begins."""
MONTHS = Bounds(
    1,
    120,
    _("Write a whole number of months from 1 to 120, or leave the field empty: then a completion never runs out."),
)
"""With 0 nobody would ever be done."""


class RequirementQuerySet(models.QuerySet["Requirement"]):
    def in_force(self, on: date) -> Self:
        """Those of that day. Nobody owes a handbook that has no address: it cannot be read."""
        return self.filter(
            Q(to_day__isnull=True) | Q(to_day__gte=on),
            Q(handbook__withdrawn_on__isnull=True) | Q(handbook__withdrawn_on__gt=on),
            from_day__lte=on,
            handbook__slug__regex=ADDRESSED,
        )


class Requirement(models.Model):
    """Which employees must complete a handbook, by when, and how often again."""

    handbook = models.ForeignKey(Handbook, models.PROTECT, related_name="requirements", verbose_name=_("handbook"))
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requirements",
        verbose_name=_("unit"),
        help_text=_("This unit and all below it. Empty: everybody."),
    )
    from_day = models.DateField(_("from"))
    to_day = models.DateField(_("to"), null=True, blank=True)
    newcomer_days = models.PositiveIntegerField(_("days for a first time"), default=30, validators=DAYS.validators)
    change_days = models.PositiveIntegerField(_("days for a new rule"), default=14, validators=DAYS.validators)
    valid_months = models.PositiveIntegerField(
        _("valid for months"),
        null=True,
        blank=True,
        help_text=_("Empty: until something changes."),
        validators=MONTHS.validators,
    )
    again_from = models.DateField(_("everybody again from"), null=True, blank=True)

    BOUNDS: ClassVar = {"newcomer_days": DAYS, "change_days": DAYS, "valid_months": MONTHS}
    objects = RequirementQuerySet.as_manager()

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")),
                name="requirement_ends_after_it_begins",
                violation_error_message=_("The last day cannot come before the first."),
            )
        ]

    def __str__(self) -> str:
        whom = self.unit or _("everybody")
        return f"{self.handbook}: {whom}"


class Scope(models.TextChoices):
    WHOLE = "whole", _("the whole section")
    CHANGED = "changed", _("what changed")
    LEADERS = "leaders", _("what is for leaders")


class Reason(models.TextChoices):
    NEW = "new", _("new to me")
    CHANGE = "change", _("a new rule")
    EXPIRED = "expired", _("has run out")
    AGAIN = "again", _("once more for everybody")
    REFRESHER = "refresher", _("by my own wish")


class Ending(models.TextChoices):
    COMPLETED = "completed", _("completed")
    RESTARTED = "restarted", _("restarted")
    LIFTED = "lifted", _("no longer owed")
    LEFT = "left", _("left")


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def visible_to(self, employee: Any) -> Self:
        return self.filter(employee=employee)

    def open(self) -> Self:
        return self.filter(ended_at__isnull=True)


class Attempt(models.Model):
    """One employee working through a quiz. What it pins at its start, nothing published later touches."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attempts")
    section = models.ForeignKey(Section, models.PROTECT, related_name="attempts")
    version = models.ForeignKey(Version, models.PROTECT, related_name="attempts")
    language = models.CharField(max_length=5)
    audience = models.CharField(max_length=10, choices=Audience, help_text="Whether leaders' clauses were asked for.")
    since = models.PositiveIntegerField(default=0, help_text="The version last completed; 0: none.")
    leaders_since = models.PositiveIntegerField(
        null=True, help_text="The same of the leaders' clauses; empty: they were not asked for."
    )
    scope = models.CharField(max_length=10, choices=Scope)
    reason = models.CharField(max_length=10, choices=Reason)
    clauses = models.JSONField(default=list, help_text="The clauses asked for, in reading order.")
    questions = models.JSONField(
        default=list, help_text='[["artificial-pitch", ["b", "a", "c"]], …]: in the order drawn.'
    )
    reading_confirmed_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "section"], condition=Q(ended_at__isnull=True), name="one_open_attempt_per_section"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="an_ended_attempt_says_how",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_ended(self) -> bool:
        return self.ended_at is not None

    @property
    def builds_on_a_completion(self) -> bool:
        """Whether something is read against a version completed earlier."""
        return bool(self.since or self.leaders_since)

    @property
    def question_ids(self) -> list[str]:
        return [str(question) for question, _drawn in self.questions]

    def option_order(self, question: str) -> list[str]:
        order: list[str] = dict(self.questions)[question]
        return order


class Answer(AppendOnly):
    """One answer to one question. Answering again is another row."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="answers")
    sequence = models.PositiveIntegerField(help_text="1 for the attempt's first answer.")
    question = models.CharField(max_length=64)
    options = models.JSONField(help_text="The letters chosen, sorted; none: unsure.")
    is_right = models.BooleanField()
    is_carried = models.BooleanField(default=False, help_text="Given under an earlier attempt, and carried over.")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer")
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["attempt", "sequence"], name="one_answer_per_sequence")]

    def __str__(self) -> str:
        return f"{self.question}: {self.options}"

    def says(self, question: str, options: frozenset[str]) -> bool:
        return self.question == question and frozenset(self.options) == options


class WithdrawnQuestion(AppendOnly):
    """A question at fault: in these words it is asked no more. Rewritten, be it an explanation, it is another question."""

    section = models.ForeignKey(Section, models.PROTECT, related_name="withdrawn_questions", verbose_name=_("section"))
    version = models.ForeignKey(
        Version, models.PROTECT, related_name="+", verbose_name=_("version"), help_text=_("Whose words are at fault.")
    )
    question = models.CharField(_("question"), max_length=64)
    wording = models.JSONField(help_text="What identifies its words in each language of that version.")
    wording_digest = models.CharField(max_length=64, help_text="Of all those together.")
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("withdrawn question")
        verbose_name_plural = _("withdrawn questions")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "question", "wording_digest"], name="one_withdrawal_of_the_same_words"
            )
        ]

    def __str__(self) -> str:
        return self.question


class Credit(AppendOnly):
    """A question of an open attempt counts as right although it was not answered so: it was withdrawn."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="credits")
    question = models.CharField(max_length=64)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("credit")
        constraints = [models.UniqueConstraint(fields=["attempt", "question"], name="one_credit_per_question")]

    def __str__(self) -> str:
        return self.question


class CompletionQuerySet(FrozenQuerySet["Completion"]):
    def visible_to(self, employee: Any) -> Self:
        return self.filter(employee=employee)


class Completion(AppendOnly):
    """The record: this employee, this version, this language, these digests, then."""

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
        _("leaders' clauses since version"), null=True, help_text=_("Empty: they were not asked for.")
    )
    scope = models.CharField(_("asked for"), max_length=10, choices=Scope)
    reason = models.CharField(_("why"), max_length=10, choices=Reason)
    reading_confirmed_at = models.DateTimeField(_("reading confirmed"), null=True)
    completed_at = models.DateTimeField(_("completed"))
    section_digest = models.CharField(_("fingerprint of the text"), max_length=64)
    html_digest = models.CharField(_("fingerprint of the page"), max_length=64)
    quiz_digest = models.CharField(_("fingerprint of the questions"), max_length=64)
    payload = models.OneToOneField(Payload, models.PROTECT, related_name="completion")
    payload_digest = models.CharField(_("fingerprint of the record"), max_length=64)

    objects: ClassVar = CompletionQuerySet.as_manager()

    class Meta:
        verbose_name = _("completion")
        verbose_name_plural = _("completions")
        ordering = ["-completed_at"]
        constraints = [
            models.UniqueConstraint(fields=["employee", "section", "sequence"], name="one_completion_per_sequence")
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """Short enough to read out: 7F3K-21QX. Taken from the record's own id; looked up with the employee at hand."""
        digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
        number = self.pk.int >> 88
        letters = "".join(digits[(number >> shift) & 31] for shift in range(35, -1, -5))
        return f"{letters[:4]}-{letters[4:]}"


class LatestCompletion(models.Model):
    """The newest version each employee completed of each section, and where they are counted. Derived from completions
    and positions; rebuilt by a command."""

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
            # All that is asked of a section's completions when people are counted: the table itself is not read.
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
