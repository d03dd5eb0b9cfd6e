"""handbook.toml: the title of a handbook, the order of its sections, its contacts and other metadata."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

import tomli_w

from handbook.models import Handbook
from markup.errors import METADATA, Notes, Parsed
from markup.section.parser import LONGEST_TITLE
from markup.slugs import is_slug, nearest_slug
from people.language import LANGUAGES

_LONGEST_REVIEW = 20
# An example of each key; other keys are ignored, with a warning.
_EXAMPLES = {
    "source_language": 'source_language = "nb"',
    "open_to_all": "open_to_all = true",
    "legal_review": 'legal_review = "pending"',
    "sections": 'sections = ["roles", "privacy"]',
    "title": 'title = { nb = "…", nn = "…", en = "…" }',
    "lead": 'lead = { nb = "…", nn = "…", en = "…" }',
    "in_short": 'in_short = { nb = ["…"], nn = ["…"], en = ["…"] }',
    "contacts": 'about, who and how = { nb = "…", nn = "…", en = "…" }, sections = ["roles"]',
    "misconceptions": 'side = "careless" or "cautious", nb = "…", nn = "…", en = "…"',
}
_OPTIONAL = ("contacts", "misconceptions")


@dataclass(frozen=True, slots=True)
class HandbookMetadata:
    """The metadata of a handbook: everything but its sections' texts."""

    source_language: str
    open_to_all: bool
    legal_review: str
    sections: tuple[str, ...]
    """The slugs, in reading order."""
    title: Mapping[str, str]
    lead: Mapping[str, str]
    in_short: Mapping[str, tuple[str, ...]]
    contacts: tuple[Mapping[str, Any], ...] = ()
    misconceptions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def columns(self) -> dict[str, Any]:
        """Return the columns of the handbook's row."""
        texts = {
            f"{field}_{language}": text
            for field, by_language in (("title", self.title), ("lead", self.lead))
            for language, text in by_language.items()
        }
        return {
            "source_language": self.source_language,
            "open_to_all": self.open_to_all,
            "legal_review": self.legal_review,
            "contacts": [dict(contact) for contact in self.contacts],
            "misconceptions": {id_: dict(texts) for id_, texts in self.misconceptions.items()},
            **texts,
            **{f"in_short_{language}": "\n".join(lines) for language, lines in self.in_short.items()},
        }


def metadata_of(handbook: Handbook, sections: Iterable[str]) -> HandbookMetadata:
    """Return the metadata that is stored for a handbook, with these sections."""

    def texts(field: str) -> dict[str, str]:
        return {language: getattr(handbook, f"{field}_{language}") or "" for language in LANGUAGES}

    return HandbookMetadata(
        source_language=handbook.source_language,
        open_to_all=handbook.open_to_all,
        legal_review=handbook.legal_review,
        sections=tuple(sections),
        title=texts("title"),
        lead=texts("lead"),
        in_short={language: tuple(text.splitlines()) for language, text in texts("in_short").items()},
        contacts=tuple(handbook.contacts),
        misconceptions=handbook.misconceptions,
    )


def read_metadata(text: str) -> Parsed[HandbookMetadata | None]:
    """Parse handbook.toml: the metadata (None if there is an error) and every error. Unknown keys are warnings."""
    notes = Notes(METADATA)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        notes.error("frame-unreadable", _line_of_message(str(error)), error)
        return Parsed(None, notes.sorted())
    for key in _EXAMPLES:
        if key not in values and key not in _OPTIONAL:
            notes.error("frame-missing", 1, key)
        elif key in values and not _FORMS[key](values[key]):
            notes.error("frame-form", line_of_key(text, key), key, _EXAMPLES[key])
    for key in values.keys() - _EXAMPLES.keys():
        notes.warning("frame-unknown", line_of_key(text, key), key)
    _check_section_names(values.get("sections"), text, notes)
    titles = values["title"] if _is_by_language(values.get("title")) else {}
    if titles.get(values.get("source_language"), "-") == "":
        notes.error("frame-form", line_of_key(text, "title"), "title", _EXAMPLES["title"])
    for title in titles.values():
        if len(title) > LONGEST_TITLE:
            notes.error("title-long", line_of_key(text, "title"), len(title))
    if any(error.is_error for error in notes.errors):
        return Parsed(None, notes.sorted())
    metadata = HandbookMetadata(
        source_language=values["source_language"],
        open_to_all=values["open_to_all"],
        legal_review=values["legal_review"],
        sections=tuple(values["sections"]),
        title=values["title"],
        lead=values["lead"],
        in_short={language: tuple(lines) for language, lines in values["in_short"].items()},
        contacts=tuple(values.get("contacts", ())),
        misconceptions=values.get("misconceptions", {}),
    )
    return Parsed(metadata, notes.sorted())


def _check_section_names(sections: object, text: str, notes: Notes) -> None:
    """Each is the name of a folder, and part of the addresses of the section's pages."""
    for name in sections if _are_sections(sections) else ():
        if not is_slug(name):
            notes.error("section-name", line_of_key(text, "sections"), name, nearest_slug(name, "section"))


def line_of_key(text: str, key: str) -> int:
    """Return the line where a key begins: alone, as a table, or as the first of its tables."""
    key_start = re.compile(rf"\s*(?:\[\[?\s*)?[\"']?{re.escape(key)}[\"']?\s*[\].=]")
    return next((number for number, line in enumerate(text.split("\n"), start=1) if key_start.match(line)), 1)


def _line_of_message(message: str) -> int:
    match = re.search(r"at line ([0-9]+)", message)
    return int(match[1]) if match else 1


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_by_language(value: object, is_part: Any = _is_text) -> bool:
    """Whether a table has a value of that form for each language, and no other key."""
    return isinstance(value, dict) and set(value) == set(LANGUAGES) and all(is_part(part) for part in value.values())


def _is_lines(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(line, str) and "\n" not in line for line in value)


def _are_sections(value: object) -> TypeGuard[list[str]]:
    return _is_lines(value) and len(set(value)) == len(value)


def _is_contact(value: object) -> bool:
    return (
        isinstance(value, dict)
        and all(_is_by_language(value.get(part)) for part in ("about", "who", "how"))
        and _is_lines(value.get("sections", []))
    )


def _is_misconception(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.get("side") in ("careless", "cautious")
        and _is_by_language({key: text for key, text in value.items() if key != "side"})
    )


_FORMS: dict[str, Any] = {
    "source_language": lambda value: value in LANGUAGES,
    "open_to_all": lambda value: isinstance(value, bool),
    "legal_review": lambda value: isinstance(value, str) and len(value) <= _LONGEST_REVIEW,
    "sections": _are_sections,
    "title": _is_by_language,
    "lead": _is_by_language,
    "in_short": lambda value: _is_by_language(value, _is_lines),
    "contacts": lambda value: isinstance(value, list) and all(map(_is_contact, value)),
    "misconceptions": lambda value: isinstance(value, dict) and all(map(_is_misconception, value.values())),
}


def write_metadata(metadata: HandbookMetadata) -> str:
    """Return the file. Reading it gives the same metadata."""
    table: dict[str, Any] = {
        "source_language": metadata.source_language,
        "open_to_all": metadata.open_to_all,
        "legal_review": metadata.legal_review,
        "sections": metadata.sections,
        "title": metadata.title,
        "lead": metadata.lead,
        "in_short": metadata.in_short,
    }
    optional = {"contacts": metadata.contacts, "misconceptions": metadata.misconceptions}
    return tomli_w.dumps(table | {key: value for key, value in optional.items() if value})
