"""Export a handbook as files: the published text, or the open drafts. Importing the files changes nothing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from handbook.history import Match, SectionHistory, section_history
from handbook.import_export.folder import InvalidHandbookToml, display_folder, read_folder
from handbook.import_export.handbook_toml import metadata_of, write_metadata
from handbook.import_export.law_files import LawFile
from handbook.import_export.write_files import write_files
from handbook.laws.register import KnownLaws
from handbook.models import Handbook, Section, Version, newest_version
from handbook.quizzes import QuizEdition, quiz_edition
from handbook.translations.questions import outdated_in_quiz, question_matches
from handbook.versions.validation import CheckedVersion, check_version, parse_version
from markup.errors import Part, Place
from markup.quiz.digests import question_digest
from markup.quiz.validation import current_questions
from markup.section.digests import (
    SHORT_DIGEST_LENGTH,
    names_of_clauses,
    names_of_section,
    section_words_digest,
    words_digest,
    words_digests,
)
from markup.section.types import SourceText
from markup.section.validation import current_by_marks
from markup.section.writer import write_file, write_section


@dataclass(frozen=True, slots=True)
class HandbookExport:
    """The files that an export wrote, the files that it left, and the errors in the folder."""

    files: tuple[str, ...]
    """The paths of the written files in the folder."""
    drafts: tuple[str, ...]
    """The sections whose open draft was written."""
    left: tuple[str, ...]
    """Other files that were in the folder before. They were left as they are."""
    errors: Mapping[str, int]
    """The number of errors in each file that has any."""
    laws: LawFile
    """The file beside the folder."""


def export_handbook(*, handbook: Handbook, folder: Path, on: date, drafts: bool = False) -> HandbookExport:
    """Write handbook.toml and the newest version of every section in force on that day, in canonical form.

    With `drafts`, the open draft takes the place of the newest version; one with errors is written as it was typed. The laws
    that HR keeps are written beside the folder. Raises OSError; the folder is then as it was.
    """
    versions = {
        section.slug: version
        for section in handbook.sections.in_force(on).order_by("position").select_related("handbook")
        if (version := _exported_version(section, drafts=drafts))
    }
    texts = {"handbook.toml": write_metadata(metadata_of(handbook, versions))}
    for slug, version in versions.items():
        texts |= {f"{slug}/{name}": text for name, text in version_files(version).items()}
    laws = LawFile(folder)
    left = _write(texts, folder, laws)
    exported_drafts = tuple(slug for slug, version in versions.items() if not version.is_published)
    return HandbookExport(tuple(texts), exported_drafts, tuple(left), _count_errors(folder, handbook), laws)


def _write(texts: Mapping[str, str], folder: Path, laws: LawFile) -> list[str]:
    """Write the folder and the laws beside it, or neither. Returns the other files of the folder. Raises OSError."""
    if not laws.is_written:
        return write_files(texts, folder)
    laws.prepare()
    try:
        left = write_files(texts, folder)
    except BaseException:
        laws.drop()
        raise
    laws.put()
    return left


def _exported_version(section: Section, *, drafts: bool) -> Version | None:
    draft = Version.objects.drafts().filter(section=section).first() if drafts else None
    version: Version | None = draft or newest_version(section)
    if version:
        version.section = section
    return version


def _count_errors(folder: Path, handbook: Handbook) -> dict[str, int]:
    """Count the errors that check_content will find in each file."""
    try:
        errors = read_folder(folder, stored_review=handbook.legal_review, laws=KnownLaws()).blocking
    except InvalidHandbookToml as broken:
        errors = broken.errors
    return dict(Counter(f"{display_folder(folder)}/{error.place.path}" for error in errors))


def version_files(version: Version) -> dict[str, str]:
    """Return the files of a version by name: in canonical form if they can be parsed, else as they were typed."""
    section, checked = version.section, check_version(version)
    _texts, misread = parse_version(version, section.slug, section.handbook.source_language, section.handbook.languages)
    broken = {error.place for error in misread if error in checked.blocking}
    broken |= {error.place for error in checked.blocking if error.place.part == Part.QUIZ}
    exported = checked if checked.blocking else as_exported(version, checked)
    files = {}
    for language in section.handbook.languages:
        name, quiz_name = f"{language}.md", f"{language}.quiz.md"
        if language in exported.texts:
            is_broken = Place(section.slug, language) in broken
            files[name] = _text_as_typed(version, language) if is_broken else write_section(exported.texts[language])
        if language in exported.quizzes and Place(section.slug, language, Part.QUIZ) not in broken:
            if exported.quizzes[language].quiz.questions:
                files[quiz_name] = exported.quizzes[language].file
        elif quiz := version.text("quiz", language):
            files[quiz_name] = write_file({"source": version.text("quiz_made_from", language)}, quiz)
    return files


def _text_as_typed(version: Version, language: str) -> str:
    is_source = language == version.section.handbook.source_language
    front = {
        "title": version.text("title", language),
        "message": version.text("message", language),
        "laws": version.laws if is_source else "",
        "source": version.text("made_from", language),
    }
    return write_file(front, version.text("source", language))


def as_exported(version: Version, checked: CheckedVersion) -> CheckedVersion:
    """Return a parsed version as it is exported: what is known to match is written into its translations."""
    history = section_history(version.section)
    quizzes = with_matches(version.section, checked.quizzes)
    source = checked.texts[history.source_language]
    texts = {language: named_as_read(text, source) for language, text in checked.texts.items()}
    if history.checks:
        texts = {language: with_checks(text, source, history) for language, text in texts.items()}
    return replace(checked, texts=texts, quizzes=quizzes)


def named_as_read(text: SourceText, source: SourceText) -> SourceText:
    """Return a translation that names its source as it is read now: the files have it in canonical form, in which nobody can
    see how an earlier parser read it."""
    if source.first_reading is None:
        return text
    name, names = section_words_digest(source)[:SHORT_DIGEST_LENGTH], names_of_section(source)
    of_clauses = names_of_clauses(source)
    return replace(
        text,
        source=name if text.source in names else text.source,
        clauses=tuple(
            replace(clause, made_from=words_digest(original)[:SHORT_DIGEST_LENGTH])
            if clause.made_from in of_clauses.get(clause.id or "", ()) and (original := source.clause(clause.id or ""))
            else clause
            for clause in text.clauses
        ),
    )


def with_matches(section: Section, quizzes: Mapping[str, QuizEdition]) -> dict[str, QuizEdition]:
    """Return the quizzes of a version with a `from` on each question that is current only because an earlier version
    says so: the files are read without the earlier versions."""
    marked = dict(quizzes)
    source = quizzes[section.handbook.source_language].quiz
    by_marks = {language: current_questions(quiz.quiz, source) for language, quiz in quizzes.items()}
    if all(len(current) == len(source.questions) for current in by_marks.values()):
        return marked
    matches = question_matches(section)
    digests = {question.id: question_digest(question)[:SHORT_DIGEST_LENGTH] for question in source.questions}
    for language, current in by_marks.items():
        quiz = quizzes[language].quiz
        matching = digests.keys() - current - set(outdated_in_quiz(quiz, source, matches))
        if matching:
            questions = tuple(
                replace(question, made_from=digests[question.id]) if question.id in matching else question
                for question in quiz.questions
            )
            marked[language] = quiz_edition(replace(quiz, questions=questions))
    return marked


def with_checks(text: SourceText, source: SourceText, history: SectionHistory) -> SourceText:
    """Return a translation in which `from` of each checked clause names the source words that it matches.

    Once everything matches, title and key message too, `source` of the whole text replaces all `from`. Title and key
    message have no `from`: while anything else is outdated, a check of them is not in the files.
    """
    words, original = words_digests(text), words_digests(source)
    current = current_by_marks(text, source)
    pairs = {clause: Match(text.language, clause, words.get(clause, ""), original[clause]) for clause in original}
    checked = {clause for clause, pair in pairs.items() if pair in history.checks} - current
    if not checked:
        return text
    if all(clause in current or pair in history.matches for clause, pair in pairs.items()):
        clauses = tuple(replace(clause, made_from=None) for clause in text.clauses)
        return replace(text, source=section_words_digest(source)[:SHORT_DIGEST_LENGTH], clauses=clauses)
    names = {clause.id: words_digest(clause)[:SHORT_DIGEST_LENGTH] for clause in source.clauses if clause.id}
    is_implied = text.source == section_words_digest(source)[:SHORT_DIGEST_LENGTH]
    return replace(
        text,
        clauses=tuple(
            replace(clause, made_from=None if is_implied else names[clause.id]) if clause.id in checked else clause
            for clause in text.clauses
        ),
    )
