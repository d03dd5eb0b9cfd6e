"""Read and check the folder of a handbook's text files as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.import_export.handbook_toml import HandbookMetadata, line_of_key, read_metadata
from handbook.laws import registered_law_ids
from handbook.quizzes import QuizEdition, QuizSource, read_quizzes
from markup.errors import METADATA, Notes, Part, Place, TextError, in_order
from markup.normalize import decode
from markup.section.parser import parse_section
from markup.section.types import SourceText
from markup.section.validation import check_handbook
from markup.slugs import RESERVED, is_misconception_id, is_slug, nearest_slug
from people.language import LANGUAGES


class InvalidHandbookToml(Exception):
    """handbook.toml cannot be parsed, or is incomplete. Carries its errors."""

    def __init__(self, errors: Iterable[TextError]) -> None:
        self.errors = tuple(errors)
        super().__init__(self.errors)


class NoHandbookFolder(Exception):
    """Neither the folder nor a folder in it has a handbook.toml. Carries the folder."""


def handbook_folders(folder: Path) -> list[Path]:
    """Return the folder itself if it has a handbook, else every folder in it that has one. Raises NoHandbookFolder."""
    folder = folder.absolute()
    if (folder / "handbook.toml").exists():
        return [folder]
    folders = sorted(path.parent for path in folder.glob("*/handbook.toml"))
    if not folders:
        raise NoHandbookFolder(folder)
    return folders


@dataclass(frozen=True, slots=True)
class SectionFiles:
    """The files of one section, by language."""

    slug: str
    texts: Mapping[str, SourceText]
    quizzes: Mapping[str, QuizEdition]


@dataclass(frozen=True, slots=True)
class HandbookFiles:
    """The parsed files of a handbook's folder."""

    folder: Path
    metadata: HandbookMetadata
    sections: tuple[SectionFiles, ...]
    errors: tuple[TextError, ...]
    """Every error and warning of every file, by file and line."""

    @property
    def slug(self) -> str:
        return self.folder.name

    @property
    def blocking(self) -> tuple[TextError, ...]:
        """The errors that are not just warnings."""
        return tuple(error for error in self.errors if error.is_error)

    @property
    def source_language(self) -> str:
        return self.metadata.source_language


def read_folder(folder: Path) -> HandbookFiles:
    """Read handbook.toml and every section it names.

    Errors are collected, not raised, except that an invalid handbook.toml raises InvalidHandbookToml.
    """
    metadata, errors = _read_metadata(folder / "handbook.toml")
    source_language = metadata.source_language
    errors += _unexpected_files(folder, metadata)
    texts: dict[str, dict[str, SourceText]] = {}
    for slug in metadata.sections:
        texts[slug] = {}
        for language in LANGUAGES:
            path = folder / slug / f"{language}.md"
            if not path.exists():
                continue
            parsed = parse_section(path.read_bytes(), language=language, source_language=source_language, section=slug)
            texts[slug][language] = parsed.value
            errors += parsed.errors
    missing = [slug for slug in metadata.sections if source_language not in texts[slug]]
    errors += [
        TextError("file-source-missing", "error", Place(slug, source_language), 1, (source_language,))
        for slug in missing
    ]
    complete = {slug: by_language for slug, by_language in texts.items() if slug not in missing}
    errors += check_handbook(complete, source_language=source_language, laws=registered_law_ids())
    sections = []
    for slug, by_language in complete.items():
        reading = read_quizzes(
            quizzes=_quiz_sources(folder / slug, by_language),
            texts=by_language,
            source_language=source_language,
            misconceptions=frozenset(metadata.misconceptions),
            section=slug,
        )
        errors += reading.errors
        sections.append(SectionFiles(slug, by_language, reading.editions))
    return HandbookFiles(folder, metadata, tuple(sections), in_order(errors))


def sections_by_handbook(folders: Iterable[Path]) -> dict[str, tuple[str, ...]]:
    """Return the sections that each handbook.toml names, by the handbook's slug; invalid ones are left out."""
    sections = {}
    for folder in folders:
        try:
            metadata, _warnings = _read_metadata(folder / "handbook.toml")
        except InvalidHandbookToml:
            continue
        sections[folder.name] = metadata.sections
    return sections


def _read_metadata(path: Path) -> tuple[HandbookMetadata, list[TextError]]:
    """The metadata, with its warnings and the errors of the names in it and of the folder. Raises InvalidHandbookToml."""
    notes = Notes(METADATA)
    _check_folder_name(path.parent.name, notes)
    text, is_utf8 = decode(path.read_bytes())
    if not is_utf8:
        notes.error("not-utf8", 1)
        raise InvalidHandbookToml(notes.errors)
    parsed = read_metadata(text)
    if parsed.value is None or any(error.is_error for error in parsed.errors):
        raise InvalidHandbookToml([*notes.errors, *parsed.errors])
    _check_names(parsed.value, text, notes)
    return parsed.value, [*notes.errors, *parsed.errors]


def _check_folder_name(name: str, notes: Notes) -> None:
    """The folder's name is the handbook's slug, which is part of the addresses of its pages."""
    if not is_slug(name):
        notes.error("folder-name", 1, name, nearest_slug(name))
    elif name in RESERVED:
        _refuse_reserved(name, 1, notes)


def _check_names(metadata: HandbookMetadata, text: str, notes: Notes) -> None:
    """Check the names that can be read, but that no page, or no question, could use."""
    for slug in RESERVED.intersection(metadata.sections):
        _refuse_reserved(slug, line_of_key(text, "sections"), notes)
    for id_ in metadata.misconceptions:
        if not is_misconception_id(id_):
            notes.error("misconception-name", line_of_key(text, f"misconceptions.{id_}"), id_)


def _refuse_reserved(name: str, line: int, notes: Notes) -> None:
    notes.error("name-reserved", line, name, nearest_slug(name), ", ".join(sorted(RESERVED)))


def display_folder(folder: Path) -> str:
    """Return the folder as messages show it: from the content folder on."""
    parts = folder.parts
    return "/".join(parts[parts.index("content") :]) if "content" in parts else folder.name


def other_file(path: Path, folder: Path) -> Place:
    """Return the place of a file that does not belong in the folder."""
    return Place(part=Part.OTHER, name=path.relative_to(folder).as_posix())


def _quiz_sources(folder: Path, languages: Iterable[str]) -> dict[str, QuizSource]:
    """Return the quizzes by language; a missing file is a quiz without questions, which cannot be published either."""
    paths = {language: folder / f"{language}.quiz.md" for language in LANGUAGES}
    return {
        language: QuizSource(text=path.read_bytes() if path.exists() else "", is_file=True)
        for language, path in paths.items()
        if path.exists() or language in languages
    }


def _unexpected_files(folder: Path, metadata: HandbookMetadata) -> list[TextError]:
    """Return an error for each file that does not belong in the folder of a handbook."""
    expected = {"handbook.toml"} | {
        f"{slug}/{language}{ending}"
        for slug in metadata.sections
        for language in LANGUAGES
        for ending in (".md", ".quiz.md")
    }
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return [
        TextError("file-unexpected", "error", other_file(path, folder), 1, (path.name,))
        for path in paths
        if path.relative_to(folder).as_posix() not in expected
    ]
