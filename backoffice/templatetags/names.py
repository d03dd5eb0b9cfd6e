"""Points and questions by their names for people."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def named_in(id_: str, names: Mapping[str, str]) -> str:
    """The name of a point or a question; its id where a page has none, as beside the raw text."""
    return names.get(id_, id_)
