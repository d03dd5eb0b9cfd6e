"""Published text becomes files again: importing what was exported changes nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from handbook.checking import Checked, check_version
from handbook.drafting import newest_version
from handbook.frame import frame_of, write_frame
from handbook.models import Handbook, TranslationCheck, Version
from handbook.serving import Match, wordings_of
from handbook.text.comparing_languages import DIGITS, is_current
from handbook.text.digests import all_words, section_words_digest
from handbook.text.values import SourceText
from handbook.text.writing import write_section


def export_handbook(*, handbook: Handbook, folder: Path, on: date) -> list[Path]:
    """Write handbook.toml and the newest version of every section in force on that day below `folder`, in canonical form.
    Returns the files written."""
    written, exported = [], []
    for section in handbook.sections.in_force(on).order_by("position").select_related("handbook"):
        version = newest_version(section)
        if version is None:
            continue
        exported.append(section.slug)
        version.section = section
        checked = as_exported(version, check_version(version))
        files = {f"{language}.md": write_section(text) for language, text in checked.texts.items()}
        files |= {f"{language}.quiz.md": quiz.file for language, quiz in checked.quizzes.items()}
        for name, text in files.items():
            path = folder / section.slug / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            written.append(path)
    frame = folder / "handbook.toml"
    frame.parent.mkdir(parents=True, exist_ok=True)
    frame.write_text(write_frame(frame_of(handbook, exported)), encoding="utf-8")
    return [frame, *written]


def as_exported(version: Version, checked: Checked) -> Checked:
    """A version, as it was read, as its files say it: what somebody has checked of its translations is written into them."""
    section = version.section
    rows = TranslationCheck.objects.filter(section=section)
    checks = frozenset(rows.values_list("language", "clause", "words_digest", "source_words_digest"))
    if not checks:
        return checked
    source, matches = checked.texts[section.handbook.source_language], wordings_of(section).matches
    texts = {language: with_checks(text, source, checks, matches) for language, text in checked.texts.items()}
    return replace(checked, texts=texts)


def with_checks(
    text: SourceText, source: SourceText, checks: frozenset[Match], matches: frozenset[Match]
) -> SourceText:
    """A translation that says of each checked clause `from` which words of the source it matches. Once all of it matches,
    title and key message too, `source` says so for the whole, and no clause needs to.

    Title and key message have no `from`: while something else is behind, a check of them is not in the files.
    """
    mine, original = all_words(text), all_words(source)
    said = {clause for clause in original if is_current(clause, text, source)}
    pairs = {clause: (text.language, clause, mine.get(clause, ""), original[clause]) for clause in original}
    checked = {clause for clause, pair in pairs.items() if pair in checks} - said
    if not checked:
        return text
    if all(clause in said or pair in matches for clause, pair in pairs.items()):
        clauses = tuple(replace(each, made_from=None) for each in text.clauses)
        return replace(text, source=section_words_digest(source)[:DIGITS], clauses=clauses)
    is_implied = text.source == section_words_digest(source)[:DIGITS]
    return replace(
        text,
        clauses=tuple(
            replace(each, made_from=None if is_implied else original[each.id][:DIGITS]) if each.id in checked else each
            for each in text.clauses
        ),
    )
