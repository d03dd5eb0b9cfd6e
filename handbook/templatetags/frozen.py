"""Frozen HTML in a page."""

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def frozen(html: str) -> SafeString:
    """HTML that the sanitiser made and that was stored as it is. Nothing else may be shown unescaped."""
    return SafeString(html)
