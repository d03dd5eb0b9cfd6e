"""Handbooks and their sections."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from markup.search.query import is_synonym_group
from markup.slugs import ADDRESSABLE, is_addressable
from people.days import DAY_VALIDATORS, days_in_calendar
from people.language import LANGUAGES, ui_language
from people.models import Employee
from people.permissions import reads_as_employee
from records.models import Event

REVIEW_NOTICE = timedelta(days=30)
"""The time before the review date at which the owner of a section is notified."""


CONTACT_PARTS = ("about", "who", "how")
"""The texts of a contact."""
_ORDERS = [" ".join(codes) for size in range(len(LANGUAGES)) for codes in combinations(LANGUAGES, size + 1)]
"""Every choice of languages, as it is stored."""


def language_codes(languages: Collection[str]) -> str:
    """Return languages as a handbook stores those that it is offered in: their codes in the order of the site."""
    return " ".join(code for code in LANGUAGES if code in languages)


def is_by_language(value: object, languages: Iterable[str]) -> bool:
    """Whether a table has a text for each of these languages, and no key that is no language."""
    return (
        isinstance(value, dict)
        and set(languages) <= set(value) <= set(LANGUAGES)
        and all(isinstance(text, str) for text in value.values())
    )


def is_contact(value: object, languages: Collection[str]) -> bool:
    """Whether a value has the form of a contact: `about`, `who` and `how` by language, and perhaps slugs of sections."""
    if not isinstance(value, dict) or not all(is_by_language(value.get(part), languages) for part in CONTACT_PARTS):
        return False
    sections = value.get("sections", [])
    return isinstance(sections, list) and all(isinstance(slug, str) for slug in sections)


def is_misconception(value: object, languages: Collection[str]) -> bool:
    """Whether a value has the form of a misconception: its side, and its text by language."""
    return (
        isinstance(value, dict)
        and value.get("side") in ("careless", "cautious")
        and is_by_language({key: text for key, text in value.items() if key != "side"}, languages)
    )


def validate_synonyms(lines: str) -> None:
    """Raise ValidationError for a line that names fewer than two words or expressions: the search would leave it out."""
    for number, line in enumerate(lines.splitlines(), start=1):
        if line.strip() and not is_synonym_group(line):
            raise ValidationError(
                _("Line %(number)s: write at least two words with a comma between them."), params={"number": number}
            )


class LegalReview(models.TextChoices):
    """Whether a lawyer has reviewed the handbook. Any other stored text is shown as it is."""

    PENDING = "pending", _("not done yet")
    DONE = "done", _("carried out")


class FitsAddresses(models.Func):
    """Whether a slug is 1 to 50 of the characters that the site's addresses take, as each database asks it."""

    arity = 1
    output_field = models.BooleanField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "(length(%(expressions)s) BETWEEN 1 AND 50 AND %(expressions)s NOT GLOB '*[^-a-zA-Z0-9_]*')"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "(%(expressions)s ~ '^[-a-zA-Z0-9_]{1,50}$')"
        return self.as_sql(compiler, connection, template=template, **context)


class HandbookQuerySet(models.QuerySet["Handbook"]):
    def published(self) -> Self:
        """Those of which readers can be shown a section, in force or not. Before that, only HR knows of them."""
        return self.filter(Exists(Section.objects.published().filter(handbook=OuterRef("pk"))))

    def readable_by(self, visitor: Any) -> Self:
        """The published ones that may be read: all by employees, by others and by those who have left what is open to all."""
        published = self.published()
        return published if reads_as_employee(visitor) else published.filter(open_to_all=True)

    def in_force(self, on: date) -> Self:
        return self.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))


