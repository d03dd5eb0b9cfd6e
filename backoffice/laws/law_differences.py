"""Two states of a law beside each other, part by part."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format

from backoffice.laws.law_form import LABELS, LANGUAGE_NAMES, LawForm
from handbook.laws.entries import RegisteredLaw
from handbook.laws.law_file import LAW_TEXTS
from handbook.laws.register import LawEntry
from handbook.models import Certainty
from markup.diff.paragraphs import MarkedText, marked_text
from people.language import LANGUAGES


@dataclass(frozen=True, slots=True)
class LawDifference:
    """A part of a law that differs. A dash stands for an empty one."""

    label: Any
    language: str
    """That of words; empty: it is a day or the like."""
    own: str
    """What HR has."""
    other: str
    marked: MarkedText
    """The other one, with what is new in it."""

    @property
    def language_name(self) -> str:
        return str(LANGUAGE_NAMES.get(self.language, ""))


def differences(own: RegisteredLaw, other: RegisteredLaw, before: RegisteredLaw | None = None) -> list[LawDifference]:
    """Return the parts of a law that differ from another state of it, `before` being what the other was earlier."""
    rows = zip(parts_of(own), parts_of(other), parts_of(before or other), strict=True)
    return [
        LawDifference(label, language, text, other_text, marked_text(earlier, other_text))
        for (label, language, text), (*_same, other_text), (*_alike, earlier) in rows
        if text != other_text
    ]


def changes_beside(entry: LawEntry) -> list[LawDifference]:
    """Return what differs between HR's law and the release's, with what the release made of its own since."""
    if not entry.is_changed or entry.released is None:
        return []
    return differences(entry.shown, entry.released, entry.released_then)


def parts_of(law: RegisteredLaw) -> list[tuple[Any, str, str]]:
    """Return each part of a law with its label and language."""
    words = [
        (LABELS[part], language, law.texts[language][index] if language in law.texts else "–")
        for language in LANGUAGES
        for index, part in enumerate(LAW_TEXTS)
    ]
    fields = LawForm.base_fields
    days = [
        (fields[name].label, "", date_format(day, "DATE_FORMAT") if day else "–")
        for name, day in (("from_day", law.from_day), ("to_day", law.to_day), ("checked_on", law.checked_on))
    ]
    return [
        *words,
        *days,
        (fields["certainty"].label, "", certainty_of(law)),
        (fields["doubt"].label, "", law.doubt or "–"),
    ]


def certainty_of(law: RegisteredLaw) -> str:
    return str(Certainty(law.certainty).label)
