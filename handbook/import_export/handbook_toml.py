"""handbook.toml: the title of a handbook, the order of its sections, its contacts and other metadata."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import tomli_w

from handbook.models import Handbook, LegalReview
from handbook.models.handbooks import CONTACT_PARTS, language_codes
from markup.errors import METADATA, Notes, Parsed
from markup.search.query import is_synonym_group
from markup.section.parser import LONGEST_TITLE
from markup.slugs import RESERVED, is_misconception_id, is_slug, nearest_slug
from markup.toml import TEXT_EXAMPLE, TomlFile, is_line, is_table, is_text, read_toml, shown_key
from people.language import LANGUAGES

_SIDES = ("careless", "cautious")
# An example of each key; other keys are ignored, with a warning.
_EXAMPLES = {
    "source_language": 'source_language = "nb"',
    "languages": 'languages = ["nb", "nn"]',
    "open_to_all": "open_to_all = true",
    "legal_review": 'legal_review = "pending" / "done"',
    "sections": 'sections = ["roles", "privacy"]',
    "title": 'title = { nb = "…", nn = "…", en = "…" }',
    "lead": 'lead = { nb = "…", nn = "…", en = "…" }',
    "in_short": 'in_short = { nb = ["…"], nn = ["…"], en = ["…"] }',
    "contacts": "[[contacts]]",
    "misconceptions": 'side = "careless", nb = "…", nn = "…", en = "…"',
    "synonyms": 'synonyms = { nb = ["leder, sjef"], nn = ["leiar, sjef"], en = ["manager, boss"] }',
}
_OPTIONAL = ("languages", "contacts", "misconceptions", "synonyms")


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
    languages: tuple[str, ...] = LANGUAGES
    """Those that the handbook is offered in, in the order of the site. Texts may be there in others too."""
    contacts: tuple[Mapping[str, Any], ...] = ()
    misconceptions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By language, lines of words that mean the same, with commas between them."""

    def columns(self) -> dict[str, Any]:
        """Return the columns of the handbook's row."""
        texts = {
            f"{field}_{language}": by_language.get(language, "")
            for field, by_language in (("title", self.title), ("lead", self.lead))
            for language in LANGUAGES
        }
        return {
            "source_language": self.source_language,
            "language_codes": language_codes(self.languages),
            "open_to_all": self.open_to_all,
            "legal_review": self.legal_review,
            "contacts": [dict(contact) for contact in self.contacts],
            "misconceptions": {id_: dict(texts) for id_, texts in self.misconceptions.items()},
            **texts,
            **{
                f"{field}_{language}": "\n".join(filter(str.strip, by_language.get(language, ())))
                for field, by_language in (("in_short", self.in_short), ("synonyms", self.synonyms))
                for language in LANGUAGES
            },
        }


def metadata_of(handbook: Handbook, sections: Iterable[str]) -> HandbookMetadata:
    """Return the metadata that is stored for a handbook, with these sections."""

    def texts(field: str) -> dict[str, str]:
        """The texts in the languages that the handbook is offered in, and those that are there in others."""
        by_language = {language: getattr(handbook, f"{field}_{language}") or "" for language in LANGUAGES}
        return {language: text for language, text in by_language.items() if text or language in handbook.languages}

    return HandbookMetadata(
        source_language=handbook.source_language,
        open_to_all=handbook.open_to_all,
        legal_review=handbook.legal_review,
        sections=tuple(sections),
        languages=handbook.languages,
        title=texts("title"),
        lead=texts("lead"),
        in_short={language: tuple(text.splitlines()) for language, text in texts("in_short").items()},
        synonyms={language: tuple(text.splitlines()) for language, text in texts("synonyms").items()},
        contacts=tuple(handbook.readable_contacts),
        misconceptions=handbook.readable_misconceptions,
    )


