"""Open, save and discard the draft of a section's next version."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from handbook.models import Section, Version, newest_version
from people.language import LANGUAGES
from people.models import Employee
from records.models import Event, record
from records.refusal import Refusal

TEXT_FIELDS = ("title", "message", "source", "made_from", "quiz", "quiz_made_from", "news")
"""The fields that a draft has in each language. `news` is empty in a new draft, since it describes one version."""
_DIGEST_COLUMNS = ("made_from_", "quiz_made_from_")
"""Columns that hold no words begin so."""
SITTING = timedelta(hours=4)
"""As long as one event tells of all that a page has saved by itself."""
COLUMNS = tuple(f"{field}_{language}" for field in TEXT_FIELDS for language in LANGUAGES)


class AlreadyPublished(Refusal):
    """A published version is never changed. Open a draft instead."""

    sentence = _("The draft has already been published.")


class IsScheduled(Refusal):
    """A scheduled version is neither edited nor published by hand. Unschedule it, or open a draft beside it."""

    sentence = _("The version is scheduled. Nothing was done.")


class LostUpdate(Refusal):
    """Somebody saved the draft after this text, or the page about it, was opened. Carries the draft as it is stored."""

    sentence = _("The draft was saved again after you opened this page. Check it once more.")


@transaction.atomic
def open_draft(*, section: Section, by: Employee | None, at: datetime) -> Version:
    """Return the section's open draft, or begin one with the words of the newest version."""
    Section.objects.select_for_update().get(pk=section.pk)
    existing: Version | None = Version.objects.drafts().filter(section=section).first()
    if existing:
        return existing
    draft = Version(section=section, begun_at=at, begun_by=by, saved_at=at, saved_by=by)
    if newest := newest_version(section):
        draft.base = newest.number or 0
        draft.laws = newest.laws
        for column in COLUMNS:
            if not column.startswith("news_"):
                setattr(draft, column, getattr(newest, column))
    draft.save()
    record("draft opened", draft, by=by, at=at)
    return draft


@transaction.atomic
def save_draft(
    *,
    draft: Version,
    texts: Mapping[str, str],
    revision: int,
    by: Employee | None,
    at: datetime,
    resolved: Iterable[str] = (),
    confirmed: str = "",
    typed: Mapping[str, str] | None = None,
    by_itself: bool = False,
) -> Version:
    """Store columns of a draft as typed, errors included. Returns the draft.

    Only changed words make an author. If nothing is changed, answered or confirmed, nothing is written.

    `texts` has a text for each column, such as `source_nn` or `laws`. `revision` is the revision that the texts were
    opened at. `resolved` are the keys of the id questions that were answered, which are not asked again. `confirmed` is
    the language whose translation somebody has compared with the source. `typed` are the texts before the program wrote
    clause ids into them, if it has: those are nobody's words. `by_itself`: the page saves while somebody writes; all that
    they save so in a sitting is one event.

    Raises AlreadyPublished, IsScheduled, and LostUpdate with the draft that another editor saved.
    """
    current = locked_draft(draft, revision)
    changed = {column for column, text in (typed or texts).items() if text != getattr(current, column)}
    # An answer may have a key that another language's had, and change this language's text all the same.
    answered = {*resolved}
    if not changed and not confirmed and not answered:
        return current
    for column, text in texts.items():
        setattr(current, column, text)
    current.resolved_ids = sorted({*current.resolved_ids, *answered})
    current.revision += 1
    current.saved_at, current.saved_by = at, by
    current.save()
    if by and any(not column.startswith(_DIGEST_COLUMNS) for column in changed):
        current.authors.add(by)
    # The keys of stored events keep the names they had.
    details = {"vouched": confirmed} if confirmed else {}
    if not (by_itself and _goes_on(current, by, at)):
        record("draft saved", current, by=by, at=at, revision=current.revision, **details)
    return current


def _goes_on(draft: Version, by: Employee | None, at: datetime) -> bool:
    """Whether the last thing that happened to the draft is that this person saved it in this sitting."""
    events = Event.objects.filter(subject_kind=Version._meta.label, subject_key=str(draft.pk))
    last = events.order_by("-pk").first()
    return last is not None and (last.what, last.by_id) == ("draft saved", by and by.pk) and at - last.at < SITTING


def locked_draft(draft: Version, revision: int) -> Version:
    """The draft as it is stored, with its row locked. Raises AlreadyPublished, IsScheduled, LostUpdate."""
    current = Version.objects.select_for_update().get(pk=draft.pk)
    if current.is_published:
        raise AlreadyPublished(current)
    if current.is_scheduled:
        raise IsScheduled(current)
    if current.revision != revision:
        raise LostUpdate(current)
    return current


@transaction.atomic
def begin_from_newest(*, draft: Version, revision: int, by: Employee | None, at: datetime) -> Version:
    """Compare a draft with the newest version from now on, since one was published after the draft was begun.

    The draft keeps its words. Words of the newest version that it lacks are shown as changes, to be classified or put back.

    Raises AlreadyPublished, IsScheduled, LostUpdate.
    """
    newest = newest_version(draft.section)
    current = locked_draft(draft, revision)
    current.base = (newest.number or 0) if newest else 0
    current.held_back = ""
    current.revision += 1
    current.saved_at, current.saved_by = at, by
    current.save(update_fields=["base", "held_back", "revision", "saved_at", "saved_by"])
    record("draft begun from newest", current, by=by, at=at, base=current.base)
    return current


@transaction.atomic
def discard_draft(*, draft: Version, revision: int, by: Employee | None, at: datetime) -> None:
    """Delete a draft, or a scheduled version, if it still has that revision.

    Raises AlreadyPublished, and LostUpdate with the draft that another editor saved.
    """
    draft = Version.objects.select_for_update().get(pk=draft.pk)
    if draft.is_published:
        raise AlreadyPublished(draft)
    if draft.revision != revision:
        raise LostUpdate(draft)
    record("draft discarded", draft, by=by, at=at, section=draft.section_id)
    draft.delete()
