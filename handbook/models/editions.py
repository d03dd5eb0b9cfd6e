"""The frozen rows of a published version, and the later statements about them: changes of kind, translation checks."""

import re
from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from handbook.models.choices import Audience, Kind
from handbook.models.handbooks import Section
from handbook.models.law_texts import newest_law_stamp
from handbook.models.versions import Version
from markup.section.inline import as_seen
from records.models import AppendOnly, FrozenQuerySet

_HEADING = re.compile(r"(?:> *)?#+ +(.+)")


class EditionQuerySet(FrozenQuerySet["Edition"]):
    def newest(self, by: date | None = None) -> Self:
        """Editions of each section's newest version; with a day, of the newest one published by the end of that day."""
        published = Version.objects.published().filter(section=OuterRef("version__section"))
        if by is not None:
            published = published.filter(published_at__date__lte=by)  # a day in the site's time zone: Europe/Oslo
        newest = published.order_by("-number").values("number")[:1]
        return self.filter(version__number=Subquery(newest))

    def with_law_stamp(self) -> Self:
        """The same editions, each with the stamp that the laws beside it are read by: no query more."""
        return self.annotate(law_stamp=newest_law_stamp())

    def for_reader(self, language: str) -> Self:
        """Editions that a reader of that language may be shown: in it, and in the handbook's source language."""
        return self.filter(Q(language=language) | Q(language=F("version__section__handbook__source_language")))


class Edition(AppendOnly):
    """A published version in one language, frozen."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="editions", verbose_name=_("version"))
    language = models.CharField(_("language"), max_length=5)
    title = models.CharField(_("title"), max_length=200)
    message = models.TextField(_("key message"))
    news = models.TextField(_("what is new"), blank=True)
    source = models.TextField(_("text"))
    html = models.TextField("HTML")
    quiz = models.TextField(_("quiz"))
    laws = models.JSONField(_("laws"), default=list)
    words = models.PositiveIntegerField(
        _("words in all"), help_text="How many words a reader reads: decides the minutes shown."
    )
    made_from = models.CharField(_("translated from"), max_length=16, blank=True)
    quiz_made_from = models.CharField(_("quiz translated from"), max_length=16, blank=True)
    title_is_current = models.BooleanField(help_text="Made from the source's words of the same version.")
    message_is_current = models.BooleanField(help_text="Made from the source's words of the same version.")
    # Whether every question of that audience is there and current.
    quiz_serves_everyone = models.BooleanField()
    quiz_serves_leaders = models.BooleanField()
    outdated_questions = models.JSONField(
        null=True,
        help_text="The questions that are missing or outdated, and so are asked in the source language. Null: published "
        "before this was kept; see translations/questions.py.",
    )
    # Whether it was available to that audience when it was published. For the newest version today, see
    # `Section.translation_status`.
    serves_everyone = models.BooleanField()
    serves_leaders = models.BooleanField()
    words_digest = models.CharField(max_length=64)
    section_digest = models.CharField(max_length=64)
    html_digest = models.CharField(max_length=64)
    quiz_digest = models.CharField(max_length=64)

    law_stamp: UUID | None
    """What HR saved last of the laws. Only there if it was asked for with `with_law_stamp`."""

    objects: ClassVar = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [models.UniqueConstraint(fields=["version", "language"], name="one_edition_per_language")]

    def __str__(self) -> str:
        return f"{self.version}, {self.language}"

    def was_available_to(self, audience: str) -> bool:
        """Whether the audience was shown the edition when it was published."""
        return self.serves_leaders and self.serves_everyone if audience == Audience.LEADERS else self.serves_everyone

    def is_available_to(self, audience: str) -> bool:
        """Whether the audience is shown the edition today; for an older version, when it was published."""
        translation_status = self.version.section.translation_status
        if not isinstance(translation_status, dict) or translation_status.get("number") != self.version.number:
            return self.was_available_to(audience)
        return audience in translation_status["languages"].get(self.language, ())


class ClauseText(AppendOnly):
    """One clause of an edition, frozen."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="clauses")
    clause = models.CharField(_("point"), max_length=64)
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField(
        null=True, help_text="4.11 is number 11 of the fourth section; headings and examples have none."
    )
    audience = models.CharField(max_length=10, choices=Audience)
    origin = models.CharField(max_length=10, blank=True)
    laws = models.JSONField(default=list)
    illustrates = models.JSONField(default=list)
    text = models.TextField(help_text="The reading text: what is compared and searched.")
    html = models.TextField()
    list_kind = models.CharField(
        max_length=2, blank=True, help_text="ul or ol: a list item that is a clause by itself."
    )
    words_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    is_current = models.BooleanField(help_text="Made from the source's words of the same version.")

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "clause"], name="one_text_per_clause_of_an_edition"),
            models.UniqueConstraint(fields=["edition", "position"], name="one_clause_per_place_of_an_edition"),
        ]

    def __str__(self) -> str:
        return self.clause

    @property
    def heading(self) -> str:
        """The words of the heading that the clause is, or that its example begins with; empty: neither."""
        matched = _HEADING.match(self.text)
        return as_seen(matched[1]) if matched else ""


class Change(AppendOnly):
    """The change of a clause at a version, and its kind. Reclassifying adds another row; the last one counts."""

    class What(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        REMOVED = "removed", _("removed")

    version = models.ForeignKey(Version, models.PROTECT, related_name="changes")
    clause = models.CharField(_("point"), max_length=64, help_text="Or title, or message.")
    what = models.CharField(max_length=10, choices=What)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    language = models.CharField(_("language"), max_length=5, blank=True, help_text="Empty: all languages.")
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["version", "clause"], name="changes_of_a_clause")]

    def __str__(self) -> str:
        return f"{self.clause}: {self.kind}"


class TranslationCheck(AppendOnly):
    """A person confirms that a clause of a translation, in these words, matches these words of the source.

    The row names words, not a version: it applies to every version that has both.
    """

    section = models.ForeignKey(Section, models.PROTECT, related_name="translation_checks")
    clause = models.CharField(_("point"), max_length=64, help_text="Or title, or message.")
    language = models.CharField(_("language"), max_length=5)
    words_digest = models.CharField(max_length=64)
    source_words_digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.clause}, {self.language}"
