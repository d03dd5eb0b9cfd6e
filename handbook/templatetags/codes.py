"""The codes that are used in drafts: for editors to look up, and in words."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from handbook.laws.register import all_laws
from handbook.models import Audience, Handbook

register = template.Library()

POINT_KINDS = {"guideline": _("rule"), "law": _("law"), "advice": _("tip"), "example": _("example")}
"""The kinds of point by the word for them in a text."""


@register.inclusion_tag("backoffice/_codes.html")
def codes(handbook: Handbook, language: str) -> dict[str, Any]:
    """The laws and this handbook's misconceptions in the language that is being edited, for the list of codes."""
    misconceptions = [(id_, handbook.misconception(id_, language)) for id_ in sorted(handbook.readable_misconceptions)]
    return {"laws": all_laws(language), "misconceptions": misconceptions, "language": language}


@register.filter
def point_kind(code: str) -> str:
    """The kind of a point in the visitor's language; a dash for a heading, which has none."""
    return str(POINT_KINDS.get(code, "–"))


@register.filter
def audience_name(code: str) -> str:
    """An audience in the visitor's language."""
    return str(Audience(code).label)