class Handbook(models.Model):
    """A handbook with its metadata; its texts are in its sections."""

    slug = models.SlugField(_("web address"), unique=True)
    source_language = models.CharField(_("source language"), max_length=5, choices=settings.LANGUAGES, default="nb")
    language_codes = models.CharField(
        _("languages"),
        max_length=20,
        default=" ".join(LANGUAGES),
        help_text="The languages that the handbook is offered in, with blanks between them; the source is one of them.",
    )
    title = models.CharField(_("title"), max_length=200)
    lead = models.TextField(_("introduction"), blank=True)
    in_short = models.TextField(_("in short"), blank=True, help_text=_("One line for each point."))
    synonyms = models.TextField(
        _("words that mean the same"),
        blank=True,
        validators=[validate_synonyms],
        help_text=_(
            "For the search. One line for words that mean the same, with commas between them: manager, boss. A search for one of them finds the others."
        ),
    )
    contacts = models.JSONField(_("contacts"), default=list, blank=True)
    misconceptions = models.JSONField(_("misconceptions"), default=dict, blank=True)
    open_to_all = models.BooleanField(_("may be read without signing in"), default=False)
    legal_review = models.CharField(
        _("legal review (note)"), max_length=20, choices=LegalReview, default=LegalReview.PENDING
    )
    needs_four_eyes = models.BooleanField(
        _("somebody else must approve a version before it is published"), default=False
    )
    needs_legal_sign_off = models.BooleanField(
        _("a version needs a legal approval before it is published"), default=False
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True, validators=DAY_VALIDATORS)

    objects = HandbookQuerySet.as_manager()  # type: ignore[django-manager-missing] # modeltranslation remakes it

    if TYPE_CHECKING:
        title_nb: str
        title_nn: str
        title_en: str

    class Meta:
        verbose_name = _("handbook")
        verbose_name_plural = _("handbooks")
        ordering = ["slug"]
        constraints = [
            days_in_calendar("withdrawn_on", name="days_of_a_handbook_are_in_the_calendar"),
            models.CheckConstraint(condition=FitsAddresses("slug"), name="a_handbook_has_an_address"),
            models.CheckConstraint(
                condition=Q(source_language__in=LANGUAGES), name="a_handbook_has_a_language_of_the_site"
            ),
            models.CheckConstraint(
                condition=Q(language_codes__in=_ORDERS, language_codes__contains=models.F("source_language")),
                name="a_handbook_is_offered_in_its_source_language",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.slug

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that the handbook is offered in, in the order of the site."""
        return tuple(self.language_codes.split())

    @property
    def languages_source_first(self) -> tuple[str, ...]:
        return tuple(sorted(self.languages, key=lambda language: language != self.source_language))

    @property
    def title_language(self) -> str:
        """The language of `title`: where the reader's has none, the next one that has, as for every text of the row."""
        order = (ui_language(), *settings.MODELTRANSLATION_FALLBACK_LANGUAGES[ui_language()])
        return next((code for code in order if getattr(self, f"title_{code}")), self.source_language)

    def is_in_force(self, on: date) -> bool:
        return self.withdrawn_on is None or self.withdrawn_on > on

    def last_day_in_force(self, on: date) -> date:
        """Return that day, or the last one before the withdrawal: a withdrawn handbook is shown as it was then."""
        return on if self.is_in_force(on) or not self.withdrawn_on else self.withdrawn_on - timedelta(days=1)

    def misconception(self, id_: str, language: str) -> dict[str, str]:
        """Return the `text` of a misconception and its `side`: careless or cautious."""
        misconception = self.readable_misconceptions.get(id_, {})
        text, _language = self._in_language_or_source(misconception, language)
        return {"text": text or id_, "side": misconception.get("side", "")}

    @property
    def readable_contacts(self) -> list[dict[str, Any]]:
        """The contacts without those that have another form than handbook.toml gives them."""
        if not isinstance(self.contacts, list):
            return []
        return [contact for contact in self.contacts if is_contact(contact, self.languages)]

    @property
    def readable_misconceptions(self) -> dict[str, dict[str, str]]:
        """The misconceptions without those that have another form than handbook.toml gives them."""
        if not isinstance(self.misconceptions, dict):
            return {}
        return {id_: texts for id_, texts in self.misconceptions.items() if is_misconception(texts, self.languages)}

    @property
    def unreadable_contacts(self) -> list[object]:
        """The other entries of the list of contacts. No page shows them; what edits the rest keeps them."""
        if not isinstance(self.contacts, list):
            return []
        return [contact for contact in self.contacts if not is_contact(contact, self.languages)]

    @property
    def unreadable_misconceptions(self) -> dict[str, object]:
        """The other entries of the misconceptions. No page shows them; what edits the rest keeps them."""
        if not isinstance(self.misconceptions, dict):
            return {}
        return {id_: texts for id_, texts in self.misconceptions.items() if not is_misconception(texts, self.languages)}

    @property
    def is_wholly_readable(self) -> bool:
        return (self.readable_contacts, self.readable_misconceptions) == (self.contacts, self.misconceptions)

    def synonyms_in(self, language: str) -> str:
        """Return the lines of words that mean the same in a language."""
        return getattr(self, f"synonyms_{language}", None) or ""

    def contacts_in(self, language: str, section: str | None = None) -> list[dict[str, tuple[str, str]]]:
        """Return the contacts: `about` what, `who` and `how`, each with its language; with a section's slug, only those
        for that section.

        A part that is empty in the language is in the source's. A contact that says neither who nor how is left out.
        """
        contacts = [
            {part: self._in_language_or_source(contact.get(part, {}), language) for part in CONTACT_PARTS}
            for contact in self.readable_contacts
            if section is None or section in contact.get("sections", ())
        ]
        return [contact for contact in contacts if contact["who"][0] or contact["how"][0]]

    def _in_language_or_source(self, texts: Mapping[str, str], language: str) -> tuple[str, str]:
        offered = language if language in self.languages else self.source_language
        text, in_source = (texts.get(code, "").strip() for code in (offered, self.source_language))
        if offered != language:
            return in_source, self.source_language
        return (in_source, self.source_language) if in_source and not text else (text, language)


class SectionQuerySet(models.QuerySet["Section"]):
    def published(self) -> Self:
        """Sections that readers can be shown: at an address, the newest version in its source language.

        This alone decides it. `handbook.unreadable` names the others that have a published version.
        """
        from handbook.models.editions import Edition  # imported here: it imports Section

        newest = Edition.objects.newest().filter(
            version__section=OuterRef("pk"), language=OuterRef("handbook__source_language")
        )
        return self.filter(Exists(newest), slug__regex=ADDRESSABLE, handbook__slug__regex=ADDRESSABLE)

    def not_withdrawn(self, on: date) -> Self:
        """Sections that are not withdrawn themselves that day, though their handbook may be."""
        return self.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))

    def in_force(self, on: date) -> Self:
        """Sections that are not withdrawn, in handbooks that are not either."""
        return self.not_withdrawn(on).filter(
            Q(handbook__withdrawn_on__isnull=True) | Q(handbook__withdrawn_on__gt=on),
        )

    def was_in_force(self, day: date) -> Self:
        """Sections that were in force when a day ended, whatever has been withdrawn or brought back since.

        A section or handbook that is brought back keeps no day of its withdrawal; the event does.
        """
        brought_back_later = Event.objects.filter(at__date__gt=day, details__was_withdrawn_on__lte=day.isoformat())
        of_section = brought_back_later.filter(
            what="section brought back",
            subject_kind=Section._meta.label,
            subject_key=Cast(OuterRef("pk"), models.CharField()),
        )
        of_handbook = brought_back_later.filter(
            what="handbook brought back",
            subject_kind=Handbook._meta.label,
            subject_key=Cast(OuterRef("handbook_id"), models.CharField()),
        )
        return self.in_force(day).exclude(Exists(of_section)).exclude(Exists(of_handbook))

    def to_be_reviewed(self, on: date) -> Self:
        """Sections whose owner is notified of a review that day; the earliest review date first."""
        return self.in_force(on).filter(review_on__lte=on + REVIEW_NOTICE).order_by("review_on", "handbook", "position")

    def whose_owner_is_gone(self, on: date) -> Self:
        """Sections whose owner has left, or may not edit texts any more: nobody is notified of their review."""
        return (
            self.in_force(on)
            .filter(owner__isnull=False)
            .exclude(owner__in=Employee.objects.editors(on))
            .order_by("handbook", "position")
        )


