"""Attempts, their answers, and credits for withdrawn questions."""

import uuid
from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from handbook.models import Audience, Section, Version
from records.models import AppendOnly


class Scope(models.TextChoices):
    WHOLE = "whole", _("the whole section")
    CHANGED = "changed", _("what changed")
    LEADERS = "leaders", _("what is for managers")


class Reason(models.TextChoices):
    NEW = "new", _("first time")
    CHANGE = "change", _("a new rule")
    EXPIRED = "expired", _("has expired")
    AGAIN = "again", _("once more for everybody")
    REFRESHER = "refresher", _("at my own request")


class Ending(models.TextChoices):
    COMPLETED = "completed", _("completed")
    RESTARTED = "restarted", _("restarted")
    LIFTED = "lifted", _("no longer required")
    LEFT = "left", _("left")


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def visible_to(self, employee: Any) -> Self:
        return self.filter(employee=employee)

    def open(self) -> Self:
        return self.filter(ended_at__isnull=True)


class Attempt(models.Model):
    """One employee's attempt at the quiz of a section. Its scope is fixed at its start: nothing published later
    changes it."""

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

    has_credits = True
    """False if the query that read the attempt also found that it has none."""

    known_answers: "Sequence[Answer] | None" = None
    """Its answers in sequence, if they were read with it."""

    objects = AttemptQuerySet.as_manager()

    GUARDS: ClassVar = {"UPDATE": "OLD.ended_at IS NOT NULL OR NEW.id <> OLD.id", "DELETE": "", "TRUNCATE": ""}

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
        return str(self.section)

    @property
    def is_ended(self) -> bool:
        return self.ended_at is not None

    @property
    def builds_on_a_completion(self) -> bool:
        """Whether something is compared with a version completed earlier."""
        return bool(self.since or self.leaders_since)

    def answers_in_order(self) -> "Sequence[Answer]":
        """Those that were read with it; else one query."""
        return self.known_answers if self.known_answers is not None else list(self.answers.order_by("sequence"))

    @property
    def question_ids(self) -> list[str]:
        return [str(question) for question, _drawn in self.questions]

    def option_order(self, question: str) -> list[str]:
        order: list[str] = dict(self.questions)[question]
        return order


class Answer(AppendOnly):
    """One answer to one question. Answering it again adds another row."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="answers")
    sequence = models.PositiveIntegerField(help_text="1 for the attempt's first answer.")
    question = models.TextField(help_text="Of any length: an older id may be longer than a new one.")
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


class Credit(AppendOnly):
    """A withdrawn question of an open attempt: it counts as right without a right answer."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="credits")
    question = models.TextField()
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("credit")
        constraints = [models.UniqueConstraint(fields=["attempt", "question"], name="one_credit_per_question")]

    def __str__(self) -> str:
        return self.question
