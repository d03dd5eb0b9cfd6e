from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from handbook.models import Kind, Version
from handbook.versions.decision import Kinds
from handbook.versions.publication_plan import PublicationPlan
from markup.errors import TextError
from people.language import LANGUAGES

FIELDS = ("title", "message", "source", "quiz")
"""What is written in each language."""
AT_ITS_OWN_FIELD = {
    "front-title": _("Write a title."),
    "front-message": _("Write a key message."),
    "page-empty": _("Write the text of the page."),
}
"""What a file says with a line and a key, a field of its own says in fewer words."""
BEGUN = "new-question-"
"""How the id of a question begins that was inserted and has no name of its own yet."""
MANY_GAPS = 3
_JUST_BEGUN = _(
    "%(id)s is new. Replace its name and its sample words, write the points it tests after §, why after each >, and at the "
    "end of each wrong answer the misconception behind it, such as (M05)."
)
_TALL = {"source": 26, "quiz": 22, "message": 2}


class DraftForm(forms.Form):
    """One language of a draft, as typed. Nothing is refused here: a draft is kept with its errors, which are named."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    message = forms.CharField(label=_("Key message"), required=False)
    laws = forms.CharField(
        label=_("Laws that no point names"), max_length=200, required=False, help_text=_("Such as L1, L12.")
    )
    source = forms.CharField(label=_("Text"), required=False, strip=False)
    quiz = forms.CharField(label=_("Questions"), required=False, strip=False)
    confirmed = forms.BooleanField(
        label=_("I have compared: the translation says what the source says now"), required=False
    )

    def __init__(self, version: Version, language: str, data: Any = None) -> None:
        source_language = version.section.handbook.source_language
        self.language, self.is_source = language, language == source_language
        initial = {field: version.text(field, language) for field in FIELDS}
        super().__init__(data, initial=initial | {"laws": version.laws, "revision": version.revision})
        del self.fields["confirmed" if self.is_source else "laws"]
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

    def show_errors(self, errors: Iterable[TextError], said: Mapping[TextError, str]) -> None:
        """Put each error of this language at the field it is about. The gaps of a question that was just begun are one
        sentence, not six."""
        mine = [error for error in errors if error.file.endswith((f"/{self.language}.quiz.md", f"/{self.language}.md"))]
        gaps = Counter(_begun(error) for error in mine)
        for question, count in gaps.items():
            if question and count >= MANY_GAPS:
                self.add_error("quiz", _JUST_BEGUN % {"id": question})
        for error in mine:
            if _begun(error) and gaps[_begun(error)] >= MANY_GAPS:
                continue
            if error.file.endswith(".quiz.md"):
                self.add_error("quiz", said[error])
            else:
                self.add_error(_field_of(error), AT_ITS_OWN_FIELD.get(error.code, said[error]))


def _begun(error: TextError) -> str:
    """The id of the new question whose gap this is; empty for any other error."""
    is_gap = error.code in ("tests-missing", "why-missing", "misconception-missing")
    return str(error.values[0]) if is_gap and str(error.values[0]).startswith(BEGUN) else ""


def _field_of(error: TextError) -> str:
    return {"front-title": "title", "title-long": "title", "front-message": "message"}.get(error.code, "source")


class WithdrawForm(forms.Form):
    """From which day a section is no longer in force; not before today, which nobody could have known."""

    on = forms.DateField(
        label=_("The first day it is not in force"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        initial=timezone.localdate,
    )

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a later day."))
        return self.cleaned_data["on"]


class PublishForm(forms.Form):
    """The kind of each change, and the sentence that readers see first. Nothing is preselected."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reviewed = forms.MultipleChoiceField(required=False)
    # Typed and shown by the site's clock, Europe/Oslo.
    publish_at = forms.DateTimeField(
        required=False, widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    )
    MANY = 4
    """From so many changes on, one choice can be made for all that have none of their own."""

    def __init__(self, planned: PublicationPlan, data: Any = None) -> None:
        super().__init__(data, initial={"revision": planned.version.revision})
        self.planned = planned
        # A first version has nothing that anybody confirmed before: there is nothing to judge.
        self.names = {key: f"kind-{'-'.join(filter(None, key))}" for key in (planned.keys if planned.previous else ())}
        for name in self.names.values():
            self.fields[name] = self._kind()
        if len(self.names) >= self.MANY:
            self.fields["rest"] = self._kind()
        self.fields["reviewed"].choices = [(question.id, question.legend) for question in planned.questions]  # type: ignore[attr-defined] # of the class
        self.languages = [
            language for language in LANGUAGES if language in {one.edition.language for one in planned.editions}
        ]
        for language in self.languages:
            self.fields[f"news_{language}"] = forms.CharField(
                required=False,
                max_length=500,
                initial=planned.version.text("news", language),
                widget=forms.Textarea(attrs={"rows": 2, "lang": language}),
            )

    @staticmethod
    def _kind() -> forms.ChoiceField:
        return forms.ChoiceField(choices=Kind.choices, widget=forms.RadioSelect, required=False)

    def clean(self) -> dict[str, Any]:
        """Each change has a kind. A new rule says in each language what is new."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in self.names.values():
            cleaned[name] = cleaned.get(name) or cleaned.get("rest") or ""
            if not cleaned[name]:
                self.add_error(name, _("Choose what kind of change it is."))
        if Kind.NEW_RULE in [cleaned.get(name) for name in self.names.values()]:
            for language in self.languages:
                if not cleaned.get(f"news_{language}"):
                    self.add_error(f"news_{language}", _("Say in one sentence what is new."))
        return cleaned

    @property
    def kinds(self) -> Kinds:
        """As chosen, where every change has a kind."""
        if not self.names:
            return Kind.NEW_RULE
        return {key: self.cleaned_data[name] for key, name in self.names.items()}

    @property
    def is_classified(self) -> bool:
        return self.is_bound and all(self.cleaned_data.get(name) for name in self.names.values())

    @property
    def news(self) -> dict[str, str]:
        return {f"news_{language}": self.cleaned_data[f"news_{language}"] for language in self.languages}

    @property
    def news_fields(self) -> list[forms.BoundField]:
        return [self[f"news_{language}"] for language in self.languages]


class ReclassifyForm(forms.Form):
    """A change of a published version is judged again, with a reason."""

    clause = forms.ChoiceField(label=_("Point"))
    language = forms.ChoiceField(label=_("For"), required=False)
    kind = forms.ChoiceField(
        label=_("What kind of change is it?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of change it is.")},
    )
    reason = forms.CharField(
        label=_("Why it is judged again (shown to readers in the history)"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        error_messages={"required": _("Say why, in a sentence.")},
    )

    def __init__(self, version: Version, names: Mapping[str, str] | None = None, data: Any = None) -> None:
        """`names` are what readers call the points that have changed, where they have a name."""
        super().__init__(data)
        clauses = list(dict.fromkeys(version.changes.order_by("pk").values_list("clause", flat=True)))
        self.fields["clause"].choices = [(clause, (names or {}).get(clause, clause)) for clause in clauses]  # type: ignore[attr-defined] # of the class
        self.fields["language"].choices = [("", _("all languages")), *settings.LANGUAGES]  # type: ignore[attr-defined] # of the class

    def clean_kind(self) -> Kind:
        return Kind(self.cleaned_data["kind"])
