"""A guideline as a whole, and its chapters."""

import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from people.language import ui_language

REVIEW_NOTICE = timedelta(days=30)
"""How long before its day the owner of a section is told to look at it again."""


class LegalReview(models.TextChoices):
    """Whether somebody who knows the law has read the handbook. A word of another kind is shown as it is."""

    PENDING = "pending", _("not done yet")
    DONE = "done", _("carried out")


class HandbookQuerySet(models.QuerySet["Handbook"]):
    def readable_by(self, visitor: Any) -> Self:
        """Those that may be read: all by employees, by others those that are open to all."""
        return self if visitor.is_authenticated else self.filter(open_to_all=True)

    def in_force(self, on: date) -> Self:
        return self.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))


class Handbook(models.Model):
    """A guideline as a whole."""

    slug = models.SlugField(_("slug"), unique=True)
    source_language = models.CharField(_("source language"), max_length=5, choices=settings.LANGUAGES, default="nb")
    title = models.CharField(_("title"), max_length=200)
    lead = models.TextField(_("lead"), blank=True)
    in_short = models.TextField(_("in short"), blank=True, help_text=_("One line a point."))
    contacts = models.JSONField(_("contacts"), default=list, blank=True)
    misconceptions = models.JSONField(_("misconceptions"), default=dict, blank=True)
    open_to_all = models.BooleanField(_("may be read without signing in"), default=False)
    legal_review = models.CharField(_("legal review"), max_length=20, choices=LegalReview, default=LegalReview.PENDING)
    needs_four_eyes = models.BooleanField(
        _("somebody else must approve a version before it is published"), default=False
    )
    needs_legal_sign_off = models.BooleanField(
        _("a lawyer must sign a version off before it is published"), default=False
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    objects = HandbookQuerySet.as_manager()  # type: ignore[django-manager-missing] # modeltranslation remakes it

    if TYPE_CHECKING:
        title_nb: str
        title_nn: str
        title_en: str

    class Meta:
        verbose_name = _("handbook")
        verbose_name_plural = _("handbooks")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title or self.slug

    def is_in_force(self, on: date) -> bool:
        return self.withdrawn_on is None or self.withdrawn_on > on

    def last_day_in_force(self, on: date) -> date:
        """That day, or the last one before the handbook was withdrawn: what is kept for the record is as it was then."""
        return on if self.is_in_force(on) or not self.withdrawn_on else self.withdrawn_on - timedelta(days=1)

    def misconception(self, id_: str, language: str) -> dict[str, str]:
        """The `text` of a misconception and its `side`: careless or cautious."""
        told = self.misconceptions.get(id_, {})
        return {"text": told.get(language, id_), "side": told.get("side", "")}

    def contacts_in(self, language: str, section: str | None = None) -> list[dict[str, str]]:
        """Whom to ask `about` what, `who` and `how`; with `section`, those that the section with that slug names."""
        return [
            {part: contact[part][language] for part in ("about", "who", "how")}
            for contact in self.contacts
            if section is None or section in contact.get("sections", ())
        ]


class SectionQuerySet(models.QuerySet["Section"]):
    def published(self) -> Self:
        """Those with a version that readers can read."""
        from handbook.models.versions import Version  # which knows the sections

        return self.filter(Exists(Version.objects.published().filter(section=OuterRef("pk"))))

    def in_force(self, on: date) -> Self:
        """Those that are not withdrawn, nor is their handbook."""
        return self.filter(
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on),
            Q(handbook__withdrawn_on__isnull=True) | Q(handbook__withdrawn_on__gt=on),
        )

    def to_be_reviewed(self, on: date) -> Self:
        """Those whose owner is told that day that they are to be looked at again; the earliest day first."""
        return self.in_force(on).filter(review_on__lte=on + REVIEW_NOTICE).order_by("review_on", "handbook", "position")


class Section(models.Model):  # type: ignore[django-manager-missing] # that of its versions
    """A chapter. Its texts live in its versions."""

    handbook = models.ForeignKey(Handbook, models.PROTECT, related_name="sections", verbose_name=_("handbook"))
    slug = models.SlugField(_("slug"))
    position = models.PositiveIntegerField(_("place in the handbook"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    review_on = models.DateField(_("to be reviewed by"), null=True, blank=True)
    review_months = models.PositiveSmallIntegerField(
        _("reviewed every … months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    # New at each publication, corrected kind and checked translation: what is owed is worked out once for each stamp,
    # on every node.
    change_stamp = models.UUIDField(default=uuid.uuid4, editable=False)
    translation_status = models.JSONField(
        db_column="serving",
        default=dict,
        editable=False,
        help_text="Which audiences each language of the newest version is available to now; see translations/status.py.",
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["handbook", "position"]
        constraints = [models.UniqueConstraint(fields=["handbook", "slug"], name="one_section_per_slug")]

    def __str__(self) -> str:
        """The newest title, in the language of whoever looks or else in the source's; before there is one, the slug."""
        titles = self._titles
        return titles.get(ui_language()) or titles.get(self.handbook.source_language) or self.slug

    @cached_property
    def _titles(self) -> dict[str, str]:
        """The newest title in each language; read once for each section object, since lists name it on every row."""
        from handbook.models.editions import Edition  # which knows the sections

        return dict(Edition.objects.newest().filter(version__section=self).values_list("language", "title"))

    @property
    def out_of_force_on(self) -> date | None:
        """The first day that the section, or its handbook, is withdrawn."""
        return min(filter(None, (self.withdrawn_on, self.handbook.withdrawn_on)), default=None)

    def is_in_force(self, on: date) -> bool:
        return self.out_of_force_on is None or self.out_of_force_on > on

    def is_to_be_reviewed(self, on: date) -> bool:
        return self.is_in_force(on) and self.review_on is not None and self.review_on <= on + REVIEW_NOTICE
