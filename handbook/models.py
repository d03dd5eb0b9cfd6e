"""Handbooks, sections, versions; and what is frozen when a version is published."""

import uuid
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from records.models import AppendOnly, FrozenQuerySet

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
TOLD_BEFORE = timedelta(days=30)
"""How long before its day the owner of a section is told to look at it again."""
WORDS_A_MINUTE = 200
"""How fast a reader reads, in all that is said of minutes."""


class Audience(models.TextChoices):
    EVERYONE = "everyone", _("everyone")
    LEADERS = "leaders", _("leaders")


class Kind(models.TextChoices):
    """The judgement of a change. Only a new rule asks anybody to confirm again."""

    CORRECTION = "correction", _("correction")
    CLARIFICATION = "clarification", _("clarification")
    NEW_RULE = "new_rule", _("new rule")


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
            {part: each[part][language] for part in ("about", "who", "how")}
            for each in self.contacts
            if section is None or section in each.get("sections", ())
        ]


class SectionQuerySet(models.QuerySet["Section"]):
    def published(self) -> Self:
        """Those with a version that readers can read."""
        return self.filter(Exists(Version.objects.published().filter(section=OuterRef("pk"))))

    def in_force(self, on: date) -> Self:
        """Those that are not withdrawn, nor is their handbook."""
        return self.filter(
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on),
            Q(handbook__withdrawn_on__isnull=True) | Q(handbook__withdrawn_on__gt=on),
        )

    def to_be_reviewed(self, on: date) -> Self:
        """Those whose owner is told that day that they are to be looked at again; the earliest day first."""
        return self.in_force(on).filter(review_on__lte=on + TOLD_BEFORE).order_by("review_on", "handbook", "position")


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
    serving = models.JSONField(
        default=dict, editable=False, help_text="Whom each language of the newest version serves now; see serving.py."
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
        return titles.get(get_language() or "nb") or titles.get(self.handbook.source_language) or self.slug

    @cached_property
    def _titles(self) -> dict[str, str]:
        """The newest title in each language; read once for each section object, since lists name it on every row."""
        return dict(Edition.objects.newest().filter(version__section=self).values_list("language", "title"))

    @property
    def out_of_force_on(self) -> date | None:
        """The first day that the section, or its handbook, is withdrawn."""
        return min(filter(None, (self.withdrawn_on, self.handbook.withdrawn_on)), default=None)

    def is_in_force(self, on: date) -> bool:
        return self.out_of_force_on is None or self.out_of_force_on > on

    def is_to_be_reviewed(self, on: date) -> bool:
        return self.is_in_force(on) and self.review_on is not None and self.review_on <= on + TOLD_BEFORE


class Stage(models.TextChoices):
    """The life of a version. `handbook.staging` alone moves one from stage to stage."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    SCHEDULED = "scheduled", _("scheduled")
    PUBLISHED = "published", _("published")


OPEN_STAGES = (Stage.DRAFT, Stage.IN_REVIEW)
"""Those of a draft that can be written in."""


class HeldBack(models.TextChoices):
    """Why a scheduled version was not published when its moment had come."""

    BASE_MOVED = "base_moved", _("another version was published in the meantime")
    FAULTS = "faults", _("the text has faults")
    NOTHING_CHANGED = "nothing_changed", _("it says what the published version says already")
    KINDS = "kinds", _("the kinds that were chosen do not fit what changes")
    NOT_READY = "not_ready", _("questions are not seen to, or a language is not ready")
    NOT_APPROVED = "not_approved", _("an approval is wanting")
    WITHDRAWN = "withdrawn", _("the section is withdrawn")


class VersionQuerySet(models.QuerySet["Version"]):
    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def drafts(self) -> Self:
        """Those that can be written in; a scheduled version is none of them."""
        return self.filter(stage__in=OPEN_STAGES)

    def scheduled(self) -> Self:
        return self.filter(stage=Stage.SCHEDULED)

    def due(self, at: datetime) -> Self:
        """Scheduled versions whose moment has come."""
        return self.scheduled().filter(publish_at__lte=at)

    def newest(self) -> Self:
        """The newest published version of each section."""
        newest = (
            Version.objects.published().filter(section=OuterRef("section")).order_by("-number").values("number")[:1]
        )
        return self.filter(number=Subquery(newest))


class Version(models.Model):
    """A state of one section in all its languages: a draft, and once it has a number, published for good.

    The texts stand in modeltranslation's columns. What readers meet are the frozen editions, never these columns.
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
    laws = models.CharField(_("laws no clause carries"), max_length=200, blank=True)
    settled = models.JSONField(
        default=list, editable=False, help_text="Questions about clause ids that HR has answered in this draft."
    )
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.DRAFT, editable=False)
    publish_at = models.DateTimeField(_("is to be published"), null=True, blank=True, editable=False)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    decided = models.JSONField(
        null=True, editable=False, help_text="What was decided when it was scheduled: kinds, questions seen to."
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
        "UPDATE": "OLD.published_at IS NOT NULL AND (NEW.published_at IS NULL OR NEW.published_at <> OLD.published_at "
        "OR NEW.number IS NULL OR NEW.number <> OLD.number OR NEW.section_id <> OLD.section_id)",
        "DELETE": "OLD.published_at IS NOT NULL",
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
                condition=Q(stage=Stage.SCHEDULED, publish_at__isnull=False, decided__isnull=False)
                | (~Q(stage=Stage.SCHEDULED) & Q(publish_at__isnull=True, decided__isnull=True)),
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
        """Whether this is who began it or who saved it last."""
        return employee.pk in (self.begun_by_id, self.saved_by_id)

    def text(self, field: str, language: str) -> str:
        """One field in exactly one language: no fallback, and never the base column, which holds what was saved last."""
        return getattr(self, f"{field}_{language}") or ""


class Approval(AppendOnly):
    """Somebody approves a draft as it stood at one revision; saved again, it is to be approved again."""

    class Role(models.TextChoices):
        EDITOR = "editor", _("approval by somebody else")
        LEGAL = "legal", _("legal sign-off")

    # The row outlives a draft that is thrown away: it is on record that it was approved. Ids are never used again.
    version = models.ForeignKey(
        Version, models.DO_NOTHING, db_constraint=False, related_name="approvals", verbose_name=_("version")
    )
    revision = models.PositiveIntegerField(_("revision"))
    role = models.CharField(_("role"), max_length=10, choices=Role)
    name = models.CharField(_("signed off by"), max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["version", "revision"], name="approvals_of_a_revision")]
        constraints = [
            models.CheckConstraint(
                condition=Q(role="editor", name="") | (Q(role="legal") & ~Q(name="")),
                name="a_legal_sign_off_names_who",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.by}"


class EditionQuerySet(FrozenQuerySet["Edition"]):
    def newest(self, by: date | None = None) -> Self:
        """Editions of each section's newest version; with a day, of the newest published by the end of that day."""
        published = Version.objects.published().filter(section=OuterRef("version__section"))
        if by is not None:
            published = published.filter(published_at__date__lte=by)  # a day as the site's clock has it: Europe/Oslo
        newest = published.order_by("-number").values("number")[:1]
        return self.filter(version__number=Subquery(newest))


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
    # Whether every question of that audience is there and made from what the source of the same version asks.
    quiz_serves_everyone = models.BooleanField()
    quiz_serves_leaders = models.BooleanField()
    # Whether it served that audience when it was published. Of the newest version, `Section.serving` says it for now.
    serves_everyone = models.BooleanField()
    serves_leaders = models.BooleanField()
    words_digest = models.CharField(max_length=64)
    section_digest = models.CharField(max_length=64)
    html_digest = models.CharField(max_length=64)
    quiz_digest = models.CharField(max_length=64)

    objects: ClassVar = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [models.UniqueConstraint(fields=["version", "language"], name="one_edition_per_language")]

    def __str__(self) -> str:
        return f"{self.version}, {self.language}"

    def served(self, audience: str) -> bool:
        """Whether those readers were shown it when it was published."""
        return self.serves_leaders and self.serves_everyone if audience == Audience.LEADERS else self.serves_everyone

    def serves(self, audience: str) -> bool:
        """Whether those readers are shown it today; of an older version, whether they were when it was published."""
        serving = self.version.section.serving
        if serving.get("number") != self.version.number:
            return self.served(audience)
        return audience in serving["languages"].get(self.language, ())

    @property
    def minutes(self) -> int:
        """How long it takes to read; at least one."""
        return max(1, round(self.words / WORDS_A_MINUTE))


class ClauseText(AppendOnly):
    """One clause of an edition, frozen."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="clauses")
    clause = models.CharField(_("clause"), max_length=64)
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


class Change(AppendOnly):
    """What happened to a clause at a version, and the judgement of it. Judged again: another row; the latest counts."""

    class What(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        REMOVED = "removed", _("removed")

    version = models.ForeignKey(Version, models.PROTECT, related_name="changes")
    clause = models.CharField(_("clause"), max_length=64, help_text="Or title, or message.")
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
    """Somebody says that a clause of a translation, in these words, matches these words of the source. The words are
    named, not a version: it holds wherever the two meet again, and needs no version of its own."""

    section = models.ForeignKey(Section, models.PROTECT, related_name="translation_checks")
    clause = models.CharField(_("clause"), max_length=64, help_text="Or title, or message.")
    language = models.CharField(_("language"), max_length=5)
    words_digest = models.CharField(max_length=64)
    source_words_digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.clause}, {self.language}"


class PageTextQuerySet(FrozenQuerySet["PageText"]):
    def newest(self) -> Self:
        """What stands now: the last row of each page and language."""
        rows = PageText.objects.filter(page=OuterRef("page"), language=OuterRef("language"))
        return self.filter(number=Subquery(rows.order_by("-number").values("number")[:1]))


class PageText(AppendOnly):
    """A page of the site's own in one language, as HR saved it. Each saving is another row, and the newest counts; without
    a row the file below content/pages is shown, which is one of these without a number: `handbook.pages`."""

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
        """What a translation of it says that it was made from."""
        return self.digest[:16]


class Remark(models.Model):
    """A reader's report of a fault in the text."""

    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="remarks", verbose_name=_("section")
    )
    page = models.CharField(_("page"), max_length=200)
    clause = models.CharField(_("clause"), max_length=64, blank=True)
    version = models.PositiveIntegerField(_("version"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=5)
    text = models.TextField(_("what is wrong"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    sent_at = models.DateTimeField(_("sent"))
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("handled by")
    )

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return self.text[:60]


class Word(models.Model):
    """A word that stands in a newest version, folded, and its stem. Derived; `rebuild_search` makes all of them again."""

    language = models.CharField(max_length=5)
    text = models.CharField(max_length=60)
    stem = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "text"], name="one_word_per_language")]

    def __str__(self) -> str:
        return self.text


class Occurrence(models.Model):
    """Where a word stands in the newest version of a section, and how often. Derived, as the words are."""

    word = models.ForeignKey(Word, models.CASCADE, related_name="occurrences")
    section = models.ForeignKey(Section, models.CASCADE, related_name="occurrences")
    language = models.CharField(max_length=5)
    clause = models.CharField(max_length=64, help_text="Or title, or message.")
    position = models.PositiveIntegerField(help_text="That of the clause; 0: above them.")
    times = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["word", "section", "language", "clause"], name="one_occurrence_per_word_and_clause"
            )
        ]

    def __str__(self) -> str:
        return f"{self.word}, {self.clause}"
