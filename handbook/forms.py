from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class BroughtAlong(forms.Field):
    """Where a remark comes from. The reader has not typed it, so nothing about it is refused: it is cut to fit."""

    widget = forms.HiddenInput

    def __init__(self, *, most: int) -> None:
        super().__init__(required=False)
        self.most = most

    def clean(self, value: Any) -> str:
        return str(value or "").replace("\x00", "")[: self.most]


class RemarkForm(forms.Form):
    """What is wrong, where, and a name for whoever wants to give one."""

    text = forms.CharField(
        label=_("What is wrong?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "ds-input"}),
        error_messages={"required": _("Write what is wrong.")},
    )
    name = forms.CharField(
        label=_("Your name (you may leave it out)"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "ds-input", "autocomplete": "name"}),
    )
    page = BroughtAlong(most=200)
    clause = BroughtAlong(most=64)
