"""Quote a text between « and »."""

from django import template

register = template.Library()


@register.filter
def quotable(text: str) -> str:
    """Replace the text's own quotation marks by single ones."""
    return text.translate(str.maketrans("«»", "‘’"))
