"""Show frozen HTML in a page."""

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def frozen(html: str) -> SafeString:
    """Mark stored HTML as safe: the sanitiser made it. Nothing else may be shown unescaped."""
    return SafeString(html)
