import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}
"""The Unicode categories of control and format characters and of blanks."""


class HiddenContextField(forms.Field):
    """A hidden field with the origin of a remark. Readers do not type it, so it is cut to fit instead of refused."""

    widget = forms.HiddenInput

    def __init__(self, *, max_length: int) -> None:
        super().__init__(required=False)
        self.max_length = max_length

    def clean(self, value: Any) -> str:
        return str(value or "").replace("\x00", "")[: self.max_length]


class RemarkForm(forms.Form):
    """A remark: what is wrong, where, and optionally a name. On a section, the reader chooses the clause."""

    text = forms.CharField(
        label=_("What is wrong?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "ds-input"}),
        error_messages={"required": _("Write what is wrong.")},
    )
    name = forms.CharField(
        label=_("Your name (optional)"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "ds-input", "autocomplete": "name", "aria-describedby": "id_name_help"}),
    )
    page = HiddenContextField(max_length=200)
    clause = HiddenContextField(max_length=64)
    seconds_to_wait = 0
    """More if too many remarks were sent."""

    def __init__(self, *args: Any, clause_choices: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        """`clause_choices`: the id and the label of each clause that a remark can be about."""
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        if choices := list(clause_choices):
            self.fields["clause"].label = _("Which point?")
            self.fields["clause"].widget = forms.Select(
                attrs={"class": "ds-input"}, choices=[("", _("The whole section")), *choices]
            )

    def clean_text(self) -> str:
        """Refuse a text in which nothing can be seen."""
        text: str = self.cleaned_data["text"]
        if {unicodedata.category(letter) for letter in text} <= _UNSEEN:
            raise ValidationError(self.fields["text"].error_messages["required"], code="required")
        return text


class DayInput(forms.DateInput):
    """The browser's own date field: whatever it displays, its value is always written as 2026-03-15."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        """Return None for an invalid date: browsers would drop it and write a warning to their console."""
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            return None


class DayForm(forms.Form):
    """A day that is not in the future."""

    day = forms.DateField(
        label=_("Date"),
        input_formats=["%Y-%m-%d"],
        widget=DayInput(attrs={"class": "ds-input"}),
        error_messages={
            "required": _("Choose a date."),
            "invalid": _("This is not a date. Write year, month and day, such as 2026-03-15."),
        },
    )

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.today = today
        self.fields["day"].widget.attrs["max"] = today.isoformat()

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise ValidationError(_("This day has not come yet. Choose today or an earlier day."), code="future")
        return day
