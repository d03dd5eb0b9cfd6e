"""The address of the employer's logo."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def show(request: HttpRequest, name: str) -> HttpResponse:
    """The picture, which a browser may keep for a year: another picture has another name."""
    logo = settings.LOGO
    if not logo or name != logo.name:
        raise Http404
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return HttpResponse(logo.content, content_type=logo.content_type, headers=headers)
