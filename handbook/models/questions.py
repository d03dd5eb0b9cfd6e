from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from handbook.models.handbooks import Section
from handbook.models.versions import Version
from records.models import AppendOnly


class WithdrawnQuestion(AppendOnly):
    """A faulty question, no longer asked in these words. Changing any text, even an explanation, makes another question."""

    section = models.ForeignKey(Section, models.PROTECT, related_name="withdrawn_questions", verbose_name=_("section"))
    version = models.ForeignKey(
        Version,
        models.PROTECT,
        related_name="+",
        verbose_name=_("version"),
        help_text=_("The version with the mistake."),
    )
    question = models.TextField(_("question"))
    wording = models.JSONField(help_text="What identifies its words in each language of that version.")
    wording_digest = models.CharField(max_length=64, help_text="Of all those together.")
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        db_table = "courses_withdrawnquestion"  # made when it was the courses' own; its rows are frozen
        verbose_name = _("withdrawn question")
        verbose_name_plural = _("withdrawn questions")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "question", "wording_digest"], name="one_withdrawal_of_the_same_words"
            )
        ]

    def __str__(self) -> str:
        return self.reason
