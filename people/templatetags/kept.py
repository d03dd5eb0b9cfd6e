"""Pieces of pages that a process keeps, and in them the parts that are rendered for each request.

`{% kept site_stamp today permissions %}…{% endkept %}` renders its content once for each of these values and each language;
with None among the values it is rendered each time. What shows anything of the database names `site_stamp`, and `today` if
it turns with the day. In it, `{% fresh %}…{% endfresh %}` is rendered each time: what is the reader's own, and the CSRF
token. It sees the variables of the page, and none of a loop, a `with` or a tag around it inside the kept piece.
"""

from collections.abc import Hashable, Sequence
from contextvars import ContextVar
from secrets import token_hex

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from records.process_cache import ProcessCache

register = template.Library()
_PIECES: "ProcessCache[tuple[Hashable, ...], tuple[str | FreshNode, ...]]" = ProcessCache(500)
_fresh_parts: "ContextVar[list[FreshNode] | None]" = ContextVar(
    "the fresh parts of the piece being rendered", default=None
)
_MARK = f"\0{token_hex(8)}\0"
"""Stands around the number of a fresh part. Nobody can guess it, so no page contains it."""


class FreshNode(template.Node):
    """A part that is rendered for each request, also where the piece around it is kept."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        parts = _fresh_parts.get()
        if parts is None:
            return self.nodelist.render(context)
        parts.append(self)
        return mark_safe(f"{_MARK}{len(parts) - 1}{_MARK}")  # noqa: S308 - a number


class KeptNode(template.Node):
    """A piece that is rendered once for each value of what it depends on."""

    def __init__(self, nodelist: NodeList, depends_on: Sequence[FilterExpression]) -> None:
        self.nodelist, self.depends_on = nodelist, depends_on

    def render(self, context: Context) -> SafeString:
        values = []
        for expression in self.depends_on:
            if (value := expression.resolve(context, ignore_failures=True)) is None:
                return self.nodelist.render(context)
            values.append(value)
        key = (self, get_language(), *values)
        pieces = _PIECES.get(key)
        if pieces is None:
            pieces = self._pieces(context)
            _PIECES.put(key, pieces)
        return mark_safe(  # noqa: S308 - rendered by templates
            "".join([piece if isinstance(piece, str) else piece.render(context) for piece in pieces])
        )

    def _pieces(self, context: Context) -> "tuple[str | FreshNode, ...]":
        """Texts and fresh parts in turn."""
        parts: list[FreshNode] = []
        before = _fresh_parts.set(parts)
        try:
            texts = self.nodelist.render(context).split(_MARK)
        finally:
            _fresh_parts.reset(before)
        return tuple(parts[int(text)] if place % 2 else text for place, text in enumerate(texts))


@register.tag
def fresh(parser: Parser, token: Token) -> FreshNode:
    """`{% fresh %}`."""
    nodelist = parser.parse(("endfresh",))
    parser.delete_first_token()
    return FreshNode(nodelist)


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """`{% kept value … %}`."""
    depends_on = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, depends_on)
