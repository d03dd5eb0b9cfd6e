"""Show frozen HTML in a page."""

import re
from itertools import cycle

from django import template
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

register = template.Library()

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_HEADING = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_CELL = re.compile(r"<td\b")
_BLOCK = re.compile(r"\s*<(?:p|ul|ol|h2|h3|table)\b")
_ROLES = (("table", "table"), ("thead", "rowgroup"), ("tbody", "rowgroup"), ("tr", "row"), ("th", "columnheader"))


@register.filter
def frozen(html: str) -> SafeString:
    """Mark stored HTML as safe: the sanitiser made it. Nothing else may be shown unescaped.

    Tables get what a phone needs to show each row as a block: see `_stackable`.
    """
    return SafeString(_TABLE.sub(lambda table: _stackable(table[0]), html))


@register.filter
def frozen_block(html: str) -> SafeString:
    """`frozen`, with a paragraph around a line that is in no block, such as a key message or an item of a list: so its
    links and marks stay within the line."""
    return frozen(html if _BLOCK.match(html) else f"<p>{html}</p>")


def _stackable(table: str) -> str:
    """Give each cell the heading of its column, and each element the role that it loses when it is shown as a block."""
    headings = cycle(strip_tags(heading).replace('"', "&quot;") for heading in _HEADING.findall(table))
    with_headings = _CELL.sub(lambda cell: f'<td role="cell" data-heading="{next(headings)}"', table)
    for tag, role in _ROLES:
        with_headings = re.sub(rf"<{tag}\b", f'<{tag} role="{role}"', with_headings)
    return with_headings
