"""Emphasis and links within a line of quiz text."""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString

from markup.section.renderer import render_line

register = template.Library()


@register.filter
def inline(text: str) -> SafeString:
    """Render a line of quiz text as sanitised HTML."""
    return SafeString(_inline(text))


@lru_cache(maxsize=5000)
def _inline(text: str) -> str:
    return render_line(text)
