"""Languages in a page: their names, and words that are in another than the page."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from handbook.models import Handbook
from people.language import ui_language

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """Return the name of a language of the site, in the language of the page: «nynorsk»."""
    return str(dict(settings.LANGUAGES)[code])


@register.filter
def in_language(text: str, code: str) -> SafeString:
    """Words within a sentence of the site, marked with their own language."""
    return format_html('<span lang="{}">{}</span>', code, text)


@register.filter
def title_in_page(named: Any) -> SafeString | str:
    """The title of an edition, a handbook or a list's row in a page of the reader's language, marked where it is in
    another. Also takes a title that knows its language."""
    title = named if isinstance(named, str) else named.title
    language = named.title_language if isinstance(named, Handbook) else getattr(named, "language", ui_language())
    return text_in_page((title, language))


@register.filter
def text_in_page(text: tuple[str, str]) -> SafeString | str:
    """A text and its language in a page of the reader's language."""
    words, language = text
    return in_language(words, language) if language != ui_language() else words
