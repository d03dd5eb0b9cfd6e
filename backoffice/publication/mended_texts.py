"""What the authors of a draft have changed since it was sent back to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language_info

from backoffice.texts.forms import FIELDS, DraftForm
from handbook.models import Version
from markup.diff.paragraphs import MarkedText, changed_paragraphs


@dataclass(frozen=True, slots=True)
class MendedText:
    """A text of a draft in one language that says something else since the draft was sent back."""

    label: Any
    language: str
    language_name: str
    changes: Sequence[MarkedText]


def mended_since_sent_back(draft: Version) -> list[MendedText]:
    """What has changed since the draft was last sent back; nothing if it never was."""
    sent_back = draft.sent_back.last()
    if sent_back is None:
        return []
    return [
        MendedText(
            DraftForm.base_fields[field].label,
            language,
            get_language_info(language)["name_local"],
            changed_paragraphs(before, now),
        )
        for language in draft.section.handbook.languages
        for field in FIELDS
        if (before := sent_back.texts.get(f"{field}_{language}", "")) != (now := draft.text(field, language))
    ]
