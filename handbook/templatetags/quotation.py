"""Words that stand between «»."""

from django import template

register = template.Library()


@register.filter
def quotable(text: str) -> str:
    """With its own quotation marks made single ones."""
    return text.translate(str.maketrans("«»", "‘’"))
