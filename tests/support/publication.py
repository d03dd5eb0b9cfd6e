"""Publish a changed section, and classify its changes again, in one step."""

from uuid import uuid4

from handbook.models import Change, Kind, Section, Version
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from people.models import Employee
from tests.cast import MONDAY
from tests.support.sections import again


def edit_and_publish(section, replacements, *, kinds, by, at) -> Version:
    """Open the draft, replace words in some columns, publish."""
    draft = open_draft(section=section, by=by, at=at)
    texts = {}
    for column, (old, new) in replacements.items():
        text = getattr(draft, column)
        assert old in text
        texts[column] = text.replace(old, new)
    draft = save_draft(draft=draft, texts=texts, revision=draft.revision, by=by, at=at)
    return publish(draft=draft, decision=PublicationDecision(kinds, although_not_ready=True), by=by, at=at)


def new_rule(section: Section, by: Employee, old: str = "Et verv kan", new: str = "Et verv vil") -> None:
    edit_and_publish(again(section), {"source_nb": (old, new)}, kinds=Kind.NEW_RULE, by=by, at=MONDAY)


def reclassify_newest(section: Section, clause: str, kind: str, language: str = "") -> None:
    """HR classifies the change of a clause at the newest version once more."""
    version = section.versions.published().order_by("-number").first()
    what = Change.objects.filter(version=version, clause=clause).last().what
    Change.objects.create(
        version=version, clause=clause, what=what, kind=kind, language=language, reason="Prøvd på nytt.", at=MONDAY
    )
    Section.objects.filter(pk=section.pk).update(change_stamp=uuid4())
