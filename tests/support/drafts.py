"""Drafts with other words than the published text, their approvals and their events."""

from handbook.models import Kind, Section, Version
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from people.models import Employee
from records.models import Event
from tests.cast import MONDAY

ROLES_1 = ("Et verv kan", "Et verv vil")
ROLES_3 = ("Det ledere sier", "Det en leder sier")
"""Old and new words of a clause, for `changed`."""


def changed(section: Section, replacements: dict[str, tuple[str, str]], by: Employee) -> Version:
    """The draft of a section with words of some columns replaced."""
    draft = open_draft(section=section, by=by, at=MONDAY)
    texts = {column: getattr(draft, column).replace(*words) for column, words in replacements.items()}
    return save_draft(draft=draft, texts=texts, revision=draft.revision, by=by, at=MONDAY)


def drafted(section: Section, by, word: str = "vil") -> Version:
    """A draft of the section that says something else."""
    draft = open_draft(section=section, by=by, at=MONDAY)
    source = draft.source_nb.replace("Et verv kan", f"Et verv {word}")
    return save_draft(draft=draft, texts={"source_nb": source}, revision=draft.revision, by=by, at=MONDAY)


def ask_for(handbook, **needed: bool) -> None:
    for name, is_needed in needed.items():
        setattr(handbook, name, is_needed)
    handbook.save()


def published(draft: Version, by) -> Version:
    return publish(
        draft=draft, decision=PublicationDecision(Kind.CLARIFICATION, although_not_ready=True), by=by, at=MONDAY
    )


def events(version: Version) -> list[tuple[object, ...]]:
    rows = Event.objects.filter(subject_kind="handbook.Version", subject_key=str(version.pk)).order_by("pk")
    return list(rows.values_list("what", "by__number"))
