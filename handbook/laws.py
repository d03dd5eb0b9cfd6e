"""The laws of content/laws.toml, which are shown beside the text. They are in no clause and no digest."""

import logging
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation

from markup.error_messages import message_with_location
from markup.errors import LAWS, Notes, TextError
from markup.slugs import is_law_id
from markup.toml import TEXT_EXAMPLE, TomlFile, is_day, is_table, is_text, read_toml, shown_key
from people.language import LANGUAGES, ui_language

logger = logging.getLogger(__name__)

_TEXTS = ("act", "section", "says")
_DOUBTFUL = "doubtful"
_FORMS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "certainty": (("checked", "known", _DOUBTFUL).__contains__, 'certainty = "checked" / "known" / "doubtful"'),
    "checked_on": (is_day, "checked_on = 2026-11-22"),
    "from_day": (is_day, "from_day = 2026-11-22"),
    "to_day": (is_day, "to_day = 2026-11-22"),
    "doubt": (is_text, 'doubt = "…"'),
}
"""The form of each key but the texts, with an example."""


@dataclass(frozen=True, slots=True)
class Law:
    """A law reference in one language."""

    id: str
    act: str
    section: str
    says: str


@dataclass(frozen=True, slots=True)
class RegisteredLaw:
    """An entry of the register. `texts` are its act, section and what it says, by language."""

    id: str
    texts: Mapping[str, tuple[str, str, str]]
    certainty: str
    from_day: date
    to_day: date

    def in_language(self, language: str) -> Law:
        return Law(self.id, *self.texts[language])

    def is_in_force(self, on: date) -> bool:
        return self.from_day <= on <= self.to_day


@dataclass(frozen=True, slots=True)
class LawRegister:
    """The laws that can be shown, the ids that clauses may name, and the errors of the file."""

    laws: tuple[RegisteredLaw, ...]
    ids: Container[str]
    """Those of entries with errors too: one error is enough. Every law id, if the file cannot be read at all."""
    errors: tuple[TextError, ...]


class _EveryLaw(Container[str]):
    def __contains__(self, id_: object) -> bool:
        return isinstance(id_, str) and is_law_id(id_)


def law_register(path: Path | None = None) -> LawRegister:
    """Return the register, by default that of the site; its file is read again when it has changed. Never raises."""
    state = _state(path or settings.CONTENT_DIR / "laws.toml")
    return _read(*state) if state else LawRegister((), frozenset(), ())


def _state(path: Path) -> tuple[Path, int, int] | None:
    """Return what differs once the file has changed; None if there is no file."""
    try:
        file = path.stat()
    except OSError:
        return None
    return path, file.st_mtime_ns, file.st_size


@lru_cache(maxsize=4)
def _read(path: Path, changed: int, size: int) -> LawRegister:
    notes = Notes(LAWS)
    try:
        toml = read_toml(path.read_bytes(), notes)
    except OSError:
        toml = None
        notes.error("file-unreadable", 1, path.name)
    if toml is None:
        register = LawRegister((), _EveryLaw(), notes.sorted())
    else:
        laws = (_law(toml, id_, entry) for id_, entry in toml.values.items())
        shown = tuple(law for law in laws if law)
        register = LawRegister(shown, frozenset(toml.values), notes.sorted())
    return register


def _law(toml: TomlFile, id_: str, entry: Any) -> RegisteredLaw | None:
    """Check one entry; None if it has an error."""
    if not is_law_id(id_):
        toml.notes.error("law-name", toml.line((id_,)), shown_key((id_,)))
        return None
    if not toml.check((id_,), entry, is_table, f"[{id_}]"):
        return None
    checks = [toml.check_keys((id_,), entry, (*_TEXTS, "certainty"), _FORMS)]
    checks += [
        toml.check_each((id_, key), entry[key], LANGUAGES, is_text, TEXT_EXAMPLE) for key in _TEXTS if key in entry
    ]
    checks += [
        toml.check((id_, key), entry[key], form, example) for key, (form, example) in _FORMS.items() if key in entry
    ]
    if not all(checks):
        return None
    law = RegisteredLaw(
        id_,
        {
            language: (entry["act"][language], entry["section"][language], entry["says"][language])
            for language in LANGUAGES
        },
        entry["certainty"],
        entry.get("from_day", date.min),
        entry.get("to_day", date.max),
    )
    if law.from_day > law.to_day:
        toml.notes.error("law-days", toml.line((id_, "to_day")), id_)
        return None
    return law


def all_laws(language: str) -> list[Law]:
    """Return every law that a clause can name, doubtful ones too: for editors only."""
    return [law.in_language(language) for law in _shown_laws()]


def laws_in_force(ids: Iterable[str], *, on: date, language: str | None = None) -> list[Law]:
    """Return the laws in force on that day, in the order of the file. Readers are never shown doubtful ones."""
    named_ids, shown_language = set(ids), language or ui_language()
    return [
        law.in_language(shown_language)
        for law in _shown_laws()
        if law.id in named_ids and law.certainty != _DOUBTFUL and law.is_in_force(on)
    ]


def _shown_laws() -> tuple[RegisteredLaw, ...]:
    """Return the laws that can be shown."""
    state = _state(settings.CONTENT_DIR / "laws.toml")
    return _read_and_logged(*state).laws if state else ()


@lru_cache(maxsize=2)
def _read_and_logged(path: Path, changed: int, size: int) -> LawRegister:
    """Return the register, after one line in the log for each reason why a law is left out."""
    register = _read(path, changed, size)
    with translation.override("en"):
        for error in register.errors:
            if error.is_error:
                logger.warning("A law is left out: %s", message_with_location(error, str(path.parent)))
    return register
