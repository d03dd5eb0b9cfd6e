"""Confirm that clauses of a translation match the source."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from handbook.history import section_history
from handbook.models import Section, TranslationCheck, newest_version
from handbook.translations.status import renew_status
from people.models import Employee
from records.models import record
from records.refusal import Refusal


class NewerVersion(Refusal):
    """The version that was compared is not the newest. Carries the newest version; None: nothing is published."""

    sentence = _("The text is not the one you compared. Nothing was saved; check it again.")


class NotTranslated(Refusal):
    """Clauses are missing in the newest version, in that language or in the source. Carries the clauses."""

    sentence = NewerVersion.sentence


@transaction.atomic
def confirm_clauses(
    *, section: Section, language: str, clauses: Iterable[str], number: int, by: Employee | None, at: datetime
) -> list[TranslationCheck]:
    """Confirm that these clauses of a translation match the source in version `number`, which must be the newest.

    Title and key message are clauses. No version is created; readers are shown the translation at once. Raises
    NewerVersion and NotTranslated; then nothing is stored.
    """
    section = Section.objects.select_for_update(of=("self",)).select_related("handbook").get(pk=section.pk)
    history = section_history(section)
    if history.newest != number:
        raise NewerVersion(newest_version(section))
    texts = history.versions[number].texts
    requested = list(dict.fromkeys(clauses))
    words = texts[language].words if language in texts else {}
    source_words = texts[history.source_language].words
    if missing := [clause for clause in requested if clause not in words or clause not in source_words]:
        raise NotTranslated(missing)
    checks = TranslationCheck.objects.bulk_create(
        TranslationCheck(
            section=section,
            clause=clause,
            language=language,
            words_digest=words[clause],
            source_words_digest=source_words[clause],
            by=by,
            at=at,
        )
        for clause in requested
    )
    renew_status(section)
    record("translation checked", section, by=by, at=at, language=language, clauses=requested, number=number)
    return checks
