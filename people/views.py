"""The pages to sign in, to sign out and to choose a language."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from people.employment import remember_language
from people.forms import LanguageForm, OwnPasswordForm, SignInForm
from people.models import Employee
from people.permissions import signed_in
from people.signin.numbers import typed_number
from people.signin.passwords import change_own_password


class SignIn(LoginView):
    template_name = "people/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_redirect_url(self) -> str:  # type: ignore[override] # the stubs have an argument that Django 5.2 has not
        """Return the page to go on to. Empty for this page, where nobody who is signed in can stay, and for an address
        that does not begin with a slash: no page of the site leads here with one."""
        address = super().get_redirect_url()
        return address if address.startswith("/") and urlsplit(address).path != self.request.path else ""

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_invalid(form)
        if isinstance(form, SignInForm) and form.seconds_to_wait:
            response.status_code, response["Retry-After"] = 429, str(form.seconds_to_wait)
        return response


sign_in_form = SignIn.as_view()
end_session = LogoutView.as_view(template_name="people/signed_out.html")
NOT_SAVED = "not_saved"
"""The query parameter of the page to return to after sign-in: what was sent to it was not saved, as the session had
expired."""


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The page to sign in. Whoever is signed in already is led on, or told so if another number was typed."""
    if request.method == "POST" and isinstance(request.user, Employee):
        return already_signed_in(request, request.user)
    return sign_in_form(request)


def already_signed_in(request: HttpRequest, employee: Employee) -> HttpResponse:
    back, number = page_to_return_to(request), typed_number(request.POST.get("username", ""))
    if number in ("", employee.number):
        return redirect(back)
    return render(request, "people/signed_in_as.html", {"back": back}, status=409)


def sign_in_again(request: HttpRequest) -> HttpResponse:
    """The answer to a sign-in form whose token has gone: somebody signed in or out in another tab, or the browser keeps
    no cookies. Nobody is signed in by it; the form is shown again with the number, or a signed-in visitor is led on."""
    if isinstance(request.user, Employee):
        return already_signed_in(request, request.user)
    form = SignInForm(request, initial={"username": typed_number(request.POST.get("username", ""))})
    context = {"form": form, "is_late": bool(request.COOKIES), "is_without_cookies": not request.COOKIES}
    return render(request, "people/sign_in.html", context, status=403)


def page_to_return_to(request: HttpRequest) -> str:
    """The page that the form names, if it is one of this site; else the front page."""
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return back if safe and back.startswith("/") else "/"


def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Only the button signs out; a link or a bookmark leads to the home page."""
    return redirect(settings.LOGIN_REDIRECT_URL) if request.method in ("GET", "HEAD") else end_session(request)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    """The page to change one's own password; for those who have one."""
    employee = signed_in(request)
    if not employee.has_usable_password():
        raise PermissionDenied
    form = OwnPasswordForm(employee, request.POST if request.method == "POST" else None)
    if form.is_valid():
        change_own_password(employee=employee, password=form.cleaned_data["new_password1"], at=timezone.now())
        update_session_auth_hash(request, employee)
        messages.success(request, _("Your password is changed. You are signed out on your other devices."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "people/change_password.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language on the employee and in a cookie, and return to the page."""
    if request.method != "POST":
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return render(request, "400.html", status=400)
    language = form.cleaned_data["language"]
    response = HttpResponseRedirect(page_to_return_to(request))
    if isinstance(request.user, Employee):
        remember_language(employee=request.user, language=language)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    return response
