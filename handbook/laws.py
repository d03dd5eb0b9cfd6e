"""The laws of content/laws.toml, which are shown beside the text. They are in no clause and no digest."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
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


def _register() -> Mapping[str, Mapping[str, Any]]:
    """Return the register of laws; its file is read again when it has changed."""
    path = settings.CONTENT_DIR / "laws.toml"
    file = path.stat()
    return _read(path, file.st_mtime_ns, file.st_size)


@lru_cache(maxsize=2)
def _read(path: Path, changed: int, size: int) -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


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
