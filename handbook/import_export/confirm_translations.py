"""Confirm all translations of a folder: write into them the digests of the source beside them."""

from pathlib import Path

from handbook.import_export.folder import HandbookFiles, name_of, read_folder
from markup.section import digests
from markup.section.digests import SHORT_DIGEST_LENGTH
from markup.section.front_matter import with_source


def confirm_translations(folder: Path, language: str) -> list[Path]:
    """Write into each translation of that language the digest of the source it now stands beside.

    Returns the files that were changed. Marks of single clauses (`from`) are dropped: the whole file is confirmed. A file
    with an error, and one whose source has an error, is left alone. Raises InvalidHandbookToml.
    """
    files: HandbookFiles = read_folder(folder)
    changed: list[Path] = []
    if language == files.source_language:
        return changed
    broken = {error.file for error in files.stopping}
    for section in files.sections:
        source = files.source_language
        digests_of = {f"{language}.md": digests.section_words_digest(section.texts[source])}
        if source in section.quizzes:
            digests_of[f"{language}.quiz.md"] = section.quizzes[source].digest
        for name, digest in digests_of.items():
            path = folder / section.slug / name
            original = path.with_name(name.replace(language, source, 1))
            if not path.exists() or {name_of(path), name_of(original)} & broken:
                continue
            before = path.read_text(encoding="utf-8")
            after = with_source(before, digest[:SHORT_DIGEST_LENGTH])
            if after != before:
                path.write_text(after, encoding="utf-8")
                changed.append(path)
    return changed