def read_metadata(data: bytes | str, *, stored_review: str = "") -> Parsed[HandbookMetadata | None]:
    """Parse handbook.toml: the metadata and every error. Unknown keys are warnings.

    The metadata is None if there is an error, except those about names that a handbook may use already.

    `stored_review` is the `legal_review` that the site already has; it may be any text there.
    """
    notes = Notes(METADATA)
    toml = read_toml(data, notes)
    if toml is None:
        return Parsed(None, notes.sorted())
    values = toml.values
    toml.check_keys((), values, (key for key in _EXAMPLES if key not in _OPTIONAL), _OPTIONAL)
    if "languages" in values:
        toml.check(("languages",), values["languages"], partial(_are_languages, values), _example_of_languages(values))
    for key, check in _CHECKS.items():
        if key in values:
            check(toml, values[key])
    if "legal_review" in values and values["legal_review"] not in (*LegalReview.values, stored_review):
        toml.wrong(("legal_review",), _EXAMPLES["legal_review"])
    if not any(error.is_error for error in notes.errors):
        _check_titles(toml, values["title"], values["source_language"])
    if any(error.is_error for error in notes.errors):
        return Parsed(None, notes.sorted())
    metadata = HandbookMetadata(
        source_language=values["source_language"],
        open_to_all=values["open_to_all"],
        legal_review=values["legal_review"],
        sections=tuple(values["sections"]),
        title=_by_language(values["title"]),
        lead=_by_language(values["lead"]),
        languages=tuple(code for code in LANGUAGES if code in values.get("languages", LANGUAGES)),
        in_short={language: tuple(lines) for language, lines in _by_language(values["in_short"]).items()},
        contacts=tuple(_contact(contact) for contact in values.get("contacts", ())),
        misconceptions={id_: _misconception(entry) for id_, entry in values.get("misconceptions", {}).items()},
        synonyms={language: tuple(lines) for language, lines in _by_language(values.get("synonyms", {})).items()},
    )
    _check_names(toml, metadata)
    return Parsed(metadata, notes.sorted())


def _check_names(toml: TomlFile, metadata: HandbookMetadata) -> None:
    """Check the names that can be read, but that no page, or no question, could use."""
    for slug in RESERVED.intersection(metadata.sections):
        refuse_reserved(slug, toml.line(("sections",)), toml.notes)
    for id_ in metadata.misconceptions:
        if not is_misconception_id(id_):
            toml.notes.error("misconception-name", toml.line(("misconceptions", id_)), shown_key((id_,)))


def refuse_reserved(name: str, line: int, notes: Notes) -> None:
    notes.error("name-reserved", line, name, nearest_slug(name), ", ".join(sorted(RESERVED)))


def _by_language(table: Mapping[str, Any]) -> dict[str, Any]:
    return {language: table[language] for language in LANGUAGES if language in table}


