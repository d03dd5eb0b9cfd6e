"""Show frozen HTML in a page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def frozen(html: str) -> SafeString:
    """Mark stored HTML as safe: the sanitiser made it. Nothing else may be shown unescaped."""
    return SafeString(html)


@register.filter
def spoken(marked: str) -> SafeString:
    """Add a hidden word to each mark of `markup.diff.html`: many screen readers do not announce `ins` and `del`."""
    for tag, word in (("<ins>", _("New:")), ("<del>", _("Removed:"))):
        hidden_word = format_html('<span class="visually-hidden" lang="{}">{} </span>', get_language(), word)
        marked = marked.replace(tag, f"{tag}{hidden_word}")
    return SafeString(marked)
