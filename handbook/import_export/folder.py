"""Read and check the folder of a handbook's text files as a whole."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from handbook.import_export.handbook_toml import HandbookMetadata, read_metadata, refuse_reserved
from handbook.laws.law_file import NamedInFiles, law_register, laws_beside
from handbook.quizzes import QuizEdition, QuizSource, read_quizzes
from handbook.versions.publish import HasErrors
from markup.consequences import without_consequences
from markup.errors import METADATA, Notes, Parsed, Part, Place, TextError, in_order
from markup.section.parser import parse_section
from markup.section.types import SourceText
from markup.section.validation import check_handbook, clause_owners
from markup.slugs import RESERVED, is_slug, nearest_slug
from people.language import LANGUAGES
from records.refusal import Refusal


class FilesHaveErrors(HasErrors):
    """The files have errors, which are listed with their places. Carries them, and warnings."""

    @property
    def message(self) -> str:
        return count_errors(sum(error.is_error for error in self.errors))


class InvalidHandbookToml(FilesHaveErrors):
    """handbook.toml cannot be parsed, or is incomplete. Carries its errors."""


class NoHandbookFolder(Refusal):
    """Neither the folder nor a folder in it has a handbook.toml. Carries the folder."""

    sentence = _("There is no handbook.toml in %(folder)s or in a folder of it.")

    def values(self) -> Mapping[str, object]:
        return {"folder": self.args[0]}


def count_errors(count: int) -> str:
    return ngettext("%(count)s error.", "%(count)s errors.", count) % {"count": count}


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
    slug: str
    """The handbook's slug, which the folder has as its name or had once."""
    metadata: HandbookMetadata
    sections: tuple[SectionFiles, ...]
    errors: tuple[TextError, ...]
    """Every error and warning of every file, by file and line."""

    @property
    def blocking(self) -> tuple[TextError, ...]:
        """The errors that are not just warnings."""
        return tuple(error for error in self.errors if error.is_error)

    @property
    def about_name(self) -> tuple[TextError, ...]:
        """The warning that the handbook is not called as its folder any more, or nothing."""
        return tuple(error for error in self.errors if error.code == "folder-renamed")

    @property
    def source_language(self) -> str:
        return self.metadata.source_language


def read_folder(
    folder: Path, *, slug: str = "", stored_review: str = "", laws: Container[str] | None = None
) -> HandbookFiles:
    """Read handbook.toml and every section it names. `slug` and `stored_review` are the slug and the `legal_review` that the
    site has for the handbook; without the slug it is the folder's name. `laws` are the ids that clauses may name, by default
    those of the files.

    Errors are collected, not raised, except that an invalid handbook.toml raises InvalidHandbookToml.
    """
    handbook = slug or folder.name
    metadata, errors = _read_metadata(folder / "handbook.toml", handbook, stored_review)
    source_language = metadata.source_language
    errors += _unexpected_files(folder, metadata)
    texts: dict[str, dict[str, SourceText]] = {}
    for section in metadata.sections:
        texts[section] = {}
        for language in metadata.languages:
            data = _read_part(Place(section, language), folder, errors)
            if data is None:
                continue
            parsed = parse_section(data, language=language, source_language=source_language, section=section)
            texts[section][language] = parsed.value
            errors += parsed.errors
    missing = [section for section in metadata.sections if source_language not in texts[section]]
    unreadable = {error.place for error in errors if error.code == "file-unreadable"}
    errors += [
        TextError("file-source-missing", "error", place, 1, (source_language,))
        for section in missing
        if (place := Place(section, source_language)) not in unreadable
    ]
    complete = {section: by_language for section, by_language in texts.items() if section not in missing}
    errors += check_handbook(
        complete, source_language=source_language, laws=NamedInFiles(folder) if laws is None else laws
    )
    owners = clause_owners(complete, source_language)
    sections = []
    for section, by_language in complete.items():
        reading = read_quizzes(
            quizzes=_quiz_sources(folder, section, metadata.languages, by_language, errors),
            texts=by_language,
            source_language=source_language,
            misconceptions=frozenset(metadata.misconceptions),
            section=section,
            owners=owners,
        )
        errors += reading.errors
        sections.append(SectionFiles(section, by_language, reading.editions))
    return HandbookFiles(folder, handbook, metadata, tuple(sections), in_order(without_consequences(errors)))


