"""The language in which a reader is shown a page. It is the reader's choice, not part of the address."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
"""The codes of the languages that the site is offered in, bokmål first."""
VISIT_PARAMETER = "language"
"""The query parameter that shows one page in a language, for proofreading and support. It is not remembered."""


def ui_language() -> str:
    """The code of the language that the page is shown in."""
    return translation.get_language() or settings.LANGUAGE_CODE


def is_offered(language: str | None) -> bool:
    return language in LANGUAGES


def chosen_language(request: HttpRequest) -> str:
    """The language of a page: from the address, else the employee's choice, else the cookie, else the browser, else
    bokmål."""
    requested = requested_language(request)
    if requested and is_offered(requested):
        return requested
    visitor = getattr(request, "user", None)  # None if the request is refused before authentication
    remembered = getattr(visitor, "language", "") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if remembered and is_offered(remembered):
        return str(remembered)
    return header_language(request)


def requested_language(request: HttpRequest) -> str | None:
    """The language in the address. An address with more parameters than Django reads has none: its page is that of a
    bad request, which needs a language too."""
    try:
        return request.GET.get(VISIT_PARAMETER)
    except TooManyFieldsSent:
        return None


def header_language(request: HttpRequest) -> str:
    """The first offered language that the browser accepts, else bokmål. «no» and its variants are bokmål."""
    accepted = request.headers.get("Accept-Language", "")
    for code, _weight in parse_accept_lang_header(accepted):
        if code == "no" or code.startswith("no-"):
            return "nb"
        try:
            return translation.get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


class LanguageMiddleware:
    """Sets the language of each page. It comes after authentication, since the employee's choice goes before the
    browser's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        patch_vary_headers(response, ("Cookie", "Accept-Language"))
        response.headers.setdefault("Content-Language", language)
        response.headers.setdefault(
            "Cache-Control", "private, no-store" if request.user.is_authenticated else "private, no-cache"
        )
        return response
