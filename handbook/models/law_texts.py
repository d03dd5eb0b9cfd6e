"""The laws that HR has changed or added."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from people.language import ui_language
from records.models import AppendOnly, FrozenQuerySet


class LawTextQuerySet(FrozenQuerySet["LawText"]):
    def newest(self) -> Self:
        """The last row of each law."""
        rows = LawText.objects.filter(law=OuterRef("law"))
        return self.filter(number=Subquery(rows.order_by("-number").values("number")[:1]))


class LawText(AppendOnly):
    """A law as HR saved it. Each save adds a row; the newest one of a law counts.

    A law without a row is shown as content/laws.toml has it (`handbook.laws`).
    """

    law = models.CharField("id", max_length=20, db_index=True)
    number = models.PositiveIntegerField(
        _("number"), help_text="Counts the saves of all laws, so that of two at a time one is refused."
    )
    entry = models.JSONField(_("law"), help_text="See handbook/laws/entries.py.")
    released = models.JSONField(
        _("the law in the release"), null=True, help_text="What the release said then; null: it had no such law."
    )
    is_kept = models.BooleanField(
        _("shown"), help_text="Whether this is shown. If not, what the release says is, if it has the law at all."
    )
    stamp = models.UUIDField(default=uuid.uuid4, editable=False, help_text="What each process keeps the register by.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    objects: ClassVar = LawTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("law")
        verbose_name_plural = _("laws")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["number"], name="laws_are_saved_one_at_a_time")]

    def __str__(self) -> str:
        texts = self.entry["texts"]
        act, section, _says = texts.get(ui_language()) or next(iter(texts.values()))
        return f"{act} {section}"


def newest_law_stamp() -> Subquery:
    """The stamp of what HR saved last, to be read along with other rows; None if HR has saved nothing."""
    return Subquery(LawText.objects.order_by("-number").values("stamp")[:1])
