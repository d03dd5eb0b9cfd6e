"""HR writes which misconceptions wrong answers stand for. Questions name them by ids that the site deals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from handbook.handbooks import edit_handbook, highest_misconception, named_misconceptions
from handbook.models import Handbook
from people.models import Employee
from records.refusal import Refusal


class MisconceptionNamed(Refusal):
    """Questions name a misconception that was to be removed. Carries its id."""

    sentence = _("%(id)s cannot be removed: questions name it.")

    def values(self) -> Mapping[str, object]:
        return {"id": self.args[0]}


@dataclass(frozen=True, slots=True)
class TypedMisconception:
    """A misconception as it is typed. A new one has no id yet."""

    id: str
    side: str
    texts: Mapping[str, str]
    """By language."""


@transaction.atomic
def edit_misconceptions(
    *, handbook: Handbook, typed: Iterable[TypedMisconception], by: Employee, at: datetime
) -> Handbook:
    """Store the misconceptions of a handbook; readable ones that are not among `typed` go. Raises MisconceptionNamed.

    A new one gets an id above every one that is there or that a question names. Texts in languages that the handbook is not
    offered in are kept.
    """
    handbook, rows = Handbook.objects.select_for_update().get(pk=handbook.pk), list(typed)
    before, named = handbook.readable_misconceptions, named_misconceptions(handbook)
    for id_ in before:
        if id_ in named and id_ not in [row.id for row in rows]:
            raise MisconceptionNamed(id_)
    number, stored = highest_misconception(handbook), handbook.unreadable_misconceptions
    for row in rows:
        number += not row.id
        kept = {code: text for code, text in before.get(row.id, {}).items() if code != "side"}
        stored[row.id or f"M{number:02}"] = {"side": row.side} | kept | dict(row.texts)
    handbook.misconceptions = stored
    return edit_handbook(handbook=handbook, fields=["misconceptions"], by=by, at=at)
