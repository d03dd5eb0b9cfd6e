from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backoffice.texts.located_errors import LABELS, LocatedError, located
from handbook.models import Kind, Version
from markup.errors import TextError
from people.days import DAY_VALIDATORS

FIELDS = ("title", "message", "source", "quiz")
"""The fields that are written in each language."""
NEW_QUESTION_PREFIX = "new-question-"
"""The beginning of the id of an inserted question that has no name of its own yet."""
MANY_GAPS = 3
_NEW_QUESTION = _(
    "%(id)s is new. Replace its name and the sample text. After §, write the points it is about; after each >, why the answer is right or wrong. A wrong answer may end with the misconception behind it, such as (M05)."
)
_TEXTAREA_ROWS = {"source": 26, "quiz": 22, "message": 2}


class DraftForm(forms.Form):
    """One language of a draft, as typed. The form refuses no text: a draft is kept with its errors, which are listed."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    title = forms.CharField(label=LABELS["title"], max_length=200, required=False)
    message = forms.CharField(label=LABELS["message"], required=False)
    laws = forms.CharField(
        label=_("Other laws"),
        max_length=2000,
        required=False,
        help_text=_("Laws that no point names, such as L1, L12."),
    )
    source = forms.CharField(label=LABELS["source"], required=False, strip=False)
    quiz = forms.CharField(label=LABELS["quiz"], required=False, strip=False)
    # The name of the field in posted forms, and of the key in the event.
    vouched = forms.BooleanField(label=_("I have compared: the translation matches the current source"), required=False)

    def __init__(self, version: Version, language: str, data: Any = None) -> None:
        source_language = version.section.handbook.source_language
        self.language, self.is_source = language, language == source_language
        self.warnings: list[LocatedError] = []
        initial = {field: version.text(field, language) for field in FIELDS}
        super().__init__(data, initial=initial | {"laws": version.laws, "revision": version.revision})
        del self.fields["vouched" if self.is_source else "laws"]
        for name in FIELDS:
            textarea = {"rows": _TEXTAREA_ROWS[name], "spellcheck": "true"} if name in _TEXTAREA_ROWS else {}
            widget = forms.Textarea if name in _TEXTAREA_ROWS else forms.TextInput
            self.fields[name].widget = widget(attrs={"lang": language, "class": f"draft-{name}", **textarea})

    def columns(self) -> dict[str, str]:
        """The version's columns as typed, with the line ends of the database instead of the browser's."""
        typed = {
            f"{field}_{self.language}": self.cleaned_data[field].replace("\r\n", "\n").replace("\x00", "")
            for field in FIELDS
        }
        return typed | ({"laws": self.cleaned_data["laws"]} if self.is_source else {})

    def show_errors(self, errors: Iterable[TextError]) -> None:
        """Add each error of this language to the field it is about, and each warning beside them.

        The many gaps of a new question become one sentence.
        """
        own = located([error for error in errors if error.place.language == self.language], self.language)
        gaps = Counter(_new_question(located_error.error) for located_error in own)
        for question, count in gaps.items():
            if question and count >= MANY_GAPS:
                self.add_error("quiz", _NEW_QUESTION % {"id": question})
        for located_error in own:
            if _new_question(located_error.error) and gaps[_new_question(located_error.error)] >= MANY_GAPS:
                continue
            if located_error.error.is_error:
                self.add_error(located_error.field, located_error.message)
            else:
                self.warnings.append(located_error)


def _new_question(error: TextError) -> str:
    """The id of the new question that has this gap; empty for any other error."""
    is_gap = error.code in ("tests-missing", "why-missing")
    return str(error.values[0]) if is_gap and str(error.values[0]).startswith(NEW_QUESTION_PREFIX) else ""


class WithdrawForm(forms.Form):
    """The first day on which a section is no longer in force. The day may not lie in the past."""

    on = forms.DateField(
        label=_("The first day it is not in force"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        initial=timezone.localdate,
        validators=DAY_VALIDATORS,
    )

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a later day."))
        return self.cleaned_data["on"]


class ReclassifyForm(forms.Form):
    """Reclassifies a change of a published version, with a reason."""

    clause = forms.ChoiceField(label=_("Point"))
    language = forms.ChoiceField(label=_("For"), required=False)
    kind = forms.ChoiceField(
        label=_("What kind of change is it?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of change it is.")},
    )
    reason = forms.CharField(
        label=_("Reason (readers see it in the history)"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        error_messages={"required": _("Give the reason in one sentence.")},
    )

    def __init__(self, version: Version, data: Any = None) -> None:
        super().__init__(data)
        clauses = list(dict.fromkeys(version.changes.order_by("pk").values_list("clause", flat=True)))
        self.fields["clause"].choices = [(clause, clause) for clause in clauses]  # type: ignore[attr-defined] # of the class
        self.fields["language"].choices = [("", _("all languages")), *settings.LANGUAGES]  # type: ignore[attr-defined] # of the class

    def with_names(self, names: Mapping[str, str]) -> "ReclassifyForm":
        """The same form, which calls the changed points by readers' names where they have one."""
        field: Any = self.fields["clause"]
        field.choices = [(clause, names.get(clause, clause)) for clause, _label in field.choices]
        return self

    def clean_kind(self) -> Kind:
        return Kind(self.cleaned_data["kind"])
