"""The law boxes: rendered beside the text from content/laws.toml, outside clauses and digests."""

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
    """A reference in one language."""

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
    """Every law that a clause can name, doubtful ones too: for editors alone."""
    return [
        Law(id_, entry["act"][language], entry["section"][language], entry["says"][language])
        for id_, entry in _register().items()
    ]


def laws_in_force(ids: Iterable[str], *, on: date, language: str | None = None) -> list[Law]:
    """The laws in force on that day, in the order of the register. A reference marked doubtful is never shown to readers."""
    wanted, tongue = set(ids), language or ui_language()
    return [
        Law(id_, entry["act"][tongue], entry["section"][tongue], entry["says"][tongue])
        for id_, entry in _register().items()
        if id_ in wanted and entry["certainty"] != "doubtful" and _in_force(entry, on)
    ]


def _in_force(entry: Mapping[str, Any], on: date) -> bool:
    first: date = entry.get("from_day", date.min)
    last: date = entry.get("to_day", date.max)
    return first <= on <= last
