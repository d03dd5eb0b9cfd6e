"""Forms to sign in and to choose a language."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.signin.backend import DEMO_PASSWORD, opens_the_demo
from people.signin.limits import OverTheLimit
from people.signin.numbers import NumberField


class SignInForm(AuthenticationForm):
    """Employee number and password. The error never says which of the two is wrong."""

    error_messages = {
        "invalid_login": _("The employee number or the password is wrong. Try again."),
        "demo": _("The password of the demo works on the machine that the demo runs on, and not through a proxy."),
        "inactive": _("This account is closed. Talk to your manager."),
    }

    username = NumberField(widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "ds-input"}))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.label_suffix = ""
        self.fields["username"].label = _("Employee number")
        self.fields["username"].widget.attrs.pop("maxlength", None)
        self.fields["password"].widget.attrs |= {"class": "ds-input"}

    def clean(self) -> dict[str, Any]:
        """Checks number and password; `seconds_to_wait` says how long the visitor has to wait, if the limit is reached."""
        self.seconds_to_wait = 0
        try:
            return super().clean()
        except OverTheLimit as refused:
            self.seconds_to_wait = refused.seconds
            raise ValidationError(refused.message, code="over_the_limit") from refused

    def get_invalid_login_error(self) -> ValidationError:
        if settings.DEMO and self.cleaned_data["password"] == DEMO_PASSWORD and not opens_the_demo(self.request):
            return ValidationError(self.error_messages["demo"], code="demo")
        return super().get_invalid_login_error()


class OwnPasswordForm(PasswordChangeForm):
    """The password of today, and twice the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for field in self.fields.values():
            field.widget.attrs |= {"class": "ds-input", "autofocus": False}


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)
