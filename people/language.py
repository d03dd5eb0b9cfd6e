"""Which language a reader meets. It is the reader's choice, not part of the address."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
"""The codes of the languages that the site is offered in, bokmål first."""
VISIT_PARAMETER = "language"
"""`?language=nn` shows one page in that language: for proofs and support. It is not remembered."""


def ui_language() -> str:
    """The language that the page is shown in."""
    return translation.get_language() or settings.LANGUAGE_CODE


def offered(language: str | None) -> bool:
    return language in LANGUAGES


def chosen(request: HttpRequest) -> str:
    """This visit's wish, else the employee's, else the cookie's, else the browser's, else bokmål."""
    wish = request.GET.get(VISIT_PARAMETER)
    if wish and offered(wish):
        return wish
    visitor = getattr(request, "user", None)  # nobody yet, where a request is refused early
    remembered = getattr(visitor, "language", "") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if remembered and offered(remembered):
        return str(remembered)
    return header_language(request)


def header_language(request: HttpRequest) -> str:
    """What the browser sends. «no», with or without a country, is bokmål."""
    wishes = request.headers.get("Accept-Language", "")
    for wish, _weight in parse_accept_lang_header(wishes):
        if wish == "no" or wish.startswith("no-"):
            return "nb"
        try:
            return translation.get_supported_language_variant(wish)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


class LanguageMiddleware:
    """After authentication, since the employee's own choice comes before the browser's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        patch_vary_headers(response, ("Cookie", "Accept-Language"))
        response.headers.setdefault("Content-Language", language)
        response.headers.setdefault(
            "Cache-Control", "private, no-store" if request.user.is_authenticated else "private, no-cache"
        )
        return response
