"""Leads visitors on who come to the address that a handbook or section had before it was renamed."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from handbook.models import FormerAddress, Handbook
from markup.slugs import is_addressable

PERMANENTLY, PERMANENTLY_AS_SENT = 301, 308
"""The status for a page, and the one with which a browser sends a form again to the new address (RFC 9110, 15.4)."""


class FormerAddressMiddleware:
    """Answers a page of a handbook that is not found with its new address, if it had that one. It asks the database only
    then, once. It reveals nothing about handbooks the visitor may not read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        match = request.resolver_match
        if not isinstance(exception, Http404) or match is None or "handbook" not in match.kwargs:
            return None
        if not (slugs := present_slugs(request, match.kwargs["handbook"], match.kwargs.get("section", ""))):
            return None
        address = reverse(match.view_name, kwargs=match.kwargs | slugs)
        query = request.META.get("QUERY_STRING", "")
        response = HttpResponseRedirect(f"{address}?{query}" if query else address)
        response.status_code = PERMANENTLY if request.method in ("GET", "HEAD") else PERMANENTLY_AS_SENT
        return response


def present_slugs(request: HttpRequest, handbook: str, section: str) -> dict[str, str]:
    """The slugs that a handbook and its section have now, as far as these are former ones. Empty: they are none."""
    if not is_addressable(handbook):
        return {}
    readable = Handbook.objects.readable_by(request.user)
    left = FormerAddress.objects.left_by(handbook, section).filter(handbook__in=readable)
    return {
        "section" if former.section else "handbook": former.section.slug if former.section else former.handbook.slug
        for former in left.select_related("handbook", "section")
    }
