"""A handbook's folder of text files, read and checked as a whole."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.checking import read_quizzes
from handbook.laws import law_ids
from handbook.models import LANGUAGES, Handbook
from handbook.signals import QuizEdition, QuizSource
from handbook.text.comparing_languages import check_handbook
from handbook.text.parsing import parse_section
from handbook.text.values import Fault, SourceText


class BrokenFrame(Exception):
    """handbook.toml cannot be read, or says too little. Carries the sentence that says so."""


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
    frame: Mapping[str, Any]
    """What handbook.toml says."""
    sections: tuple[SectionFiles, ...]
    faults: tuple[Fault, ...]
    """Every fault of every file, by file and line; notices too."""

    @property
    def stopping(self) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if fault.level == "fault")

    @property
    def source_language(self) -> str:
        return str(self.frame["source_language"])


def read_folder(folder: Path) -> HandbookFiles:
    """Read handbook.toml and every section it names. Faults are collected, never raised; a handbook.toml that nothing can
    be read from raises BrokenFrame."""
    frame = read_frame(folder / "handbook.toml")
    source_language, faults = frame["source_language"], _unexpected(folder, frame)
    texts: dict[str, dict[str, SourceText]] = {}
    for slug in frame["sections"]:
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
    missing = [slug for slug in frame["sections"] if source_language not in texts[slug]]
    faults += [
        Fault("file-source-missing", "fault", name_of(folder / slug / f"{source_language}.md"), 1, (source_language,))
        for slug in missing
    ]
    whole = {slug: by_language for slug, by_language in texts.items() if slug not in missing}
    faults += check_handbook(whole, source_language=source_language, laws=law_ids())
    handbook = Handbook(
        slug=folder.name, source_language=source_language, misconceptions=frame.get("misconceptions", {})
    )
    sections = []
    for slug, by_language in whole.items():
        reading = read_quizzes(quizzes=_quizzes(folder / slug, by_language), texts=by_language, handbook=handbook)
        faults += reading.faults
        sections.append(SectionFiles(slug, by_language, reading.editions))
    return HandbookFiles(folder.name, frame, tuple(sections), tuple(sorted(set(faults), key=_place)))


FRAME_KEYS = ("source_language", "open_to_all", "legal_review", "sections", "title", "lead", "in_short")


def read_frame(path: Path) -> dict[str, Any]:
    """What handbook.toml says. Raises BrokenFrame."""
    try:
        frame = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BrokenFrame(f"{name_of(path)}: {fault}") from fault
    if missing := [key for key in FRAME_KEYS if key not in frame]:
        raise BrokenFrame(f"{name_of(path)}: {', '.join(missing)} is missing.")
    return frame


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


def _unexpected(folder: Path, frame: Mapping[str, Any]) -> list[Fault]:
    """Files and folders that have no place in a handbook."""
    expected = {"handbook.toml"} | {
        f"{slug}/{language}{ending}"
        for slug in frame["sections"]
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
