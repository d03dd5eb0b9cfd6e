"""Confirm all translations of a folder into one language: write the digests of the source into them."""

from pathlib import Path

from handbook.import_export.folder import HandbookFiles, read_folder
from markup.errors import Part, Place
from markup.section import digests
from markup.section.digests import SHORT_DIGEST_LENGTH
from markup.section.front_matter import with_source


def confirm_translations(folder: Path, language: str) -> list[Path]:
    """Write into each translation into that language the digest of the source text beside it.

    Returns the files that were changed. `from` marks of single clauses are removed: the whole file is confirmed. A file
    is left alone if it or its source has an error, or if the handbook is not offered in the language. Raises InvalidHandbookToml.
    """
    files: HandbookFiles = read_folder(folder)
    changed: list[Path] = []
    if language == files.source_language or language not in files.metadata.languages:
        return changed
    broken = {error.place for error in files.blocking}
    for section in files.sections:
        source = files.source_language
        source_digests = {Part.TEXT: digests.section_words_digest(section.texts[source])}
        if source in section.quizzes:
            source_digests[Part.QUIZ] = section.quizzes[source].digest
        for part, digest in source_digests.items():
            place = Place(section.slug, language, part)
            path = folder / place.path
            if not path.exists() or {place, Place(section.slug, source, part)} & broken:
                continue
            before = path.read_text(encoding="utf-8")
            after = with_source(before, digest[:SHORT_DIGEST_LENGTH])
            if after != before:
                path.write_text(after, encoding="utf-8")
                changed.append(path)
    return changed