def _contact(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is read of a contact: other keys are left out."""
    contact: dict[str, Any] = {part: _by_language(table[part]) for part in CONTACT_PARTS}
    return contact | ({"sections": list(table["sections"])} if "sections" in table else {})


def _misconception(table: Mapping[str, str]) -> dict[str, str]:
    return {"side": table["side"], **_by_language(table)}


def _check_source_language(toml: TomlFile, value: object) -> None:
    toml.check(("source_language",), value, LANGUAGES.__contains__, _EXAMPLES["source_language"])


def _are_languages(values: Mapping[str, Any], languages: object) -> bool:
    """Whether it is a list of languages of the site, each once, with the source among them."""
    if not isinstance(languages, list) or not all(code in LANGUAGES for code in languages):
        return False
    return len(set(languages)) == len(languages) and values.get("source_language", "") in (*languages, "")


def _example_of_languages(values: Mapping[str, Any]) -> str:
    source_language = values.get("source_language")
    return f'languages = ["{source_language}"]' if source_language in LANGUAGES else _EXAMPLES["languages"]


def _needed_languages(toml: TomlFile) -> tuple[str, ...]:
    """The languages in which every text is needed: those that the handbook is offered in, or all while that is unclear."""
    offered = toml.values.get("languages", LANGUAGES)
    is_clear = isinstance(offered, list) and _are_languages(toml.values, offered)
    return tuple(code for code in LANGUAGES if code in offered) if is_clear else LANGUAGES


def _check_texts(
    toml: TomlFile, path: tuple[str, ...], value: object, has_form: Callable[[Any], bool], example: str = TEXT_EXAMPLE
) -> None:
    toml.check_each(path, value, _needed_languages(toml), has_form, example, optional=LANGUAGES)


def _check_open_to_all(toml: TomlFile, value: object) -> None:
    toml.check(("open_to_all",), value, lambda value: isinstance(value, bool), _EXAMPLES["open_to_all"])


def _check_sections(toml: TomlFile, value: Any) -> None:
    """Each is the name of a folder, and part of the addresses of the section's pages."""
    line = toml.line(("sections",))
    if not toml.check(("sections",), value, _are_lines, _EXAMPLES["sections"]):
        return
    for name, count in Counter(value).items():
        if count > 1:
            toml.notes.error("section-twice", line, name)
        if not is_slug(name):
            toml.notes.error("section-name", line, name, nearest_slug(name, "section"))


def _check_title(toml: TomlFile, value: object) -> None:
    _check_texts(toml, ("title",), value, is_text)


def _check_lead(toml: TomlFile, value: object) -> None:
    _check_texts(toml, ("lead",), value, is_text)


def _check_in_short(toml: TomlFile, value: object) -> None:
    _check_texts(toml, ("in_short",), value, _are_lines, f"[{TEXT_EXAMPLE}]")


def _check_synonyms(toml: TomlFile, value: object) -> None:
    _check_texts(toml, ("synonyms",), value, _are_synonyms, f"[{TEXT_EXAMPLE}]")


def _check_titles(toml: TomlFile, titles: Mapping[str, str], source_language: str) -> None:
    if not titles.get(source_language, "").strip():
        toml.wrong(("title", source_language), f"{source_language} = {TEXT_EXAMPLE}")
    for language, title in titles.items():
        if len(title) > LONGEST_TITLE:
            toml.notes.error("title-long", toml.line(("title", language)), len(title))


def _check_contacts(toml: TomlFile, value: Any) -> None:
    if not toml.check(("contacts",), value, _are_tables, _EXAMPLES["contacts"]):
        return
    for number, contact in enumerate(value, start=1):
        path = ("contacts", str(number))
        toml.check_keys(path, contact, CONTACT_PARTS, ("sections",))
        for part in CONTACT_PARTS:
            if part in contact:
                _check_texts(toml, (*path, part), contact[part], is_text)
        if "sections" in contact:
            toml.check((*path, "sections"), contact["sections"], _are_lines, _EXAMPLES["sections"])


def _check_misconceptions(toml: TomlFile, value: Any) -> None:
    if not toml.check(("misconceptions",), value, is_table, _EXAMPLES["misconceptions"]):
        return
    for id_, misconception in value.items():
        path = ("misconceptions", id_)
        if toml.check(path, misconception, is_table, _EXAMPLES["misconceptions"]):
            toml.check_keys(path, misconception, ("side", *_needed_languages(toml)), LANGUAGES)
            if "side" in misconception:
                toml.check(
                    (*path, "side"), misconception["side"], _SIDES.__contains__, 'side = "careless" / "cautious"'
                )
            for language in LANGUAGES:
                if language in misconception:
                    toml.check((*path, language), misconception[language], is_text, f"{language} = {TEXT_EXAMPLE}")


def _are_lines(value: object) -> bool:
    return isinstance(value, list) and all(map(is_line, value))


def _are_synonyms(value: object) -> bool:
    return isinstance(value, list) and all(is_line(line) and is_synonym_group(line) for line in value)


def _are_tables(value: object) -> bool:
    return isinstance(value, list) and all(map(is_table, value))


_CHECKS: dict[str, Callable[[TomlFile, Any], None]] = {
    "source_language": _check_source_language,
    "open_to_all": _check_open_to_all,
    "sections": _check_sections,
    "title": _check_title,
    "lead": _check_lead,
    "in_short": _check_in_short,
    "contacts": _check_contacts,
    "misconceptions": _check_misconceptions,
    "synonyms": _check_synonyms,
}


def write_metadata(metadata: HandbookMetadata) -> str:
    """Return the file. Reading it gives the same metadata."""
    offered = {} if metadata.languages == LANGUAGES else {"languages": metadata.languages}
    table: dict[str, Any] = {
        "source_language": metadata.source_language,
        **offered,
        "open_to_all": metadata.open_to_all,
        "legal_review": metadata.legal_review,
        "sections": metadata.sections,
        "title": metadata.title,
        "lead": metadata.lead,
        "in_short": metadata.in_short,
    }
    optional = {"contacts": metadata.contacts, "misconceptions": metadata.misconceptions}
    table |= {key: value for key, value in optional.items() if value}
    if any(metadata.synonyms.values()):
        table["synonyms"] = metadata.synonyms
    return tomli_w.dumps(table)
