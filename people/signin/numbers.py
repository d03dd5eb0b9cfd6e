"""Employee numbers as people type and paste them."""

import unicodedata
from typing import Any

from django import forms
from django.contrib.auth.forms import UsernameField


def typed_number(text: str) -> str:
    """The number that was meant: without blanks and invisible characters, with plain digits, letters and hyphens."""
    kept = (letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter)[0] not in "CZ")
    return "".join("-" if unicodedata.category(letter) == "Pd" else letter for letter in kept)


class NumberField(UsernameField):
    """A field for an employee number. The browser does not cut what is pasted: invisible characters count there."""

    def to_python(self, value: Any) -> Any:
        return typed_number(forms.CharField.to_python(self, value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}
