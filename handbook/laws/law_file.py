"""Reads laws.toml: that of the release, and those beside handbooks that are imported."""

import json
import logging
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation

from handbook.laws.entries import LawWords, RegisteredLaw
from handbook.models.choices import Certainty
from markup.error_messages import message_with_location
from markup.errors import LAWS, Notes, TextError
from markup.slugs import is_law_id
from markup.toml import TEXT_EXAMPLE, TomlFile, is_day, is_table, is_text, read_toml, shown_key
from people.language import LANGUAGES

logger = logging.getLogger(__name__)

LAW_FILE = "laws.toml"
LAW_TEXTS = ("act", "section", "says")
_FORMS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "certainty": (Certainty.values.__contains__, 'certainty = "checked" / "known" / "doubtful"'),
    "checked_on": (is_day, "checked_on = 2026-11-22"),
    "from_day": (is_day, "from_day = 2026-11-22"),
    "to_day": (is_day, "to_day = 2026-11-22"),
    "doubt": (is_text, 'doubt = "…"'),
}
"""The form of each key but the texts, with an example."""


@dataclass(frozen=True, slots=True)
class LawRegister:
    """The laws of a file that can be shown, the ids that clauses may name, and the errors of the file."""

    laws: tuple[RegisteredLaw, ...]
    ids: Container[str]
    """Those of entries with errors too: one error is enough. Every law id, if the file cannot be read at all."""
    errors: tuple[TextError, ...]

    def law(self, id_: str) -> RegisteredLaw | None:
        return next((law for law in self.laws if law.id == id_), None)


class _EveryLaw(Container[str]):
    def __contains__(self, id_: object) -> bool:
        return isinstance(id_, str) and is_law_id(id_)


FileState = tuple[Path, int, int]
"""The path of a file and what differs once it has changed."""


def law_register(path: Path | None = None, languages: Iterable[str] = LANGUAGES) -> LawRegister:
    """Return what a file says, by default that of the release; it is read again when it has changed. Never raises.

    The texts of a law are needed in `languages`, and may be there in others; without `languages` all of them are in those
    that any of them is in.
    """
    state = file_state(path)
    return _read(*state, tuple(languages)) if state else LawRegister((), frozenset(), ())


def file_state(path: Path | None = None) -> FileState | None:
    """Return the state of a file, by default of the release's; None if there is no file."""
    path = path or settings.CONTENT_DIR / LAW_FILE
    try:
        file = path.stat()
    except OSError:
        return None
    return path, file.st_mtime_ns, file.st_size


@lru_cache(maxsize=4)
def _read(path: Path, changed: int, size: int, languages: tuple[str, ...]) -> LawRegister:
    notes = Notes(LAWS)
    try:
        toml = read_toml(path.read_bytes(), notes)
    except OSError:
        toml = None
        notes.error("file-unreadable", 1, path.name)
    if toml is None:
        register = LawRegister((), _EveryLaw(), notes.sorted())
    else:
        laws = (_law(toml, id_, entry, languages) for id_, entry in toml.values.items())
        shown = tuple(law for law in laws if law)
        register = LawRegister(shown, frozenset(toml.values), notes.sorted())
    return register


def _law(toml: TomlFile, id_: str, entry: Any, languages: tuple[str, ...]) -> RegisteredLaw | None:
    """Check one entry; None if it has an error."""
    if not is_law_id(id_):
        toml.notes.error("law-name", toml.line((id_,)), shown_key((id_,)))
        return None
    if not toml.check((id_,), entry, is_table, f"[{id_}]"):
        return None
    needed = languages or _languages_of(entry)
    checks = [toml.check_keys((id_,), entry, (*LAW_TEXTS, "certainty"), _FORMS)]
    checks += [
        toml.check_each((id_, key), entry[key], needed, is_text, TEXT_EXAMPLE, optional=LANGUAGES)
        for key in LAW_TEXTS
        if key in entry
    ]
    checks += [
        toml.check((id_, key), entry[key], form, example) for key, (form, example) in _FORMS.items() if key in entry
    ]
    if not all(checks):
        return None
    days = {key: entry.get(key) for key in ("from_day", "to_day", "checked_on")}
    law = RegisteredLaw(id_, _texts(entry), entry["certainty"], doubt=entry.get("doubt", ""), **days)
    if law.from_day and law.to_day and law.from_day > law.to_day:
        toml.notes.error("law-days", toml.line((id_, "to_day")), id_)
        return None
    return law


