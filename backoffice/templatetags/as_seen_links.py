"""Links from an employee's page to the handbooks as the employee sees them, today or on another day."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone

from handbook.models import Handbook
from markup.slugs import is_addressable
from people.models import Employee
from people.permissions import Visitor, may_look_back

register = template.Library()


@register.simple_tag
def as_seen_by(employee: Employee, visitor: Visitor) -> list[dict[str, Any]]:
    """Each published handbook with the address of what the employee sees of it today; there another day is chosen.

    Nothing for a visitor who may not look back.
    """
    if not may_look_back(visitor):
        return []
    day = timezone.localdate().isoformat()
    return [
        {"handbook": handbook, "address": reverse("reports:as_seen", args=[handbook.slug, day, employee.number])}
        for handbook in Handbook.objects.published().order_by("pk")
        if is_addressable(handbook.slug)
    ]
