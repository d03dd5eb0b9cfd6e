"""A change is judged again, with a reason: in either direction, and without touching anything that was completed."""

from datetime import datetime

from django.db import transaction

from handbook.models import Change, Kind, Section, Version
from handbook.planning import ChangeKey
from handbook.serving import renew
from handbook.signals import kind_corrected
from people.models import Employee
from records.models import record


class NoReason(Exception):
    """A judgement is corrected with a reason, which whoever reads the history sees."""


class JudgedSoAlready(Exception):
    """The change is of that kind by today's judgement."""


class NoSuchChange(Exception):
    """The version did not change that clause."""


@transaction.atomic
def judge_again(
    *, version: Version, clause: str, language: str, kind: Kind, reason: str, by: Employee | None, at: datetime
) -> Change:
    """Say that what a version did to a clause was of another kind: in one language, or (empty) in all.

    Another row is added; the latest counts. Whoever then owes nothing any more is asked nothing, and whoever does is asked.
    Raises NoReason, NoSuchChange, JudgedSoAlready.
    """
    if not reason.strip():
        raise NoReason
    # Publishing and judging wait for each other: what is asked follows from both.
    locked = Section.objects.select_for_update(of=("self",), no_key=True)
    section = locked.select_related("handbook").get(pk=version.section_id)
    changes = list(version.changes.filter(clause=clause).order_by("pk"))
    if not changes:
        raise NoSuchChange(version, clause)
    was = kind_of(changes, language)
    if was == kind:
        raise JudgedSoAlready(version, clause)
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
    renew(section)
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
    kind_corrected.send(sender=Section, section=section, by=by, at=at)
    return change


def kind_of(changes: list[Change], language: str) -> str:
    """How a change of one clause is judged today in one language (empty: where none is named), from its rows in the order
    they were made. A row for all languages settles every one; empty if that language was never judged."""
    kind = ""
    for each in changes:
        if each.language in ("", language):
            kind = each.kind
    return kind


def judged_today(version: Version) -> dict[ChangeKey, tuple[Change, str]]:
    """Every change that a version was published with, and its kind today."""
    by_clause: dict[str, list[Change]] = {}
    for change in version.changes.order_by("pk"):
        by_clause.setdefault(change.clause, []).append(change)
    found: dict[ChangeKey, tuple[Change, str]] = {}
    for clause, rows in by_clause.items():
        for each in rows:
            found.setdefault((clause, each.language), (each, kind_of(rows, each.language)))
    return found
