"""What is refused before a view sees it explains itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from handbook.public.forms import RemarkForm
from people.language import chosen_language

LONG = 40
"""From so many characters on, any field's text is worth giving back."""
WRITTEN = {name: RemarkForm.base_fields[name].label for name in ("text", "name")}
"""Fields that readers write in: given back however short, under the words that stood above them."""


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Nothing was saved. What was written, and texts of some length, are shown, to be copied; a password never is."""
    typed = [
        (WRITTEN.get(name, name), text)
        for name, text in request.POST.items()
        if isinstance(text, str)
        and text
        and (name in WRITTEN or len(text) >= LONG or "\n" in text)
        and "password" not in name
        and name != "csrfmiddlewaretoken"
    ]
    return render(request, "403_csrf.html", {"typed": typed}, status=403)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that makes no sense, such as one for another host. Perhaps no middleware has run: then nobody is known."""
    with translation.override(chosen_language(request)):
        return render(request, "400.html", status=400)