class Section(models.Model):  # type: ignore[django-manager-missing] # the manager of its versions
    """A section of a handbook. Its texts are in its versions."""

    handbook = models.ForeignKey(Handbook, models.PROTECT, related_name="sections", verbose_name=_("handbook"))
    slug = models.SlugField(_("web address"))
    position = models.PositiveIntegerField(_("order"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True, validators=DAY_VALIDATORS)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    review_on = models.DateField(_("to be reviewed by"), null=True, blank=True, validators=DAY_VALIDATORS)
    review_months = models.PositiveSmallIntegerField(
        _("months between reviews"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    # New at each publication, reclassification and translation check: what is owed is computed once for each stamp on
    # every node.
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
        constraints = [
            models.UniqueConstraint(fields=["handbook", "slug"], name="one_section_per_slug"),
            models.CheckConstraint(condition=FitsAddresses("slug"), name="a_section_has_an_address"),
            days_in_calendar("withdrawn_on", "review_on", name="days_of_a_section_are_in_the_calendar"),
            models.CheckConstraint(
                condition=Q(review_months__isnull=True) | Q(review_months__range=(1, 120)),
                name="a_section_is_reviewed_every_1_to_120_months",
            ),
        ]

    def __str__(self) -> str:
        """Return the newest title in the reader's language, else in the source's; before there is one, that of the draft."""
        return self._written_title or self.slug

    @property
    def title_in_words(self) -> str:
        """The same title, or that it has none yet; never the slug."""
        return self._written_title or gettext("Section without a title")

    @property
    def _written_title(self) -> str:
        titles = self._titles
        return titles.get(ui_language()) or titles.get(self.handbook.source_language) or self._drafted_title

    @cached_property
    def _titles(self) -> dict[str, str]:
        """The newest title in each language; cached, since lists show it on every row."""
        from handbook.models.editions import Edition  # imported here: it imports Section

        return dict(Edition.objects.newest().filter(version__section=self).values_list("language", "title"))

    @cached_property
    def _drafted_title(self) -> str:
        """The title of the version that is not published yet, in the source language; empty: there is none."""
        column = f"title_{self.handbook.source_language}"
        title: str | None = self.versions.filter(published_at=None).values_list(column, flat=True).first()
        return title or ""

    @property
    def has_address(self) -> bool:
        """Whether links can lead to the section's pages."""
        return is_addressable(self.slug) and is_addressable(self.handbook.slug)

    @property
    def out_of_force_on(self) -> date | None:
        """The first day on which the section or its handbook is withdrawn."""
        return min(filter(None, (self.withdrawn_on, self.handbook.withdrawn_on)), default=None)

    def is_in_force(self, on: date) -> bool:
        return self.out_of_force_on is None or self.out_of_force_on > on

    def is_to_be_reviewed(self, on: date) -> bool:
        return self.is_in_force(on) and self.review_on is not None and self.review_on <= on + REVIEW_NOTICE
