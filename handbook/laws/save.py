"""HR changes a law of the release, adds one, keeps its words beside a new release, or gives them up."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from itertools import count

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from handbook.laws.entries import RegisteredLaw
from handbook.laws.law_file import law_register
from handbook.laws.register import LawEntry, law_entries
from handbook.laws.usage import handbooks_ever_naming
from handbook.models import LawText
from people.models import Employee
from records.models import record
from records.refusal import Refusal

FIRST_OWN = 1001
"""The number of HR's first own law: no release has as many."""


class LawChangedMeanwhile(Refusal):
    """Somebody else saved the law, or another at the same moment. Carries its id."""

    sentence = _(
        "Somebody has changed the laws since you opened the page. Nothing was saved. Look at what stands now, and save again."
    )


class LawEndsBeforeItBegins(Refusal):
    """The last day in force is before the first one. Carries both."""

    sentence = _("The last day is before the first one.")


class LawIsNamed(Refusal):
    """A text names the law, so it cannot be removed. Carries the handbooks."""

    sentence = _(
        "Texts in %(handbooks)s name this law, or did in an earlier version. Give it a last day instead: readers do not see it after that."
    )

    def values(self) -> Mapping[str, object]:
        return {"handbooks": ", ".join(f"«{handbook}»" for handbook in self.args[0])}


class LawNotInRelease(Refusal):
    """The release has no such law, so its words cannot be shown. Carries the id."""

    sentence = _("The release does not have this law any more.")


@transaction.atomic
def add_law(*, law: RegisteredLaw, by: Employee | None, at: datetime) -> LawText:
    """Add a law of HR's own, and return its row. The id that `law` has does not count: it gets one that was never used.

    Raises LawEndsBeforeItBegins and LawChangedMeanwhile.
    """
    used, released = set(LawText.objects.values_list("law", flat=True)), law_register().ids
    ids = (f"L{number}" for number in count(FIRST_OWN))
    own = replace(law, id=next(id_ for id_ in ids if id_ not in used and id_ not in released))
    return _add_row("law added", own, None, is_kept=True, by=by, at=at)


@transaction.atomic
def save_law(*, law: RegisteredLaw, opened: int, by: Employee | None, at: datetime) -> LawText | None:
    """Show these words of a law from now on, and return the added row; None if they are shown already.

    The very words of the release are no change of HR: the law then follows the release again. `opened` is the number of
    the entry that was on the screen. Raises LawEndsBeforeItBegins and LawChangedMeanwhile.
    """
    entry = law_entry(law.id)
    if (entry.number if entry else 0) != opened:
        raise LawChangedMeanwhile(law.id)
    if entry and entry.shown == law:
        return None
    released = entry.released if entry else None
    return _add_row("law changed" if entry else "law added", law, released, is_kept=law != released, by=by, at=at)


@transaction.atomic
def keep_law(*, id_: str, opened: int, by: Employee | None, at: datetime) -> LawText:
    """Keep HR's words beside what the release says now, which is then no news any more. Raises LawChangedMeanwhile."""
    entry = _opened(id_, opened)
    return _add_row("law kept", entry.shown, entry.released, is_kept=True, by=by, at=at)


@transaction.atomic
def follow_release(*, id_: str, opened: int, by: Employee | None, at: datetime) -> LawText:
    """Show the release's words again. Raises LawChangedMeanwhile and LawNotInRelease."""
    entry = _opened(id_, opened)
    if entry.released is None:
        raise LawNotInRelease(id_)
    return _add_row("law as released", entry.shown, entry.released, is_kept=False, by=by, at=at)


@transaction.atomic
def remove_law(*, id_: str, opened: int, by: Employee | None, at: datetime) -> LawText:
    """Remove a law that the release does not have and no text names. Raises LawChangedMeanwhile and LawIsNamed."""
    entry = _opened(id_, opened)
    if entry.released is not None:
        raise LawChangedMeanwhile(id_)
    if handbooks := handbooks_ever_naming(id_):
        raise LawIsNamed(handbooks)
    return _add_row("law removed", entry.shown, None, is_kept=False, by=by, at=at)


def law_entry(id_: str) -> LawEntry | None:
    """Return the entry with that id, or None. One query."""
    return next((entry for entry in law_entries() if entry.shown.id == id_), None)


def _opened(id_: str, opened: int) -> LawEntry:
    """Return HR's words of a law. Raises LawChangedMeanwhile if they are not those that were opened."""
    entry = law_entry(id_)
    if entry is None or entry.row is None or entry.number != opened:
        raise LawChangedMeanwhile(id_)
    return entry


def _add_row(
    what: str,
    law: RegisteredLaw,
    released: RegisteredLaw | None,
    *,
    is_kept: bool,
    by: Employee | None,
    at: datetime,
) -> LawText:
    if law.from_day and law.to_day and law.from_day > law.to_day:
        raise LawEndsBeforeItBegins(law.from_day, law.to_day)
    newest = LawText.objects.aggregate(Max("number"))["number__max"] or 0
    try:
        with transaction.atomic():  # a savepoint: the caller's transaction can still read
            row: LawText = LawText.objects.create(
                law=law.id,
                number=newest + 1,
                entry=law.as_json(),
                released=released.as_json() if released else None,
                is_kept=is_kept,
                by=by,
                at=at,
            )
    except IntegrityError:
        raise LawChangedMeanwhile(law.id) from None
    record(what, row, by=by, at=at, name=str(row))
    return row
