"""Frozen HTML in a page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def frozen(html: str) -> SafeString:
    """HTML that the sanitiser made and that was stored as it is. Nothing else may be shown unescaped."""
    return SafeString(html)


@register.filter
def spoken(marked: str) -> SafeString:
    """Frozen HTML with marks (`markup.diff.html`), each with a hidden word: many screen readers say nothing of
    `ins` and `del`."""
    for tag, word in (("<ins>", _("New:")), ("<del>", _("Removed:"))):
        said = format_html('<span class="visually-hidden" lang="{}">{} </span>', get_language(), word)
        marked = marked.replace(tag, f"{tag}{said}")
    return SafeString(marked)
