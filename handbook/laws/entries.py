"""A law as the register has it, and as a reader is shown it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from handbook.models.choices import Certainty

LawWords = tuple[str, str, str]
"""The act, the section, and what it says."""


@dataclass(frozen=True, slots=True)
class Law:
    """A law reference in one language."""

    id: str
    act: str
    section: str
    says: str
    language: str
    """The language of the words, which differs from the reader's if the law has no words in that one."""

    @property
    def name(self) -> str:
        return f"{self.act} {self.section}"


@dataclass(frozen=True, slots=True)
class RegisteredLaw:
    """An entry of the register, with its words by language: in one language at least."""

    id: str
    texts: Mapping[str, LawWords]
    certainty: str
    from_day: date | None = None
    """The first day in force; None: it always was."""
    to_day: date | None = None
    """The last day in force; None: until further notice."""
    checked_on: date | None = None
    doubt: str = ""
    """A note for editors."""

    def in_language(self, language: str) -> Law:
        """Return it in a language, or in the next one that it has words in."""
        order = (language, *settings.MODELTRANSLATION_FALLBACK_LANGUAGES[language], *self.texts)
        shown = next(code for code in order if code in self.texts)
        return Law(self.id, *self.texts[shown], shown)

    def is_in_force(self, on: date) -> bool:
        return (self.from_day is None or self.from_day <= on) and (self.to_day is None or on <= self.to_day)

    @property
    def is_doubtful(self) -> bool:
        return self.certainty == Certainty.DOUBTFUL

    @property
    def number(self) -> int:
        return int(self.id[1:])

    def as_json(self) -> dict[str, Any]:
        """Return what a row stores of it: everything but the id, days as 2026-11-22."""
        days = {"from_day": self.from_day, "to_day": self.to_day, "checked_on": self.checked_on}
        return {
            "texts": {language: list(words) for language, words in self.texts.items()},
            "certainty": self.certainty,
            "doubt": self.doubt,
            **{name: day.isoformat() if day else None for name, day in days.items()},
        }


def stored_law(id_: str, entry: Mapping[str, Any]) -> RegisteredLaw:
    """Return the law that a row stores, see `as_json`."""
    days = {
        name: date.fromisoformat(entry[name]) if entry[name] else None for name in ("from_day", "to_day", "checked_on")
    }
    texts = {language: (words[0], words[1], words[2]) for language, words in entry["texts"].items()}
    return RegisteredLaw(id_, texts, entry["certainty"], doubt=entry["doubt"], **days)
