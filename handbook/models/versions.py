"""The versions of a section, from draft to published."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from handbook.models.handbooks import Section
from records.models import AppendOnly


class Stage(models.TextChoices):
    """The stages of a version. Only `handbook.versions.workflow` moves a version from one to another."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    SCHEDULED = "scheduled", _("scheduled")
    PUBLISHED = "published", _("published")


OPEN_STAGES = (Stage.DRAFT, Stage.IN_REVIEW)
"""The stages in which a draft can be edited."""


class HeldBack(models.TextChoices):
    """Why a scheduled version was not published at its time."""

    BASE_MOVED = "base_moved", _("another version was published in the meantime")
    ERRORS = "faults", _("the text has errors")
    NOTHING_CHANGED = "nothing_changed", _("it is the same as the published version")
    KINDS = "kinds", _("the chosen kinds do not match the changes")
    NOT_READY = "not_ready", _("questions are not checked, or a language is not ready")
    NOT_APPROVED = "not_approved", _("an approval is missing")
    WITHDRAWN = "withdrawn", _("the section is withdrawn")


class VersionQuerySet(models.QuerySet["Version"]):
    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def drafts(self) -> Self:
        """Drafts that can be edited; a scheduled version cannot."""
        return self.filter(stage__in=OPEN_STAGES)

    def scheduled(self) -> Self:
        return self.filter(stage=Stage.SCHEDULED)

    def due(self, at: datetime) -> Self:
        """Scheduled versions whose time has come."""
        return self.scheduled().filter(publish_at__lte=at)

    def newest(self) -> Self:
        """The newest published version of each section."""
        newest = (
            Version.objects.published().filter(section=OuterRef("section")).order_by("-number").values("number")[:1]
        )
        return self.filter(number=Subquery(newest))


class Version(models.Model):
    """One section in all its languages: a draft, or, once it has a number, published for good.

    The texts are in modeltranslation's columns. Readers are shown the frozen editions, never these columns.
    """

    section = models.ForeignKey(Section, models.PROTECT, related_name="versions", verbose_name=_("section"))
    number = models.PositiveIntegerField(_("version"), null=True, blank=True, editable=False)
    base = models.PositiveIntegerField(_("made from version"), default=0, editable=False)
    revision = models.PositiveIntegerField(_("revision"), default=1, editable=False)
    title = models.CharField(_("title"), max_length=200, blank=True)
    message = models.TextField(_("key message"), blank=True)
    source = models.TextField(_("text"), blank=True)
    made_from = models.CharField(_("translated from"), max_length=16, blank=True)
    quiz = models.TextField(_("quiz"), blank=True)
    quiz_made_from = models.CharField(_("quiz translated from"), max_length=16, blank=True)
    news = models.TextField(_("what is new"), blank=True)
    laws = models.TextField(_("other laws"), blank=True)
    resolved_ids = models.JSONField(
        db_column="settled",
        default=list,
        editable=False,
        help_text="Questions about clause ids that HR has answered in this draft.",
    )
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.DRAFT, editable=False)
    publish_at = models.DateTimeField(_("is to be published"), null=True, blank=True, editable=False)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    decision = models.JSONField(
        db_column="decided",
        null=True,
        editable=False,
        help_text="What was decided when it was scheduled: kinds, reviewed questions.",
    )
    held_back = models.CharField(
        _("was not published because"), max_length=20, choices=HeldBack, blank=True, editable=False
    )
    begun_at = models.DateTimeField(_("begun"), editable=False)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("begun by"),
    )
    saved_at = models.DateTimeField(_("saved"), editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("saved by"),
    )
    # Looking at a draft, or saving it without a changed word, makes nobody an author.
    authors: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", editable=False, verbose_name=_("authors")
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("published by"),
    )

    objects = VersionQuerySet.as_manager()  # type: ignore[django-manager-missing] # modeltranslation remakes it

    GUARDS: ClassVar = {
        "UPDATE": "OLD.published_at IS NOT NULL OR NEW.id <> OLD.id",
        "DELETE": "OLD.published_at IS NOT NULL",
        "TRUNCATE": "",
    }

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["section", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="one_version_per_number"),
            models.UniqueConstraint(
                fields=["section"], condition=Q(stage__in=OPEN_STAGES), name="one_draft_per_section"
            ),
            models.UniqueConstraint(
                fields=["section"], condition=Q(stage=Stage.SCHEDULED), name="one_scheduled_per_section"
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.PUBLISHED, published_at__isnull=False)
                | (~Q(stage=Stage.PUBLISHED) & Q(published_at__isnull=True)),
                name="the_stage_says_what_is_published",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.SCHEDULED, publish_at__isnull=False, decision__isnull=False)
                | (~Q(stage=Stage.SCHEDULED) & Q(publish_at__isnull=True, decision__isnull=True)),
                name="a_scheduled_version_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True, published_at__isnull=True)
                | Q(number__isnull=False, published_at__isnull=False),
                name="number_is_given_at_publishing",
            ),
        ]

    def __str__(self) -> str:
        if self.number is None:
            return gettext("%(section)s, draft") % {"section": self.section}
        return gettext("%(section)s, version %(number)s") % {"section": self.section, "number": self.number}

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_scheduled(self) -> bool:
        return self.stage == Stage.SCHEDULED

    def is_written_by(self, employee: Any) -> bool:
        """Whether the employee has changed words of the draft."""
        return self.authors.filter(pk=employee.pk).exists()

    def text(self, field: str, language: str) -> str:
        """Return a field in exactly one language: no fallback, and never the base column with the last saved language."""
        return getattr(self, f"{field}_{language}") or ""


