"""Forms to sign in and to choose a language."""

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Employee number and password. The error never says which of the two is wrong."""

    error_messages = {
        "invalid_login": _("The employee number or the password is wrong. Try again."),
        "inactive": _("This account is closed. Talk to your leader."),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.label_suffix = ""
        self.fields["username"].label = _("Employee number")
        self.fields["username"].widget.attrs |= {"inputmode": "numeric", "class": "ds-input", "autofocus": False}
        self.fields["password"].widget.attrs |= {"class": "ds-input"}


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)
