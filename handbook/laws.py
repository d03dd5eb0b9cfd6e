"""The laws of content/laws.toml, which are shown beside the text. They are in no clause and no digest."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings

from people.language import ui_language


@dataclass(frozen=True, slots=True)
class Law:
    """A law reference in one language."""

    id: str
    act: str
    section: str
    says: str


@cache
def _register() -> Mapping[str, Mapping[str, Any]]:
    with (settings.CONTENT_DIR / "laws.toml").open("rb") as file:
        return tomllib.load(file)


def registered_law_ids() -> frozenset[str]:
    return frozenset(_register())


def all_laws(language: str) -> list[Law]:
    """Return every law that a clause can name, doubtful ones too: for editors only."""
    return [
        Law(id_, entry["act"][language], entry["section"][language], entry["says"][language])
        for id_, entry in _register().items()
    ]


def laws_in_force(ids: Iterable[str], *, on: date, language: str | None = None) -> list[Law]:
    """Return the laws in force on that day, in the order of the file. Readers are never shown doubtful ones."""
    named_ids, shown_language = set(ids), language or ui_language()
    return [
        Law(id_, entry["act"][shown_language], entry["section"][shown_language], entry["says"][shown_language])
        for id_, entry in _register().items()
        if id_ in named_ids and entry["certainty"] != "doubtful" and _in_force(entry, on)
    ]


def _in_force(entry: Mapping[str, Any], on: date) -> bool:
    first: date = entry.get("from_day", date.min)
    last: date = entry.get("to_day", date.max)
    return first <= on <= last
