"""The law boxes: rendered beside the text from content/laws.toml, outside clauses and digests."""

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
    """A reference in one language."""

    id: str
    act: str
    section: str
    says: str


def _register() -> Mapping[str, Mapping[str, Any]]:
    """The register as it stands in the file, which is read again when it has been changed."""
    path = settings.CONTENT_DIR / "laws.toml"
    file = path.stat()
    return _read(path, file.st_mtime_ns, file.st_size)


@lru_cache(maxsize=2)
def _read(path: Path, changed: int, size: int) -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def law_ids() -> frozenset[str]:
    return frozenset(_register())


def register(language: str) -> list[Law]:
    """Every law that a clause can name, doubtful ones too: for editors alone."""
    return [
        Law(id_, entry["act"][language], entry["section"][language], entry["says"][language])
        for id_, entry in _register().items()
    ]


def laws(ids: Iterable[str], *, on: date, language: str | None = None) -> list[Law]:
    """The laws in force on that day, in the order of the register. A reference marked doubtful is never shown to readers."""
    requested, tongue = set(ids), language or ui_language()
    return [
        Law(id_, entry["act"][tongue], entry["section"][tongue], entry["says"][tongue])
        for id_, entry in _register().items()
        if id_ in requested and entry["certainty"] != "doubtful" and _in_force(entry, on)
    ]


def _in_force(entry: Mapping[str, Any], on: date) -> bool:
    first: date = entry.get("from_day", date.min)
    last: date = entry.get("to_day", date.max)
    return first <= on <= last
