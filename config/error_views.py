"""Pages for requests that are refused before they reach a view."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from handbook.public.forms import RemarkForm
from people.language import chosen_language
from people.views import sign_in_again

REMARK_LABELS = {name: RemarkForm.base_fields[name].label for name in ("text", "name")}
"""Labels of the fields of a remark, whose text is shown again however short."""


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Nothing was saved. The sign-in form has an answer of its own. Show what was written, which has a blank or is a remark,
    so that it can be copied; never show a password."""
    if request.path == reverse("people:sign_in"):
        return sign_in_again(request)
    labels = REMARK_LABELS if request.path == reverse("handbook:remarks") else {}
    typed = [
        (labels.get(name, ""), text)
        for name, text in request.POST.items()
        if isinstance(text, str)
        and text.strip()
        and (name in labels or " " in text or "\n" in text)
        and "password" not in name
        and name != "csrfmiddlewaretoken"
    ]
    return render(request, "403_csrf.html", {"typed": typed, "is_without_cookies": not request.COOKIES}, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An invalid request, such as one for another host. Middleware may not have run, so the visitor may be unknown."""
    with translation.override(chosen_language(request)):
        return render(request, "400.html", status=400)


class WrongMethodMiddleware:
    """Gives the answer to a wrong method a page, in the reader's language: Django leaves it empty. The last one, where
    reader and language are known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405:
            response.content = render(request, "400.html").content
        return response
