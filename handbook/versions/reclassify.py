"""Reclassify a change, with a reason: in either direction, and without touching any completion."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from handbook.changes import kinds_in_force
from handbook.models import Change, Kind, Section, Version
from handbook.signals import change_kind_corrected
from handbook.translations.status import renew_status
from handbook.versions.publication_decision import ChangeKey
from people.language import LANGUAGES
from people.models import Employee
from records.models import record
from records.refusal import Refusal


class ReclassificationReasonMissing(Exception):
    """A change is reclassified with a reason, which everybody who reads the history sees."""


class AlreadyClassified(Refusal):
    """The change is already of that kind in every language concerned."""

    sentence = _("The change is already of that kind.")


class NoSuchChange(Refusal):
    """The version did not change that clause."""

    sentence = _("The version did not change that point.")


@transaction.atomic
def reclassify(
    *, version: Version, clause: str, language: str, kind: Kind, reason: str, by: Employee | None, at: datetime
) -> Change:
    """Give a version's change of a clause another kind: in one language, or in all if `language` is empty.

    Adds a row; the latest counts. To-dos follow: employees who owe nothing any more are asked nothing, others are asked.
    Raises ReclassificationReasonMissing, NoSuchChange, AlreadyClassified.
    """
    if not reason.strip():
        raise ReclassificationReasonMissing
    # Publishing and reclassifying wait for each other, since to-dos follow from both.
    locked = Section.objects.select_for_update(of=("self",), no_key=True)
    section = locked.select_related("handbook").get(pk=version.section_id)
    changes = list(version.changes.filter(clause=clause).order_by("pk"))
    if not changes:
        raise NoSuchChange(version, clause)
    rows = _rows(changes)
    before = _kinds(rows, clause)
    if _kinds([*rows, (0, clause, language, kind.value)], clause) == before:
        raise AlreadyClassified(version, clause)
    was = before[language]
    change = Change.objects.create(
        version=version,
        clause=clause,
        what=changes[0].what,
        language=language,
        kind=kind,
        reason=reason.strip(),
        by=by,
        at=at,
    )
    renew_status(section)
    record(
        "kind corrected",
        version,
        by=by,
        at=at,
        clause=clause,
        language=language,
        was=was,
        kind=kind.value,
        reason=reason.strip(),
    )
    change_kind_corrected.send(sender=Section, section=section, by=by, at=at)
    return change


def _rows(changes: Iterable[Change]) -> list[tuple[int, str, str, str]]:
    """The rows that `kinds_in_force` takes, all of one version."""
    return [(0, change.clause, change.language, change.kind) for change in changes]


def _kinds(rows: Iterable[tuple[int, str, str, str]], clause: str) -> dict[str, str]:
    """The kind of a clause's change in each language. Empty: in languages without a kind of their own."""
    kinds = kinds_in_force(rows).get((0, clause), {})
    return {language: kinds.get(language, kinds.get("", "")) for language in ("", *LANGUAGES)}


def kinds_today(version: Version) -> dict[ChangeKey, str]:
    """Today's kind of each change of a version, by clause and language. Empty: languages without a kind of their own."""
    kinds = kinds_in_force(_rows(version.changes.order_by("pk")))
    return {
        (clause, language): kind for (_, clause), by_language in kinds.items() for language, kind in by_language.items()
    }
