from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handbook.models import LANGUAGES, Kind, Version
from handbook.text.values import Fault

FIELDS = ("title", "message", "source", "quiz")
"""What is written in each language."""
_TALL = {"source": 26, "quiz": 22, "message": 2}


class DraftForm(forms.Form):
    """One language of a draft, as typed. Nothing is refused here: a draft is kept with its faults, which are named."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    message = forms.CharField(label=_("Key message"), required=False)
    laws = forms.CharField(
        label=_("Laws that no point names"), max_length=200, required=False, help_text=_("Such as L1, L12.")
    )
    source = forms.CharField(label=_("Text"), required=False, strip=False)
    quiz = forms.CharField(label=_("Questions"), required=False, strip=False)
    vouched = forms.BooleanField(
        label=_("I have compared: the translation says what the source says now"), required=False
    )

    def __init__(self, version: Version, language: str, data: Any = None) -> None:
        source_language = version.section.handbook.source_language
        self.language, self.is_source = language, language == source_language
        initial = {field: version.text(field, language) for field in FIELDS}
        super().__init__(data, initial=initial | {"laws": version.laws, "revision": version.revision})
        del self.fields["vouched" if self.is_source else "laws"]
        for name in FIELDS:
            tall = {"rows": _TALL[name], "spellcheck": "true"} if name in _TALL else {}
            widget = forms.Textarea if name in _TALL else forms.TextInput
            self.fields[name].widget = widget(attrs={"lang": language, "class": f"draft-{name}", **tall})

    def columns(self) -> dict[str, str]:
        """The version's columns as typed. Line ends are the database's business, not the browser's."""
        typed = {
            f"{field}_{self.language}": self.cleaned_data[field].replace("\r\n", "\n").replace("\x00", "")
            for field in FIELDS
        }
        return typed | ({"laws": self.cleaned_data["laws"]} if self.is_source else {})

    def show_faults(self, faults: Iterable[Fault], said: Mapping[Fault, str]) -> None:
        """Put each fault of this language at the field it is about."""
        for fault in faults:
            if fault.file.endswith(f"/{self.language}.quiz.md"):
                self.add_error("quiz", said[fault])
            elif fault.file.endswith(f"/{self.language}.md"):
                self.add_error(_field_of(fault), said[fault])


def _field_of(fault: Fault) -> str:
    return {"front-title": "title", "front-message": "message"}.get(fault.code, "source")


class PublishForm(forms.Form):
    """The one question of publishing, and the sentence that readers see first. Nothing is preselected."""

    YES, NO = "yes", "no"

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    must_confirm = forms.ChoiceField(
        label=_("Must everyone confirm again?"),
        choices=[(YES, Kind.NEW_RULE.label), (NO, Kind.CLARIFICATION.label)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )

    def __init__(self, version: Version, languages: Iterable[str], data: Any = None) -> None:
        super().__init__(data, initial={"revision": version.revision})
        self.languages = [language for language in LANGUAGES if language in set(languages)]
        for language in self.languages:
            self.fields[f"news_{language}"] = forms.CharField(
                required=False,
                max_length=500,
                initial=version.text("news", language),
                widget=forms.Textarea(attrs={"rows": 2, "lang": language}),
            )

    def clean(self) -> dict[str, Any]:
        """A new rule says in each language what is new."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("must_confirm") == self.YES:
            for language in self.languages:
                if not cleaned.get(f"news_{language}"):
                    self.add_error(f"news_{language}", _("Say in one sentence what is new."))
        return cleaned

    @property
    def news(self) -> dict[str, str]:
        return {f"news_{language}": self.cleaned_data[f"news_{language}"] for language in self.languages}
