"""The form of a law: its words by language, its days, and how certain it is."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handbook.laws.entries import LawWords, RegisteredLaw
from handbook.laws.law_file import LAW_TEXTS
from handbook.laws.save import LawEndsBeforeItBegins
from handbook.models import Certainty, Handbook
from markup.normalize import one_line
from markup.toml import is_text
from people.days import DAY_VALIDATORS
from people.language import LANGUAGES

LABELS = {
    "act": gettext_lazy("Act"),
    "section": gettext_lazy("Section of the act"),
    "says": gettext_lazy("What it says, in a sentence or two"),
}
LANGUAGE_NAMES = dict(settings.LANGUAGES)


class DayField(forms.DateField):
    """A day that may be left empty, with the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(required=False, widget=widget, validators=DAY_VALIDATORS, **options)


class LawForm(forms.Form):
    """A law. Words are needed in every language that a handbook is offered in, and then in others whole or not at all."""

    from_day = DayField(
        label=gettext_lazy("First day in force"), help_text=gettext_lazy("May be left empty: it is in force already.")
    )
    to_day = DayField(
        label=gettext_lazy("Last day in force"), help_text=gettext_lazy("May be left empty: until further notice.")
    )
    certainty = forms.ChoiceField(
        label=gettext_lazy("How certain is it?"), choices=Certainty.choices, widget=forms.RadioSelect
    )
    checked_on = DayField(label=gettext_lazy("Checked on"))
    doubt = forms.CharField(
        label=gettext_lazy("Note for HR"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "true"}),
        help_text=gettext_lazy("Readers do not see it."),
    )

    def __init__(self, law: RegisteredLaw | None, data: Any = None) -> None:
        initial: dict[str, Any] = {"certainty": Certainty.KNOWN}
        if law:
            initial |= {"from_day": law.from_day, "to_day": law.to_day, "checked_on": law.checked_on}
            initial |= {"certainty": law.certainty, "doubt": law.doubt}
            initial |= {
                f"{part}_{language}": words
                for language, texts in law.texts.items()
                for part, words in zip(LAW_TEXTS, texts, strict=True)
            }
        super().__init__(data, initial=initial)
        self.needed = needed_languages()
        for language in LANGUAGES:
            for part in LAW_TEXTS:
                self.fields[f"{part}_{language}"] = self._text_field(part, language)

    def _text_field(self, part: str, language: str) -> forms.CharField:
        attributes: dict[str, Any] = {"lang": language, "spellcheck": "true"}
        widget = forms.Textarea(attributes | {"rows": 3}) if part == "says" else forms.TextInput(attributes)
        longest = 1000 if part == "says" else 200
        return forms.CharField(label=LABELS[part], required=False, max_length=longest, widget=widget)

    @property
    def by_language(self) -> list[tuple[str, str, bool, list[forms.BoundField]]]:
        """Each language by code and name, whether its words are needed, and its fields; the needed ones first."""
        return [
            (
                code,
                capfirst(str(LANGUAGE_NAMES[code])),
                code in self.needed,
                [self[f"{part}_{code}"] for part in LAW_TEXTS],
            )
            for code in sorted(LANGUAGES, key=lambda code: code not in self.needed)
        ]

    @property
    def others(self) -> list[forms.BoundField]:
        return [self[name] for name in ("from_day", "to_day", "certainty", "checked_on", "doubt")]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for language in LANGUAGES:
            names = [f"{part}_{language}" for part in LAW_TEXTS]
            for name in names:
                if name in cleaned:
                    cleaned[name] = tidy(cleaned[name])
            is_begun = any(cleaned.get(name) for name in names)
            for name in names if is_begun or language in self.needed else ():
                if cleaned.get(name) == "":
                    sentence = _("Write this in %(language)s too.") % {"language": LANGUAGE_NAMES[language]}
                    self.add_error(name, sentence)
        first, last = cleaned.get("from_day"), cleaned.get("to_day")
        if first and last and last < first:
            self.add_error("to_day", str(LawEndsBeforeItBegins.sentence))
        return cleaned

    @property
    def faults(self) -> Iterator[tuple[forms.BoundField, str, str]]:
        """Each error with its field and, where it is a text, the name of the language."""
        for field in (*(field for *_more, fields in self.by_language for field in fields), *self.others):
            code = field.name.rpartition("_")[2]
            language = str(LANGUAGE_NAMES[code]) if code in LANGUAGES else ""
            for error in field.errors:
                yield field, language, str(error)

    def law(self, id_: str) -> RegisteredLaw:
        """The law as it is typed. The form is valid."""
        typed = self.cleaned_data
        texts: dict[str, LawWords] = {
            language: (typed[f"act_{language}"], typed[f"section_{language}"], typed[f"says_{language}"])
            for language in LANGUAGES
            if typed[f"act_{language}"]
        }
        days = {name: typed[name] for name in ("from_day", "to_day", "checked_on")}
        return RegisteredLaw(id_, texts, typed["certainty"], doubt=tidy(typed["doubt"]), **days)


def tidy(text: str) -> str:
    """A text on one line, without the characters that no file takes."""
    return one_line("".join(filter(is_text, text)))


def needed_languages() -> Sequence[str]:
    """The languages that any handbook is offered in, in the order of the site; without a handbook that of the site."""
    codes = {code for row in Handbook.objects.values_list("language_codes", flat=True) for code in row.split()}
    return [code for code in LANGUAGES if code in (codes or {settings.LANGUAGE_CODE})]
