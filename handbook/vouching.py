"""Somebody has compared a translation with its source and says that it matches."""

from pathlib import Path

from handbook.files import read_folder
from handbook.text import digests
from handbook.text.front_matter import with_source


def vouch(folder: Path, language: str) -> list[Path]:
    """Write into each translation of that language the digest of the source it now stands beside.

    Returns the files that were changed. Marks of single clauses (`from`) are dropped: the whole file is vouched for.
    """
    files, changed = read_folder(folder), []
    for section in files.sections:
        source = files.source_language
        digests_of = {f"{language}.md": digests.section_words_digest(section.texts[source])}
        if source in section.quizzes:
            digests_of[f"{language}.quiz.md"] = section.quizzes[source].digest
        for name, digest in digests_of.items():
            path = folder / section.slug / name
            if not path.exists():
                continue
            before = path.read_text(encoding="utf-8")
            after = with_source(before, digest[:16])
            if after != before:
                path.write_text(after, encoding="utf-8")
                changed.append(path)
    return changed
