"""The short forms of a handbook's page. Each stores its own part of the handbook, and only what was changed in it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar
from zlib import crc32

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from handbook.composition.misconceptions import TypedMisconception, edit_misconceptions
from handbook.handbooks import edit_handbook
from handbook.models import Handbook, LegalReview
from handbook.models.handbooks import CONTACT_PARTS
from handbook.translations.offered import offer_languages
from people.admin_permissions import CHANGED_MEANWHILE, SeenForm
from people.language import LANGUAGES
from people.models import Employee

SectionChoices = Sequence[tuple[str, str]]
"""The slug and the title of each section of the handbook."""
LANGUAGE_NAMES = dict(settings.LANGUAGES)
MOST_CARDS = 200


def languages_as_words(codes: Iterable[str]) -> str:
    return ", ".join(str(LANGUAGE_NAMES[code]) for code in codes)


class HandbookPart(SeenForm):
    """One part of a handbook, in a form of its own."""

    name: ClassVar[str]
    """That of the part in posted forms and in addresses."""
    heading: ClassVar[Any]
    template: ClassVar[str] = "backoffice/_part_fields.html"

    def __init__(self, handbook: Handbook, sections: SectionChoices = (), data: Any = None) -> None:
        # A form fills in its row even if it is refused: the page shows what is stored.
        super().__init__(
            data, instance=Handbook.objects.get(pk=handbook.pk) if data else handbook, auto_id=f"id_{self.name}_%s"
        )

    @property
    def state(self) -> str:
        """What is stored, in a few words."""
        return ""

    def store(self, *, by: Employee, at: datetime) -> None:
        edit_handbook(handbook=self.instance, fields=self.changed_data, by=by, at=at)

    def _in_offered_languages(self, *fields: str) -> list[tuple[str, str, list[forms.BoundField]]]:
        """By language that the handbook is offered in: its code, its name, and its fields."""
        return [
            (code, str(LANGUAGE_NAMES[code]), [self[f"{field}_{code}"] for field in fields])
            for code in self.instance.languages_source_first
        ]

    def _keep_offered(self, rows: Mapping[str, int]) -> None:
        """Remove the fields of languages that are not offered; label and size the rest. `rows` are the lines of each field."""
        for field, number in rows.items():
            column: Any = Handbook._meta.get_field(field)
            label = capfirst(column.verbose_name)
            for code in LANGUAGES:
                if code not in self.instance.languages:
                    del self.fields[f"{field}_{code}"]
                    continue
                own = self.fields[f"{field}_{code}"]
                own.label, own.required = label, False
                own.widget = forms.Textarea(attrs={"rows": number}) if number > 1 else forms.TextInput()
                own.widget.attrs |= {"lang": code, "spellcheck": "true"}


class FrontPagePart(HandbookPart):
    """Title, introduction and «in short», in the languages of the handbook."""

    name, heading = "front-page", gettext_lazy("Title and introduction")
    template = "backoffice/_part_by_language.html"

    class Meta:
        model = Handbook
        fields = tuple(f"{field}_{code}" for code in LANGUAGES for field in ("title", "lead", "in_short"))

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._keep_offered({"title": 1, "lead": 3, "in_short": 4})
        title = self.fields[f"title_{self.instance.source_language}"]
        title.required, title.error_messages["required"] = True, _("Write a title.")

    @property
    def by_language(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        return self._in_offered_languages("title", "lead", "in_short")


class LanguagesPart(HandbookPart):
    """The languages that the handbook is offered in besides its source language."""

    name, heading = "languages", gettext_lazy("Languages")
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Also offered in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "If you remove a language, its readers get the source language, and the front page loses its words in it. What is published stays on record."
        ),
    )

    class Meta:
        model = Handbook
        fields: ClassVar[list[str]] = []

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        source_language = self.instance.source_language
        others: Any = self.fields["languages"]
        others.choices = [(code, capfirst(name)) for code, name in LANGUAGE_NAMES.items() if code != source_language]
        self.initial["languages"] = [code for code in self.instance.languages if code != source_language]

    @property
    def state(self) -> str:
        return languages_as_words(self.instance.languages_source_first)

    def store(self, *, by: Employee, at: datetime) -> None:
        offer_languages(handbook=self.instance, languages=self.cleaned_data["languages"], by=by, at=at)


class ReadersPart(HandbookPart):
    """Who may read the handbook."""

    name, heading = "readers", gettext_lazy("Who may read the handbook")

    class Meta:
        model = Handbook
        fields = ("open_to_all",)

    @property
    def state(self) -> str:
        return _("everybody, without signing in") if self.instance.open_to_all else _("employees")


class ApprovalsPart(HandbookPart):
    """What a version waits for before it is published."""

    name, heading = "approvals", gettext_lazy("Before a version is published")
    # No column of the form: a site may have another text from earlier, which the column would refuse.
    legal_review = forms.ChoiceField(label=gettext_lazy("Legal review (note)"))

    class Meta:
        model = Handbook
        fields = ("needs_four_eyes", "needs_legal_sign_off")

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        review: Any = self.fields["legal_review"]
        stored = self.instance.legal_review
        review.choices = [*LegalReview.choices, *([(stored, stored)] if stored not in LegalReview.values else [])]
        self.initial["legal_review"] = stored

    def store(self, *, by: Employee, at: datetime) -> None:
        self.instance.legal_review = self.cleaned_data["legal_review"]
        super().store(by=by, at=at)

    @property
    def state(self) -> str:
        needed = [
            (self.instance.needs_four_eyes, _("approval by somebody else")),
            (self.instance.needs_legal_sign_off, _("legal approval")),
        ]
        return ", ".join(words for is_needed, words in needed if is_needed) or _("no approval is needed")


class SynonymsPart(HandbookPart):
    """Words that the search takes for each other."""

    name, heading = "synonyms", gettext_lazy("Words that mean the same")
    template = "backoffice/_part_by_language.html"

    class Meta:
        model = Handbook
        fields = tuple(f"synonyms_{code}" for code in LANGUAGES)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._keep_offered({"synonyms": 5})

    @property
    def by_language(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        return self._in_offered_languages("synonyms")

    @property
    def state(self) -> str:
        number = sum(len(self.instance.synonyms_in(code).splitlines()) for code in self.instance.languages)
        return ngettext("%(count)s line", "%(count)s lines", number) % {"count": number}


class Card(forms.Form):
    """One of several things of a kind, with texts in the languages of the handbook."""

    PARTS: ClassVar[Mapping[str, Any]]
    """The label of each text."""

    def __init__(self, *arguments: Any, handbook: Handbook, sections: SectionChoices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.handbook, self.sections = handbook, sections
        for code in handbook.languages_source_first:
            for part, label in self.PARTS.items():
                widget = forms.Textarea(attrs={"rows": 2, "lang": code, "spellcheck": "true"})
                self.fields[f"{part}_{code}"] = forms.CharField(label=label, required=False, widget=widget)

    @property
    def by_language(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        return [
            (code, str(LANGUAGE_NAMES[code]), [self[f"{part}_{code}"] for part in self.PARTS])
            for code in self.handbook.languages_source_first
        ]

    @property
    def others(self) -> list[forms.BoundField]:
        """The fields that are in no language, but for the one that removes the card."""
        by_language = {f"{part}_{code}" for part in self.PARTS for code in LANGUAGES}
        return [self[name] for name in self.fields if name not in {*by_language, "DELETE"}]

    def texts(self, part: str) -> dict[str, str]:
        """A text as it is typed, by language."""
        return {
            code: self.cleaned_data[f"{part}_{code}"].strip().replace("\r\n", "\n") for code in self.handbook.languages
        }

    def source_text(self, part: str) -> str:
        return str(self.cleaned_data.get(f"{part}_{self.handbook.source_language}", "")).strip()


class ContactCard(Card):
    """Who readers can ask about something."""

    PARTS: ClassVar = {
        "about": gettext_lazy("About what"),
        "who": gettext_lazy("Who"),
        "how": gettext_lazy("How to reach them"),
    }
    shown_in = forms.MultipleChoiceField(
        label=gettext_lazy("Shown in these sections"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        shown_in: Any = self.fields["shown_in"]
        shown_in.choices = list(self.sections)
        self.order_fields([name for name in self.fields if name != "shown_in"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if (
            self.has_changed()
            and not cleaned.get("DELETE")
            and not (self.source_text("who") or self.source_text("how"))
        ):
            self.add_error(f"who_{self.handbook.source_language}", _("Write who it is, or how to reach them."))
        return cleaned

    @staticmethod
    def initial_of(contact: Mapping[str, Any]) -> dict[str, Any]:
        texts = {f"{part}_{code}": text for part in CONTACT_PARTS for code, text in contact[part].items()}
        return texts | {"shown_in": list(contact.get("sections", ()))}

    def contact(self) -> dict[str, Any]:
        """What is stored. Texts in languages that the handbook is not offered in are kept."""
        stored: dict[str, Any] = {}
        for part in CONTACT_PARTS:
            others = {code: self.initial[name] for code in LANGUAGES if (name := f"{part}_{code}") in self.initial}
            stored[part] = others | self.texts(part)
        return stored | {"sections": self.cleaned_data["shown_in"]}


class MisconceptionCard(Card):
    """A misconception that a wrong answer stands for."""

    PARTS: ClassVar = {"text": gettext_lazy("The misconception")}
    side = forms.ChoiceField(
        label=gettext_lazy("It makes people"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("careless", gettext_lazy("too careless")), ("cautious", gettext_lazy("too cautious"))],
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.has_changed() and not cleaned.get("DELETE"):
            if not self.source_text("text"):
                self.add_error(f"text_{self.handbook.source_language}", _("Write the misconception."))
            if not cleaned.get("side"):
                self.add_error("side", _("Choose one of the two."))
        return cleaned

    def typed(self) -> TypedMisconception:
        return TypedMisconception(self.initial.get("id", ""), self.cleaned_data["side"], self.texts("text"))


class Cards(forms.BaseFormSet):  # type: ignore[type-arg] # generic in the stubs alone
    """A part of a handbook that is several cards. An empty one for a new card comes last; nothing needs JavaScript."""

    name: ClassVar[str]
    heading: ClassVar[Any]
    template: ClassVar[str] = "backoffice/_part_cards.html"
    new_card: ClassVar[Any]

    def __init__(self, handbook: Handbook, sections: SectionChoices = (), data: Any = None) -> None:
        self.handbook = handbook
        more = {"handbook": handbook, "sections": sections}
        super().__init__(data, initial=self.initial_cards(), prefix=self.name, form_kwargs=more, auto_id="id_%s")

    def initial_cards(self) -> list[dict[str, Any]]:
        raise NotImplementedError

    @property
    def seen(self) -> str:
        """A digest of what is stored."""
        return f"{crc32(repr(self.initial_cards()).encode()):x}"

    def clean(self) -> None:
        if (opened := self.data.get("seen")) and opened != self.seen:
            raise forms.ValidationError(CHANGED_MEANWHILE % {"fields": f"«{self.heading}»"})

    @property
    def kept(self) -> list[Any]:
        """The cards that are stored, in order: neither removed nor left empty."""
        return [
            card
            for card in self.forms
            if not card.cleaned_data.get("DELETE") and (card.has_changed() or card in self.initial_forms)
        ]

    @property
    def state(self) -> str:
        number = len(self.initial_cards())
        return ngettext("%(count)s card", "%(count)s cards", number) % {"count": number}


class ContactsPart(Cards):
    """Who readers can ask."""

    name, heading, new_card = "contacts", gettext_lazy("Who readers can ask"), gettext_lazy("A new contact")

    def initial_cards(self) -> list[dict[str, Any]]:
        return [ContactCard.initial_of(contact) for contact in self.handbook.readable_contacts]

    def store(self, *, by: Employee, at: datetime) -> None:
        handbook = Handbook.objects.get(pk=self.handbook.pk)
        handbook.contacts = [*(card.contact() for card in self.kept), *handbook.unreadable_contacts]
        edit_handbook(handbook=handbook, fields=["contacts"], by=by, at=at)


class MisconceptionsPart(Cards):
    """The misconceptions that wrong answers stand for."""

    name, heading = "misconceptions", gettext_lazy("Misconceptions that the questions look for")
    new_card = gettext_lazy("A new misconception")

    def initial_cards(self) -> list[dict[str, Any]]:
        return [
            {"id": id_, "side": texts["side"]} | {f"text_{code}": texts.get(code, "") for code in LANGUAGES}
            for id_, texts in sorted(
                self.handbook.readable_misconceptions.items(), key=lambda row: (len(row[0]), row[0])
            )
        ]

    def store(self, *, by: Employee, at: datetime) -> None:
        typed = [card.typed() for card in self.kept]
        edit_misconceptions(handbook=self.handbook, typed=typed, by=by, at=at)


def cards_of(part: type[Cards], card: type[Card]) -> Any:
    return forms.formset_factory(
        card, formset=part, extra=1, can_delete=True, max_num=MOST_CARDS, absolute_max=MOST_CARDS + 1
    )


PARTS: Mapping[str, Any] = {
    part.name: part
    for part in (
        FrontPagePart,
        LanguagesPart,
        ReadersPart,
        cards_of(ContactsPart, ContactCard),
        cards_of(MisconceptionsPart, MisconceptionCard),
        SynonymsPart,
        ApprovalsPart,
    )
}
"""The parts in the order of the page, by their names."""
