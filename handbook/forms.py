from django import forms
from django.utils.translation import gettext_lazy as _


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
    page = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    clause = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
