"""A form that was open for too long explains itself, and gives back what was typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

LONG = 40
"""From so many characters on, a field's text is worth giving back."""


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Nothing was saved. Texts of some length are shown, to be copied; a password never is."""
    typed = [
        (name, text)
        for name, text in request.POST.items()
        if isinstance(text, str) and (len(text) >= LONG or "\n" in text) and "password" not in name
    ]
    typed = [(name, text) for name, text in typed if name != "csrfmiddlewaretoken"]
    return render(request, "403_csrf.html", {"typed": typed}, status=403)
