"""Languages in a page: their names, and words that are in another than the page."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """Return the name of a language of the site, in the language of the page: «nynorsk»."""
    return str(dict(settings.LANGUAGES)[code])


@register.filter
def in_language(text: str, code: str) -> SafeString:
    """Words within a sentence of the site, marked with their own language."""
    return format_html('<span lang="{}">{}</span>', code, text)
