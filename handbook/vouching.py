"""Somebody has compared a translation with its source and says that it matches."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from django.db import transaction

from handbook.checking import check_version
from handbook.drafting import newest_version, save_draft
from handbook.files import HandbookFiles, name_of, read_folder
from handbook.models import Section, TranslationCheck, Version
from handbook.serving import renew, wordings_of
from markup.section import digests
from markup.section.front_matter import with_source, without_marks
from markup.section.validation import DIGITS
from people.models import Employee
from records.models import record


class NewerVersion(Exception):
    """Another version than the one that was compared is the newest. Carries it; None: nothing is published."""


class NotTranslated(Exception):
    """There is nothing to vouch for: the newest version lacks these clauses in that language, or in the source. Carries them."""


def vouch(folder: Path, language: str) -> list[Path]:
    """Write into each translation of that language the digest of the source it now stands beside.

    Returns the files that were changed. Marks of single clauses (`from`) are dropped: the whole file is vouched for. A file
    with a fault, and one whose source has a fault, is left alone. Raises BrokenFrame.
    """
    files: HandbookFiles = read_folder(folder)
    changed: list[Path] = []
    if language == files.source_language:
        return changed
    broken = {fault.file for fault in files.stopping}
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
            after = with_source(before, digest[:DIGITS])
            if after != before:
                path.write_text(after, encoding="utf-8")
                changed.append(path)
    return changed


def save_vouched(
    *,
    draft: Version,
    texts: Mapping[str, str],
    language: str,
    revision: int,
    by: Employee | None,
    at: datetime,
    settled: Iterable[str] = (),
) -> Version:
    """Store a translation as typed; somebody says that it matches the source as it stands in the draft, all of it: marks
    of single clauses and questions (`from`) are dropped. Raises what `save_draft` raises."""
    checked, source_language = check_version(draft), draft.section.handbook.source_language
    made_from = {f"made_from_{language}": digests.section_words_digest(checked.texts[source_language])[:DIGITS]}
    if source_language in checked.quizzes:
        made_from[f"quiz_made_from_{language}"] = checked.quizzes[source_language].digest[:DIGITS]
    unmarked = {
        column: without_marks(texts.get(column, draft.text(field, language)))
        for field in ("source", "quiz")
        for column in [f"{field}_{language}"]
    }
    # If the source was saved since `draft` was read, the revision is another one, and nothing is stored.
    return save_draft(
        draft=draft,
        texts={**texts, **unmarked, **made_from},
        revision=revision,
        by=by,
        at=at,
        settled=settled,
        vouched=language,
    )


@transaction.atomic
def vouch_clauses(
    *, section: Section, language: str, clauses: Iterable[str], number: int, by: Employee | None, at: datetime
) -> list[TranslationCheck]:
    """Somebody says that these clauses of a translation match the source, both as version `number` has them, which must be
    the newest. Title and key message are clauses. No version is made; readers are served at once.

    Raises NewerVersion, and NotTranslated; then nothing is stored.
    """
    section = Section.objects.select_for_update(of=("self",)).select_related("handbook").get(pk=section.pk)
    told = wordings_of(section)
    if told.newest != number:
        raise NewerVersion(newest_version(section))
    languages = told.versions[number]
    wanted = list(dict.fromkeys(clauses))
    mine = languages[language].words if language in languages else {}
    source = languages[told.source_language].words
    if missing := [clause for clause in wanted if clause not in mine or clause not in source]:
        raise NotTranslated(missing)
    checks = TranslationCheck.objects.bulk_create(
        TranslationCheck(
            section=section,
            clause=clause,
            language=language,
            words_digest=mine[clause],
            source_words_digest=source[clause],
            by=by,
            at=at,
        )
        for clause in wanted
    )
    renew(section)
    record("translation checked", section, by=by, at=at, language=language, clauses=wanted, number=number)
    return checks
