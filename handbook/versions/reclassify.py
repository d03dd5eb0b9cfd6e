"""A change is judged again, with a reason: in either direction, and without touching anything that was completed."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from handbook.changes import kinds_in_force
from handbook.models import Change, Kind, Section, Version
from handbook.signals import change_kind_corrected
from handbook.translations.status import renew_status
from handbook.versions.decision import ChangeKey
from people.language import LANGUAGES
from people.models import Employee
from records.models import record


class ReclassificationReasonMissing(Exception):
    """A judgement is corrected with a reason, which whoever reads the history sees."""


class AlreadyClassified(Exception):
    """It would change nothing: the change is of that kind already, in every language that was meant."""


class NoSuchChange(Exception):
    """The version did not change that clause."""


@transaction.atomic
def reclassify(
    *, version: Version, clause: str, language: str, kind: Kind, reason: str, by: Employee | None, at: datetime
) -> Change:
    """Say that what a version did to a clause was of another kind: in one language, or (empty) in all.

    Another row is added; the latest counts. Whoever then owes nothing any more is asked nothing, and whoever does is asked.
    Raises ReclassificationReasonMissing, NoSuchChange, AlreadyClassified.
    """
    if not reason.strip():
        raise ReclassificationReasonMissing
    # Publishing and judging wait for each other: what is asked follows from both.
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
    """As `kinds_in_force` takes them; all of one version."""
    return [(0, change.clause, change.language, change.kind) for change in changes]


def _kinds(rows: Iterable[tuple[int, str, str, str]], clause: str) -> dict[str, str]:
    """How a clause's change is judged in each language, and (empty) in one that is not named."""
    kinds = kinds_in_force(rows).get((0, clause), {})
    return {language: kinds.get(language, kinds.get("", "")) for language in ("", *LANGUAGES)}


def kinds_today(version: Version) -> dict[ChangeKey, str]:
    """How each clause that a version changed is judged today: by clause and language (empty: those that are not named)."""
    kinds = kinds_in_force(_rows(version.changes.order_by("pk")))
    return {(clause, language): kind for (_, clause), mine in kinds.items() for language, kind in mine.items()}
