"""The codes that are used in drafts, for editors to look up."""

from typing import Any

from django import template

from handbook.laws import all_laws as law_register
from handbook.models import Handbook

register = template.Library()


@register.inclusion_tag("backoffice/_codes.html")
def codes(handbook: Handbook, language: str) -> dict[str, Any]:
    """The laws and this handbook's misconceptions in the language that is being edited, for the list of codes."""
    misconceptions = [(id_, handbook.misconception(id_, language)) for id_ in sorted(handbook.readable_misconceptions)]
    return {"laws": law_register(language), "misconceptions": misconceptions, "language": language}
