"""The site's addresses, a bare view with which its pages are compared, and the publication of a new rule."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils import timezone
from either_name import either

from config.urls import urlpatterns as site_urlpatterns
from handbook.models import Kind, Version

PAGE = engines["django"].from_string(
    '<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>{{ word }}</title></head>'
    "<body><main><h1>{{ word }}</h1></main></body></html>"
)
PUBLISH = either("handbook.versions.publish:publish", "handbook.publishing:publish")


def bare(request: HttpRequest) -> HttpResponse:
    """The cheapest page that Django can render: a template of one word, no context processor, no query of its own."""
    return HttpResponse(PAGE.render({"word": "Hei"}))


def publish_draft(request: HttpRequest) -> HttpResponse:
    """Publish the open draft as a new rule, and roll it back, so that every round publishes the same."""
    draft = Version.objects.get(number=None)
    with transaction.atomic():
        # Nobody has confirmed the translations of the changed sentence, so it is published although they are not ready.
        PUBLISH(by=None, at=timezone.now(), **_decided(draft))
        transaction.set_rollback(True)
    return HttpResponse()


def _decided(draft: Version) -> dict[str, Any]:
    try:
        decide = either("handbook.versions.publication_decision:PublicationDecision")
    except ImportError:
        return {"version": draft, "kinds": Kind.NEW_RULE, "although_not_ready": True}
    return {"draft": draft, "decision": decide(Kind.NEW_RULE, although_not_ready=True)}


urlpatterns = [path("bench/bare/", bare), path("bench/publish/", publish_draft), *site_urlpatterns]
