"""The site's addresses, and the bare view with which its pages are compared."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from config.urls import urlpatterns as site_urlpatterns

PAGE = engines["django"].from_string(
    '<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>{{ word }}</title></head>'
    "<body><main><h1>{{ word }}</h1></main></body></html>"
)


def bare(request: HttpRequest) -> HttpResponse:
    """The cheapest page that Django can render: a template of one word, no context processor, no query of its own."""
    return HttpResponse(PAGE.render({"word": "Hei"}))


urlpatterns = [path("bench/bare/", bare), *site_urlpatterns]
