"""Quote a text between the quotation marks of the page's language."""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def quotable(text: str) -> str:
    """Replace the text's own quotation marks by single ones."""
    return text.translate(str.maketrans("«»“”", "‘’‘’"))


@register.filter
def quoted(text: str) -> SafeString:
    """The text between quotation marks; it is escaped unless it is marked as safe."""
    return SafeString(_("“%(text)s”") % {"text": conditional_escape(text)})
