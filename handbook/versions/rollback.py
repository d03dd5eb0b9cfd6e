"""Bring earlier words back: as a draft to be reviewed, or at once when a publication is undone."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from handbook.history import StampedCache, load_once
from handbook.models import Kind, Section, Version, newest_version
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_decision import ChangeKey
from handbook.versions.publication_plan import PublicationPlan, plan_publication
from handbook.versions.publish import publish_undo
from handbook.versions.reclassify import kinds_today
from handbook.versions.validation import check_version
from people.models import Employee
from records.models import Event, record
from records.process_cache import ProcessCache
from records.refusal import Refusal

UNDO_FOR = timedelta(minutes=10)
"""How long a publication can be undone. Nobody is notified of it earlier."""
_UNDONE: StampedCache[dict[int, int]] = ProcessCache(1000)


class DraftIsOpen(Refusal):
    """The section has a draft, whose words would be lost. Carries the section."""

    sentence = _("The section has a draft whose text would be lost. Publish or delete it first.")


class CannotBeUndone(Refusal):
    """The version is not the newest, is the first one, or was published too long ago."""

    sentence = _("The publication can no longer be undone. Go back to an earlier version instead.")


@transaction.atomic
def open_rollback(*, version: Version, by: Employee | None, at: datetime) -> Version:
    """Open a draft with the words of an earlier version, in all its languages. Raises DraftIsOpen."""
    section = version.section
    if Version.objects.drafts().filter(section=section).exists():
        raise DraftIsOpen(section)
    draft = open_draft(section=section, by=by, at=at)
    draft = save_draft(draft=draft, texts=frozen_columns(version), revision=draft.revision, by=by, at=at)
    record("rollback begun", draft, by=by, at=at, to=version.number)
    return draft


def frozen_columns(version: Version) -> dict[str, str]:
    """The columns of a draft, taken from the frozen editions of a published version."""
    columns = {"laws": version.laws}
    for edition in version.editions.all():
        columns |= {
            f"{field}_{edition.language}": getattr(edition, field)
            for field in ("title", "message", "source", "made_from", "quiz", "quiz_made_from")
        }
    return columns


def may_be_undone(version: Version, at: datetime) -> bool:
    """Whether a version is the newest, is not the first, and was published a short while ago."""
    newest = newest_version(version.section)
    is_newest = newest is not None and newest.pk == version.pk and (version.number or 0) > 1
    return is_newest and version.published_at is not None and at - version.published_at <= UNDO_FOR


@transaction.atomic
def undo_publication(*, version: Version, by: Employee | None, at: datetime) -> Version:
    """Publish the words of the version before, with every change classified as the change that it takes back.

    Employees who were asked nothing are asked nothing now. Those who completed the undone words as a new rule are asked
    about the words that come back.

    Returns the new version. Raises CannotBeUndone and DraftIsOpen.
    """
    if not may_be_undone(version, at):
        raise CannotBeUndone(version)
    before = Version.objects.get(section=version.section_id, number=(version.number or 0) - 1)
    draft = open_rollback(version=before, by=by, at=at)
    plan = plan_publication(draft, check_version(draft))
    undone = publish_undo(draft=draft, kinds=_mirrored_kinds(plan, version), by=by, at=at)
    record("publishing undone", version, by=by, at=at, by_version=undone.number)
    return undone


def undone_versions(sections: Iterable[Section]) -> dict[int, dict[int, int]]:
    """By section, the numbers of the versions whose publication was undone, each with that of the version that undid it.

    Two queries for all sections whose stamp is new to this process.
    """
    return load_once(_UNDONE, sections, _undone)


def _undone(sections: Iterable[Section]) -> dict[int, dict[int, int]]:
    undone: dict[int, dict[int, int]] = {section.pk: {} for section in sections}
    published = Version.objects.published().filter(section__in=undone).values_list("pk", "section", "number")
    versions = {str(pk): (section, number or 0) for pk, section, number in published}
    events = Event.objects.filter(
        what="publishing undone", subject_kind=Version._meta.label, subject_key__in=list(versions)
    )
    for event in events:
        section, number = versions[event.subject_key]
        undone[section][number] = event.details["by_version"]
    return undone


def _mirrored_kinds(plan: PublicationPlan, undone: Version) -> dict[ChangeKey, str]:
    """The kinds of the undone changes, for the changes that take them back."""
    kinds = kinds_today(undone)
    return {
        (clause, language): kinds.get((clause, language)) or kinds.get((clause, "")) or Kind.NEW_RULE.value
        for clause, language in plan.keys
    }
