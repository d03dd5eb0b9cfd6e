"""HR writes which misconceptions wrong answers stand for. Questions name them by ids that the site deals."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from handbook.handbooks import edit_handbook
from handbook.models import Handbook, Version
from markup.slugs import is_misconception_id
from people.language import LANGUAGES
from people.models import Employee
from records.models import record
from records.refusal import Refusal

_NAMED_MISCONCEPTION = re.compile(r"\((M[0-9]{1,9})\)", re.IGNORECASE)


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


@transaction.atomic
def add_misconception(*, handbook: Handbook, text: str, side: str, by: Employee, at: datetime) -> str:
    """Add a misconception in the handbook's source language, and return its id, which no quiz has ever named.

    One that says the same already is not added again: its id is returned. `side` is «careless» or «cautious».
    """
    stored = Handbook.objects.select_for_update().get(pk=handbook.pk)
    listed, language = stored.readable_misconceptions, stored.source_language
    for id_, texts in listed.items():
        if (texts[language].casefold(), texts["side"]) == (text.casefold(), side):
            return id_
    id_ = f"M{highest_misconception(stored) + 1:02}"
    texts = dict.fromkeys(LANGUAGES, "") | {language: text, "side": side}
    others = stored.misconceptions if isinstance(stored.misconceptions, dict) else {}
    stored.misconceptions = {**others, id_: texts}
    stored.save()
    record("misconception added", stored, by=by, at=at, name=id_, text=text)
    return id_


def named_misconceptions(handbook: Handbook) -> frozenset[str]:
    """The ids that questions of any version or draft of a handbook name: answers are counted by them."""
    quizzes = Version.objects.filter(section__handbook=handbook).values_list(*(f"quiz_{code}" for code in LANGUAGES))
    texts = (quiz for row in quizzes for quiz in row if quiz)
    return frozenset(id_.upper() for quiz in texts for id_ in _NAMED_MISCONCEPTION.findall(quiz))


def highest_misconception(handbook: Handbook) -> int:
    """The highest number of any misconception, listed or named by a question; 0 without any."""
    listed = handbook.misconceptions if isinstance(handbook.misconceptions, dict) else {}
    ids = (id_ for id_ in {*listed, *named_misconceptions(handbook)} if is_misconception_id(id_))
    return max((int(id_[1:]) for id_ in ids), default=0)