def sections_by_handbook(folders: Iterable[Path]) -> dict[str, tuple[str, ...]]:
    """Return the sections that each handbook.toml names, by the handbook's slug; invalid ones are left out."""
    sections = {}
    for folder in folders:
        try:
            metadata, _warnings = _read_metadata(folder / "handbook.toml", folder.name)
        except InvalidHandbookToml:
            continue
        sections[folder.name] = metadata.sections
    return sections


def law_errors(handbooks: Iterable[Path]) -> dict[Path, tuple[TextError, ...]]:
    """Return the errors of laws.toml by its folder: the release's, and others beside the handbooks."""
    beside = {folder.parent: laws_beside(folder).errors for folder in handbooks}
    return {settings.CONTENT_DIR: law_register().errors} | {
        folder: errors for folder, errors in beside.items() if folder != settings.CONTENT_DIR
    }


def _read_metadata(path: Path, slug: str, stored_review: str = "") -> tuple[HandbookMetadata, list[TextError]]:
    """The metadata, with its warnings and the errors of the names in it and of the folder. Raises InvalidHandbookToml."""
    notes = Notes(METADATA)
    _check_folder_name(path.parent.name, slug, notes)
    data = read_file(path, notes)
    parsed = read_metadata(data, stored_review=stored_review) if data is not None else Parsed(None, ())
    if parsed.value is None:
        raise InvalidHandbookToml([*notes.errors, *parsed.errors])
    return parsed.value, [*notes.errors, *parsed.errors]


def _check_folder_name(name: str, slug: str, notes: Notes) -> None:
    """The folder's name is the handbook's slug, which is part of the addresses of its pages, or a former one."""
    if name != slug:
        notes.warning("folder-renamed", 1, name, slug)
    elif not is_slug(name):
        notes.error("folder-name", 1, name, nearest_slug(name))
    elif name in RESERVED:
        refuse_reserved(name, 1, notes)


def display_folder(folder: Path) -> str:
    """Return the folder as messages show it: from the content folder on."""
    parts = folder.parts
    return "/".join(parts[parts.index("content") :]) if "content" in parts else folder.name


def other_file(path: Path, folder: Path) -> Place:
    """Return the place of a file that does not belong in the folder."""
    return Place(part=Part.OTHER, name=path.relative_to(folder).as_posix())


def read_file(path: Path, notes: Notes) -> bytes | None:
    """Return the bytes of a file; None, with an error, if it cannot be read, such as a folder with its name."""
    try:
        return path.read_bytes()
    except OSError:
        notes.error("file-unreadable", 1, path.name)
        return None


def _read_part(place: Place, folder: Path, errors: list[TextError]) -> bytes | None:
    """Return the bytes of a part of the handbook; None if it is not there or, with an error, cannot be read."""
    path, notes = folder / place.path, Notes(place)
    data = read_file(path, notes) if path.exists() else None
    errors += notes.errors
    return data


def _quiz_sources(
    folder: Path, section: str, offered: Iterable[str], with_text: Container[str], errors: list[TextError]
) -> dict[str, QuizSource]:
    """Return the quizzes in the languages that the handbook is offered in; a missing file is a quiz without questions."""
    files = {language: _read_part(Place(section, language, Part.QUIZ), folder, errors) for language in offered}
    return {
        language: QuizSource(text=data or "", is_file=True)
        for language, data in files.items()
        if data is not None or language in with_text
    }


def _unexpected_files(folder: Path, metadata: HandbookMetadata) -> list[TextError]:
    """Return an error for each file that does not belong in the folder of a handbook, and a warning for each that is in a
    language that it is not offered in."""
    languages = {
        f"{slug}/{language}{ending}": language
        for slug in metadata.sections
        for language in LANGUAGES
        for ending in (".md", ".quiz.md")
    }
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    errors = []
    for path in paths:
        name, place = path.relative_to(folder).as_posix(), other_file(path, folder)
        if name != "handbook.toml" and name not in languages:
            errors.append(TextError("file-unexpected", "error", place, 1, (path.name,)))
        elif name in languages and languages[name] not in metadata.languages:
            errors.append(TextError("file-not-offered", "warning", place, 1, (path.name,)))
    return errors
