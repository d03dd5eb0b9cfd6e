"""HR's work in one step, for tests that are about something else."""

from handbook.models import Version
from handbook.versions.decision import PublicationDecision
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publish import publish


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
