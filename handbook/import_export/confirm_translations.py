"""Confirm all translations of a folder into one language: write the digests of the source into them."""

from pathlib import Path

from handbook.import_export.folder import HandbookFiles, display_path, read_folder
from markup.section import digests
from markup.section.digests import SHORT_DIGEST_LENGTH
from markup.section.front_matter import with_source


def confirm_translations(folder: Path, language: str) -> list[Path]:
    """Write into each translation into that language the digest of the source text beside it.

    Returns the files that were changed. `from` marks of single clauses are removed: the whole file is confirmed. A file
    is left alone if it or its source has an error. Raises InvalidHandbookToml.
    """
    files: HandbookFiles = read_folder(folder)
    changed: list[Path] = []
    if language == files.source_language:
        return changed
    broken = {error.file for error in files.blocking}
    for section in files.sections:
        source = files.source_language
        source_digests = {f"{language}.md": digests.section_words_digest(section.texts[source])}
        if source in section.quizzes:
            source_digests[f"{language}.quiz.md"] = section.quizzes[source].digest
        for name, digest in source_digests.items():
            path = folder / section.slug / name
            source_path = path.with_name(name.replace(language, source, 1))
            if not path.exists() or {display_path(path), display_path(source_path)} & broken:
                continue
            before = path.read_text(encoding="utf-8")
            after = with_source(before, digest[:SHORT_DIGEST_LENGTH])
            if after != before:
                path.write_text(after, encoding="utf-8")
                changed.append(path)
    return changed