class Approval(AppendOnly):
    """The approval of one revision of a draft. A later revision needs another one. A note that a lawyer has read the draft
    approves nothing."""

    class Role(models.TextChoices):
        EDITOR = "editor", _("approval by somebody else")
        LEGAL = "legal", _("legal approval")
        NOTE = "note", _("legal review (note)")

    # The row outlives a discarded draft, so that the approval stays on record. Ids are never used again.
    version = models.ForeignKey(
        Version, models.DO_NOTHING, db_constraint=False, related_name="approvals", verbose_name=_("version")
    )
    revision = models.PositiveIntegerField(_("revision"))
    role = models.CharField(_("role"), max_length=10, choices=Role)
    name = models.CharField(_("lawyer, as noted"), max_length=120, blank=True)
    reference = models.CharField(
        _("signed document"),
        max_length=120,
        blank=True,
        help_text="Where the document that a lawyer has signed is kept. Legal approvals of earlier releases have none.",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["version", "revision"], name="approvals_of_a_revision")]
        constraints = [
            models.CheckConstraint(
                # Older legal approvals have the typed name of a lawyer.
                condition=Q(role="editor", name="") | Q(role="legal") | (Q(role="note") & ~Q(name="")),
                name="a_note_of_a_legal_review_names_who",
            ),
            models.CheckConstraint(
                condition=Q(reference="") | Q(role="legal"), name="only_a_legal_approval_has_a_signed_document"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.by}"


class SentBack(AppendOnly):
    """That somebody sent a draft back to its authors with a comment, and the words it had then."""

    # The row outlives a discarded draft, as that of an approval does.
    version = models.ForeignKey(
        Version, models.DO_NOTHING, db_constraint=False, related_name="sent_back", verbose_name=_("version")
    )
    revision = models.PositiveIntegerField(_("revision"))
    comment = models.TextField(_("comment"))
    texts = models.JSONField(_("texts"), help_text="The text of each column of the draft.")
    voided_up_to = models.PositiveBigIntegerField(
        default=0, help_text="The newest approval of the draft: it and those before it are void."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["version"], name="sent_back_of_a_version")]

    def __str__(self) -> str:
        return self.comment[:60]


def newest_version(section: Section) -> Version | None:
    newest: Version | None = Version.objects.published().filter(section=section).order_by("-number").first()
    return newest
