"""Show the difference of two texts, for eyes and for screen readers."""

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from markup.diff.links import LinkChange
from markup.diff.words import Run

register = template.Library()
_TAGS = {"same": "", "removed": "del", "added": "ins"}


@register.filter
def spoken(marked: str) -> SafeString:
    """Add a hidden word to each mark of `markup.diff.html`: many screen readers do not announce `ins` and `del`.

    A blank parts removed words from those in their place.
    """
    marked = marked.replace("</del><ins>", "</del> <ins>")
    for tag, word in (("<ins>", _("New:")), ("<del>", _("Removed:"))):
        hidden_word = format_html('<span class="visually-hidden" lang="{}">{} </span>', get_language(), word)
        marked = marked.replace(tag, f"{tag}{hidden_word}")
    return SafeString(marked)


@register.filter
def marked_html(runs: Iterable[Run]) -> SafeString:
    """The runs of a plain text, with what was removed and added marked."""
    parts = []
    for run in runs:
        tag = _TAGS[run.kind]
        parts.append(f"<{tag}>{escape(run.text)}</{tag}>" if tag else escape(run.text))
    return spoken("".join(parts))


@register.filter
def link_sentence(change: LinkChange, language: str) -> SafeString:
    """The sentence about a changed link, whose words are in that language."""
    text = format_html('<span lang="{}">{}</span>', language, change.text)
    old, new = (format_html("<code>{}</code>", address) for address in (change.old, change.new))
    return SafeString(conditional_escape(change.template) % {"text": text, "old": old, "new": new})
