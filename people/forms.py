"""Forms to sign in and to choose a language."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from people.signin.numbers import NumberField


class SignInForm(AuthenticationForm):
    """Employee number and password. The error never says which of the two is wrong."""

    error_messages = {
        "invalid_login": _("The employee number or the password is wrong. Try again."),
        "inactive": _("This account is closed. Talk to your leader."),
    }

    username = NumberField(widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "ds-input"}))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.label_suffix = ""
        self.fields["username"].label = _("Employee number")
        self.fields["username"].widget.attrs.pop("maxlength", None)
        self.fields["password"].widget.attrs |= {"class": "ds-input"}


class OwnPasswordForm(PasswordChangeForm):
    """The password of today, and twice the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for field in self.fields.values():
            field.widget.attrs |= {"class": "ds-input", "autofocus": False}


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)
