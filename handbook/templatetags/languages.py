"""Names of languages in a page."""

from django import template
from django.conf import settings

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """Return the name of a language of the site, in the language of the page: «nynorsk»."""
    return str(dict(settings.LANGUAGES)[code])
