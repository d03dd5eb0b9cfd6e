"""Errors in the text that readers report."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from handbook.models.handbooks import Section


class Remark(models.Model):
    """A reader's report of an error in the text."""

    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="remarks", verbose_name=_("section")
    )
    page = models.CharField(_("page"), max_length=200)
    clause = models.CharField(_("point"), max_length=64, blank=True)
    version = models.PositiveIntegerField(_("version"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=5)
    text = models.TextField(_("what is wrong"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    sent_at = models.DateTimeField(_("sent"))
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("handled by")
    )

    words_digest = models.CharField(max_length=64, default="", editable=False)
    """Of everything that was sent. Empty in rows from before it was kept."""

    class Meta:
        verbose_name = _("reported mistake")
        verbose_name_plural = _("mistakes reported by employees")
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["words_digest"],
                condition=Q(handled_at__isnull=True) & ~Q(words_digest=""),
                name="one_waiting_remark_in_the_same_words",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
