"""A draft becomes a version: numbered, rendered, frozen."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from handbook.checking import Checked, check_version
from handbook.comparing import differing, fingerprints, frozen
from handbook.composing import compose
from handbook.drafting import AlreadyPublished, newest_version
from handbook.models import Change, ClauseText, Edition, Kind, Section, Version
from handbook.signals import version_published
from handbook.text.values import Fault
from people.models import Employee
from records.models import record


class HasFaults(Exception):
    """The texts cannot be published as they are. Carries the faults."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)


class NothingChanged(Exception):
    """The draft says what the newest version says already."""


class BaseHasMoved(Exception):
    """Another version was published after this draft was begun. Carries that version."""


class DraftHasMoved(Exception):
    """The draft was saved by somebody after it was reviewed. Carries the draft."""


@transaction.atomic
def publish(
    *,
    version: Version,
    must_confirm: bool,
    by: Employee | None,
    at: datetime,
    revision: int | None = None,
    news: Mapping[str, str] | None = None,
) -> Version:
    """Give the draft its number and freeze it, with every changed clause judged: a new rule if everyone must confirm
    again, else a clarification. `revision` is the one that was reviewed; None: as it stands. `news` are the columns
    (`news_nb`) that say in a sentence what is new.

    Raises AlreadyPublished, DraftHasMoved, BaseHasMoved, HasFaults, NothingChanged.
    """
    # The section is locked first: two editors publishing at once get one number and one refusal.
    section = Section.objects.select_for_update().select_related("handbook").get(pk=version.section_id)
    version = Version.objects.select_for_update().get(pk=version.pk)
    version.section = section
    if version.is_published:
        raise AlreadyPublished(version)
    if revision is not None and version.revision != revision:
        raise DraftHasMoved(version)
    previous = newest_version(section)
    if previous and previous.number != version.base:
        raise BaseHasMoved(previous)
    checked = check_version(version)
    if checked.stopping:
        raise HasFaults(checked.stopping)
    for column, sentence in (news or {}).items():
        setattr(version, column, sentence)
    version.number = (previous.number or 0) + 1 if previous else 1
    version.published_at, version.published_by = at, by
    version.save()
    editions = freeze(version, checked)
    if previous and not _differs(previous, editions):
        raise NothingChanged(version)
    _judge(version, previous, editions, must_confirm=must_confirm, by=by, at=at)
    section.change_stamp = uuid4()
    section.save(update_fields=["change_stamp"])
    record("version published", version, by=by, at=at, number=version.number, must_confirm=must_confirm)
    version_published.send(sender=Version, version=version, at=at)
    return version


def freeze(version: Version, checked: Checked) -> list[Edition]:
    """Insert an edition for each language, and a row for each of its clauses."""
    editions = []
    for composed in compose(version, checked):
        composed.edition.save()
        ClauseText.objects.bulk_create(composed.clauses)
        editions.append(composed.edition)
    return editions


def _differs(previous: Version, editions: list[Edition]) -> bool:
    """Whether anything a reader or a quiz meets is not as it was."""

    def told(edition: Edition) -> tuple[object, ...]:
        return (
            edition.language,
            edition.section_digest,
            edition.quiz_digest,
            edition.quiz,
            edition.source,
            edition.html_digest,
            tuple(edition.laws),
            edition.made_from,
            edition.quiz_made_from,
        )

    return {told(each) for each in previous.editions.all()} != {told(each) for each in editions}


def _judge(
    version: Version,
    previous: Version | None,
    editions: list[Edition],
    *,
    must_confirm: bool,
    by: Employee | None,
    at: datetime,
) -> None:
    """A row for each clause that is not as it was."""
    new = fingerprints(
        {each.language: each for each in editions}, {each.language: list(each.clauses.all()) for each in editions}
    )
    old = frozen(previous) if previous else {}
    kind = Kind.NEW_RULE if must_confirm else Kind.CLARIFICATION
    Change.objects.bulk_create(
        Change(version=version, clause=clause, what=what, language=language, kind=kind, by=by, at=at)
        for clause, what, language in differing(old, new, version.section.handbook.source_language)
    )
