"""The site's own pages, where HR has edited them."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from markup.section.digests import SHORT_DIGEST_LENGTH
from records.models import AppendOnly, FrozenQuerySet


class PageTextQuerySet(FrozenQuerySet["PageText"]):
    def newest(self) -> Self:
        """The current texts: the last row of each page and language."""
        rows = PageText.objects.filter(page=OuterRef("page"), language=OuterRef("language"))
        return self.filter(number=Subquery(rows.order_by("-number").values("number")[:1]))


class PageText(AppendOnly):
    """One of the site's own pages in one language, as HR saved it. Each save adds a row; the newest one is shown.

    Without a row, the file below content/pages is shown: an unsaved PageText with number 0 (`handbook.site_pages`).
    """

    page = models.SlugField(_("page"))
    language = models.CharField(_("language"), max_length=5)
    number = models.PositiveIntegerField(_("number"), help_text="0, never stored: the text that ships.")
    title = models.CharField(_("title"), max_length=200)
    source = models.TextField(_("text"))
    html = models.TextField("HTML")
    made_from = models.CharField(_("translated from"), max_length=16, blank=True)
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    objects: ClassVar = PageTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("page of the site")
        verbose_name_plural = _("pages of the site")
        ordering = ["page", "language", "number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "language", "number"], name="one_page_text_per_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="the_text_that_ships_is_not_stored"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_shipped(self) -> bool:
        return self.number == 0

    @property
    def mark(self) -> str:
        """The mark that a translation of this text has in `made_from`."""
        return self.digest[:SHORT_DIGEST_LENGTH]
