"""The pages to sign in, to sign out and to choose a language."""

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from people.employment import remember_language
from people.forms import LanguageForm, SignInForm
from people.models import Employee

sign_in = LoginView.as_view(
    template_name="people/sign_in.html", authentication_form=SignInForm, redirect_authenticated_user=True
)
end_session = LogoutView.as_view(template_name="people/signed_out.html")
NOT_SAVED = "not_saved"
"""The query parameter of the page to return to after sign-in: what was sent to it was not saved, as the session had
expired."""


def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Only the button signs out; a link or a bookmark leads to the home page."""
    return redirect(settings.LOGIN_REDIRECT_URL) if request.method in ("GET", "HEAD") else end_session(request)


@require_http_methods(["GET", "HEAD", "POST"])
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language on the employee and in a cookie, and return to the page."""
    if request.method != "POST":
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return render(request, "400.html", status=400)
    language = form.cleaned_data["language"]
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe and back.startswith("/") else "/")
    if isinstance(request.user, Employee):
        remember_language(employee=request.user, language=language)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure(),
    )
    return response
