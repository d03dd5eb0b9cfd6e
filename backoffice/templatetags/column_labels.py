"""The names of columns in the lists of the admin, which a phone shows in front of each cell."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

register = template.Library()


@register.filter
def with_labels(cells: Iterable[str], headers: Iterable[Mapping[str, Any]]) -> list[str]:
    """The cells of a row as HTML. Those after its heading carry the name of their column."""
    return [
        format_html('<td data-label="{}"{}', capfirst(str(header["text"])), SafeString(cell[3:]))
        if cell.startswith("<td") and header["text"]
        else cell
        for cell, header in zip(cells, headers, strict=True)
    ]
