"""A handbook's folder of text files, read and checked as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.checking import read_quizzes
from handbook.frame import Frame, read_frame
from handbook.laws import law_ids
from handbook.models import LANGUAGES, Handbook
from handbook.signals import QuizEdition, QuizSource
from handbook.text.comparing_languages import check_handbook
from handbook.text.parsing import parse_section
from handbook.text.slugs import is_slug, nearest_slug
from handbook.text.tidying import decode
from handbook.text.values import Fault, SourceText


class BrokenFrame(Exception):
    """handbook.toml cannot be read, or says too little. Carries its faults."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)


class NoHandbook(Exception):
    """There is no handbook in the folder, nor in a folder of it. Carries the folder."""


def handbook_folders(folder: Path) -> list[Path]:
    """The folder itself if it holds a handbook, else every folder in it that does. Raises NoHandbook."""
    folder = folder.absolute()
    if (folder / "handbook.toml").exists():
        return [folder]
    found = sorted(path.parent for path in folder.glob("*/handbook.toml"))
    if not found:
        raise NoHandbook(folder)
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
    frame: Frame
    sections: tuple[SectionFiles, ...]
    faults: tuple[Fault, ...]
    """Every fault of every file, by file and line; notices too."""

    @property
    def stopping(self) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if fault.level == "fault")

    @property
    def source_language(self) -> str:
        return self.frame.source_language


def read_folder(folder: Path) -> HandbookFiles:
    """Read handbook.toml and every section it names. Faults are collected, never raised; a handbook.toml that nothing can
    be read from raises BrokenFrame."""
    frame, faults = _read_frame(folder / "handbook.toml")
    source_language = frame.source_language
    faults += _unexpected(folder, frame)
    texts: dict[str, dict[str, SourceText]] = {}
    for slug in frame.sections:
        texts[slug] = {}
        for language in LANGUAGES:
            path = folder / slug / f"{language}.md"
            if not path.exists():
                continue
            parsed = parse_section(
                path.read_bytes(), file=name_of(path), language=language, source_language=source_language
            )
            texts[slug][language] = parsed.value
            faults += parsed.faults
    missing = [slug for slug in frame.sections if source_language not in texts[slug]]
    faults += [
        Fault("file-source-missing", "fault", name_of(folder / slug / f"{source_language}.md"), 1, (source_language,))
        for slug in missing
    ]
    whole = {slug: by_language for slug, by_language in texts.items() if slug not in missing}
    faults += check_handbook(whole, source_language=source_language, laws=law_ids())
    handbook = Handbook(slug=folder.name, source_language=source_language, misconceptions=frame.misconceptions)
    sections = []
    for slug, by_language in whole.items():
        reading = read_quizzes(quizzes=_quizzes(folder / slug, by_language), texts=by_language, handbook=handbook)
        faults += reading.faults
        sections.append(SectionFiles(slug, by_language, reading.editions))
    return HandbookFiles(folder.name, frame, tuple(sections), tuple(sorted(set(faults), key=_place)))


def sections_named(folders: Iterable[Path]) -> dict[str, tuple[str, ...]]:
    """The sections that each of these handbooks names, by its slug; those whose handbook.toml cannot be read are left
    out."""
    named = {}
    for folder in folders:
        try:
            frame, _notices = _read_frame(folder / "handbook.toml")
        except BrokenFrame:
            continue
        named[folder.name] = frame.sections
    return named


def _read_frame(path: Path) -> tuple[Frame, list[Fault]]:
    """The frame, its notices, and what is wrong with the name of its folder. Raises BrokenFrame."""
    misnamed = _misnamed(path)
    text, is_utf8 = decode(path.read_bytes())
    if not is_utf8:
        raise BrokenFrame([*misnamed, Fault("not-utf8", "fault", name_of(path), 1)])
    parsed = read_frame(text, file=name_of(path))
    if parsed.value is None or any(fault.level == "fault" for fault in parsed.faults):
        raise BrokenFrame([*misnamed, *parsed.faults])
    return parsed.value, [*misnamed, *parsed.faults]


def _misnamed(path: Path) -> list[Fault]:
    """The folder's name is the handbook's slug, and stands in the addresses of its pages."""
    name = path.parent.name
    return [] if is_slug(name) else [Fault("folder-name", "fault", name_of(path), 1, (name, nearest_slug(name)))]


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


def _unexpected(folder: Path, frame: Frame) -> list[Fault]:
    """Files and folders that have no place in a handbook."""
    expected = {"handbook.toml"} | {
        f"{slug}/{language}{ending}"
        for slug in frame.sections
        for language in LANGUAGES
        for ending in (".md", ".quiz.md")
    }
    there = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return [
        Fault("file-unexpected", "fault", name_of(path), 1, (path.name,))
        for path in there
        if path.relative_to(folder).as_posix() not in expected
    ]


def _place(fault: Fault) -> tuple[str, int, str]:
    return fault.file, fault.line, fault.code
