"""HR's open tasks with the texts, for the front page of the admin."""

from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import Requirement
from handbook.laws.register import law_entries
from handbook.models import Handbook, LawText, PageText, Remark, Section, SentBack, Stage, Version, WithdrawnQuestion
from handbook.public.section_page import Title, titles_of
from handbook.unreadable import Cause, unreadable
from people.language import ui_language
from people.models import Employee, Unit
from people.permissions import Visitor, may_edit_text
from records.details import subject_name
from records.event_labels import event_label
from records.models import Event

SUBJECTS = (
    Handbook, Section, Version, LawText, PageText, WithdrawnQuestion, Remark, Requirement, Employee, Unit,
)  # fmt: skip
"""What the front page names in the visitor's own actions. What a visitor reads and answers is no action of this kind."""
MOST_EVENTS = 5
SENTENCES = {
    Cause.ADDRESS: _("Readers do not see it, since its name cannot stand in an address. Rename it."),
    Cause.TEXT: _(
        "Readers do not see it, since its newest version has no text in the source language. Publish it again."
    ),
    Cause.METADATA: _("Contacts or misconceptions that cannot be read are left out. Import its handbook.toml again."),
}


def hr_tasks(visitor: Visitor) -> dict[str, Any]:
    """Drafts that wait for the visitor, sections due for review, the visitor's own first, sections whose owner is gone,
    scheduled versions, what readers have reported, laws that a release has changed since HR did, and what cannot be
    shown."""
    if not may_edit_text(visitor):
        return {}
    today = timezone.localdate()
    sections = list(Section.objects.to_be_reviewed(today).select_related("handbook", "owner"))
    ownerless = list(Section.objects.whose_owner_is_gone(today).select_related("handbook", "owner"))
    versions = open_versions()
    handbooks = {section.handbook for section in (*sections, *ownerless, *(version.section for version in versions))}
    titles = titles_of(handbooks, ui_language())
    sections.sort(key=lambda section: section.owner_id != visitor.pk)
    return {
        "open_remarks": Remark.objects.filter(handled_at=None).count(),
        "overtaken_laws": [
            (entry.shown.number, entry.shown.in_language(ui_language()))
            for entry in law_entries()
            if entry.is_overtaken
        ],
        "unreadable": [{"unreadable": row, "sentence": SENTENCES[row.cause]} for row in unreadable()],
        "to_be_reviewed": [
            {
                "section": section,
                "title": titles.get(section.pk, section.slug),
                "is_mine": section.owner_id == visitor.pk,
                "is_late": section.review_on is not None and section.review_on < today,
            }
            for section in sections
        ],
        "ownerless": [{"section": section, "title": titles.get(section.pk, section.slug)} for section in ownerless],
    } | version_tasks(versions, visitor, titles)


def open_versions() -> list[Version]:
    """Every version that is not published, with its section, its authors and how it was sent back."""
    sent_back = Prefetch("sent_back", SentBack.objects.select_related("by").defer("texts"))
    versions = Version.objects.filter(published_at=None).select_related("section__handbook")
    return list(versions.prefetch_related("authors", sent_back).order_by("section__handbook", "section__position"))


def version_tasks(versions: list[Version], visitor: Visitor, titles: dict[int, Title]) -> dict[str, Any]:
    """What is to be approved, by those who did not write it; what was sent back, to those who did; what is scheduled."""
    asked = {
        event.subject_key: event
        for event in Event.objects.filter(
            what="review asked for",
            subject_kind=Version._meta.label,
            subject_key__in=[str(version.pk) for version in versions],
        ).select_related("by")
    }
    tasks: dict[str, Any] = {"to_be_approved": [], "sent_back": [], "scheduled": [], "held_back": []}
    for version in versions:
        authors, rejections = list(version.authors.all()), list(version.sent_back.all())
        row = {
            "version": version,
            "title": titles.get(version.section_id) or version.title or version.section.slug,
            "asked": asked.get(str(version.pk)),
            "sent_back": rejections[-1] if rejections else None,
        }
        if version.held_back:
            tasks["held_back"].append(row)
        elif version.is_scheduled:
            tasks["scheduled"].append(row)
        elif version.stage == Stage.IN_REVIEW and visitor not in authors:
            tasks["to_be_approved"].append(row)
        elif version.stage == Stage.DRAFT and rejections and (visitor in authors or not authors):
            tasks["sent_back"].append(row)
    return tasks


def own_events(visitor: Employee) -> list[dict[str, Any]]:
    """The latest actions of the visitor on texts, requirements and people, newest first, each with what it was about."""
    kinds = [model._meta.label for model in SUBJECTS]
    events = list(Event.objects.filter(by=visitor, subject_kind__in=kinds).order_by("-pk")[:MOST_EVENTS])
    return [
        {
            "at": event.at,
            "label": event_label(event.what),
            "subject": subject_name(event.subject_kind, event.subject_key),
        }
        for event in events
    ]