def _languages_of(entry: Any) -> tuple[str, ...]:
    """The languages that any text of the law is in; without one, that of the site."""
    texts = [entry[key] for key in LAW_TEXTS if is_table(entry.get(key))]
    return tuple(code for code in LANGUAGES if any(code in text for text in texts)) or (settings.LANGUAGE_CODE,)


def _texts(entry: Any) -> dict[str, LawWords]:
    """The words in each language that all of them are in."""
    return {
        language: (entry["act"][language], entry["section"][language], entry["says"][language])
        for language in LANGUAGES
        if all(language in entry[key] for key in LAW_TEXTS)
    }


def law_files(folder: Path) -> list[Path]:
    """Return the files with laws that hold for a handbook's folder: the release's, and another one beside the folder."""
    return list(dict.fromkeys((settings.CONTENT_DIR / LAW_FILE, folder.parent / LAW_FILE)))


def laws_beside(folder: Path) -> LawRegister:
    """Return the laws beside a handbook's folder; nothing if the release's own file is beside it."""
    beside = law_files(folder)[1:]
    return law_register(beside[0], ()) if beside else LawRegister((), frozenset(), ())


class NamedInFiles(Container[str]):
    """The ids that the release's file knows, or the one beside a handbook's folder."""

    def __init__(self, folder: Path) -> None:
        self._registers = (law_register(), laws_beside(folder))

    def __contains__(self, id_: object) -> bool:
        return any(id_ in register.ids for register in self._registers)


def write_laws(laws: Iterable[RegisteredLaw]) -> str:
    """Return laws as a file has them. Importing it gives the same laws."""
    return "\n".join(map(_table, laws))


def law_table(law: RegisteredLaw) -> dict[str, Any]:
    """Return the keys of a law as a file has them, without those that are not given."""
    texts = {
        key: {language: words[index] for language, words in law.texts.items()} for index, key in enumerate(LAW_TEXTS)
    }
    others = {"checked_on": law.checked_on, "from_day": law.from_day, "to_day": law.to_day, "doubt": law.doubt}
    return {**texts, "certainty": law.certainty, **{key: value for key, value in others.items() if value}}


def _table(law: RegisteredLaw) -> str:
    lines = [f"[{law.id}]", *(f"{key} = {_value(value)}" for key, value in law_table(law).items())]
    return "".join(f"{line}\n" for line in lines)


def _value(value: Any) -> str:
    """A value as TOML has it: what JSON escapes in a text, TOML escapes alike."""
    match value:
        case dict():
            return f"{{ {', '.join(f'{key} = {_value(text)}' for key, text in value.items())} }}"
        case date():
            return value.isoformat()
        case _:
            return json.dumps(value, ensure_ascii=False)


def released_laws() -> tuple[RegisteredLaw, ...]:
    """Return the laws of the release that can be shown, after one line in the log for each that cannot, once for each state
    of the file."""
    state = file_state()
    return _read_and_logged(*state).laws if state else ()


@lru_cache(maxsize=2)
def _read_and_logged(path: Path, changed: int, size: int) -> LawRegister:
    register = _read(path, changed, size, LANGUAGES)
    with translation.override("en"):
        for error in register.errors:
            if error.is_error:
                logger.warning("A law is left out: %s", message_with_location(error, str(path.parent)))
    return register
