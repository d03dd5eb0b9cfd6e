"""HR's open tasks with the texts, for the front page of the admin."""

from typing import Any

from django.utils import timezone

from handbook.models import Section, Version
from handbook.public.section_page import titles_of
from people.language import ui_language
from people.permissions import Visitor, may_edit_text


def hr_tasks(visitor: Visitor) -> dict[str, Any]:
    """Sections due for review, the visitor's own first, and scheduled versions that were held back."""
    if not may_edit_text(visitor):
        return {}
    today = timezone.localdate()
    sections = list(Section.objects.to_be_reviewed(today).select_related("handbook", "owner"))
    held = list(Version.objects.exclude(held_back="").select_related("section__handbook"))
    handbooks = {section.handbook for section in (*sections, *(version.section for version in held))}
    titles = titles_of(handbooks, ui_language())
    sections.sort(key=lambda section: section.owner_id != visitor.pk)
    return {
        "to_be_reviewed": [
            {
                "section": section,
                "title": titles.get(section.pk, section.slug),
                "is_mine": section.owner_id == visitor.pk,
                "is_late": section.review_on is not None and section.review_on < today,
            }
            for section in sections
        ],
        "held_back": [
            {"version": version, "title": titles.get(version.section_id, version.section.slug)} for version in held
        ],
    }
