"""A handbook's folder of text files, read and checked as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.import_export.handbook_toml import HandbookMetadata, read_metadata
from handbook.laws import law_ids
from handbook.quizzes import QuizEdition, QuizSource, read_quizzes
from markup.errors import TextError
from markup.normalize import decode
from markup.section.parser import parse_section
from markup.section.types import SourceText
from markup.section.validation import check_handbook
from markup.slugs import is_slug, nearest_slug
from people.language import LANGUAGES


class InvalidHandbookToml(Exception):
    """handbook.toml cannot be read, or says too little. Carries its errors."""

    def __init__(self, errors: Iterable[TextError]) -> None:
        self.errors = tuple(errors)
        super().__init__(self.errors)


class NoHandbookFolder(Exception):
    """There is no handbook in the folder, nor in a folder of it. Carries the folder."""


def handbook_folders(folder: Path) -> list[Path]:
    """The folder itself if it holds a handbook, else every folder in it that does. Raises NoHandbookFolder."""
    folder = folder.absolute()
    if (folder / "handbook.toml").exists():
        return [folder]
    found = sorted(path.parent for path in folder.glob("*/handbook.toml"))
    if not found:
        raise NoHandbookFolder(folder)
    return found


@dataclass(frozen=True, slots=True)
class SectionFiles:
    """One section as its files say it, by language."""

    slug: str
    texts: Mapping[str, SourceText]
    quizzes: Mapping[str, QuizEdition]


@dataclass(frozen=True, slots=True)
class HandbookFiles:
    """A handbook as its folder says it."""

    slug: str
    metadata: HandbookMetadata
    sections: tuple[SectionFiles, ...]
    errors: tuple[TextError, ...]
    """Every error of every file, by file and line; warnings too."""

    @property
    def stopping(self) -> tuple[TextError, ...]:
        return tuple(error for error in self.errors if error.level == "error")

    @property
    def source_language(self) -> str:
        return self.metadata.source_language


def read_folder(folder: Path) -> HandbookFiles:
    """Read handbook.toml and every section it names. Errors are collected, never raised; a handbook.toml that nothing can
    be read from raises InvalidHandbookToml."""
    metadata, errors = _read_metadata(folder / "handbook.toml")
    source_language = metadata.source_language
    errors += _unexpected(folder, metadata)
    texts: dict[str, dict[str, SourceText]] = {}
    for slug in metadata.sections:
        texts[slug] = {}
        for language in LANGUAGES:
            path = folder / slug / f"{language}.md"
            if not path.exists():
                continue
            parsed = parse_section(
                path.read_bytes(), file=name_of(path), language=language, source_language=source_language
            )
            texts[slug][language] = parsed.value
            errors += parsed.errors
    missing = [slug for slug in metadata.sections if source_language not in texts[slug]]
    errors += [
        TextError(
            "file-source-missing", "error", name_of(folder / slug / f"{source_language}.md"), 1, (source_language,)
        )
        for slug in missing
    ]
    whole = {slug: by_language for slug, by_language in texts.items() if slug not in missing}
    errors += check_handbook(whole, source_language=source_language, laws=law_ids())
    sections = []
    for slug, by_language in whole.items():
        reading = read_quizzes(
            quizzes=_quizzes(folder / slug, by_language),
            texts=by_language,
            source_language=source_language,
            misconceptions=frozenset(metadata.misconceptions),
        )
        errors += reading.errors
        sections.append(SectionFiles(slug, by_language, reading.editions))
    return HandbookFiles(folder.name, metadata, tuple(sections), tuple(sorted(set(errors), key=_place)))


def sections_named(folders: Iterable[Path]) -> dict[str, tuple[str, ...]]:
    """The sections that each of these handbooks names, by its slug; those whose handbook.toml cannot be read are left
    out."""
    named = {}
    for folder in folders:
        try:
            metadata, _notices = _read_metadata(folder / "handbook.toml")
        except InvalidHandbookToml:
            continue
        named[folder.name] = metadata.sections
    return named


def _read_metadata(path: Path) -> tuple[HandbookMetadata, list[TextError]]:
    """The metadata, with the errors of its warnings and of the folder's name. Raises InvalidHandbookToml."""
    of_name = _name_errors(path)
    text, is_utf8 = decode(path.read_bytes())
    if not is_utf8:
        raise InvalidHandbookToml([*of_name, TextError("not-utf8", "error", name_of(path), 1)])
    parsed = read_metadata(text, file=name_of(path))
    if parsed.value is None or any(error.level == "error" for error in parsed.errors):
        raise InvalidHandbookToml([*of_name, *parsed.errors])
    return parsed.value, [*of_name, *parsed.errors]


def _name_errors(path: Path) -> list[TextError]:
    """The folder's name is the handbook's slug, which is part of the addresses of its pages."""
    name = path.parent.name
    return [] if is_slug(name) else [TextError("folder-name", "error", name_of(path), 1, (name, nearest_slug(name)))]


def name_of(path: Path) -> str:
    """How a file is named in a message: from the content folder on."""
    parts = path.parts
    return "/".join(parts[parts.index("content") :]) if "content" in parts else "/".join(parts[-3:])


def _quizzes(folder: Path, languages: Iterable[str]) -> dict[str, QuizSource]:
    """A quiz that is missing is one without questions, which publishing refuses as well."""
    paths = {language: folder / f"{language}.quiz.md" for language in LANGUAGES}
    return {
        language: QuizSource(text=path.read_bytes() if path.exists() else "", file=name_of(path), is_file=True)
        for language, path in paths.items()
        if path.exists() or language in languages
    }


def _unexpected(folder: Path, metadata: HandbookMetadata) -> list[TextError]:
    """Files and folders that have no place in a handbook."""
    expected = {"handbook.toml"} | {
        f"{slug}/{language}{ending}"
        for slug in metadata.sections
        for language in LANGUAGES
        for ending in (".md", ".quiz.md")
    }
    there = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return [
        TextError("file-unexpected", "error", name_of(path), 1, (path.name,))
        for path in there
        if path.relative_to(folder).as_posix() not in expected
    ]


def _place(error: TextError) -> tuple[str, int, str]:
    return error.file, error.line, error.code
