"""HR works on the next version of a section: opens a draft, saves it, throws it away."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from handbook.models import LANGUAGES, ClauseText, Section, Version
from handbook.text.numbering import with_ids
from handbook.text.parsing import parse_body
from handbook.text.values import SourceText
from handbook.text.writing import write_body
from people.models import Employee
from records.models import record

TEXT_FIELDS = ("title", "message", "source", "made_from", "quiz", "quiz_made_from", "news")
"""What a draft holds in each language. `news` begins empty in every draft: it speaks of this version alone."""
COLUMNS = tuple(f"{field}_{language}" for field in TEXT_FIELDS for language in LANGUAGES)


class AlreadyPublished(Exception):
    """A published version is never changed; open a draft."""


class LostUpdate(Exception):
    """Somebody saved the draft after this text was opened. Carries the draft as it stands now."""


def newest_version(section: Section) -> Version | None:
    newest: Version | None = Version.objects.published().filter(section=section).order_by("-number").first()
    return newest


@transaction.atomic
def open_draft(*, section: Section, by: Employee | None, at: datetime) -> Version:
    """The section's draft: the one that is open, or a new one with the words of the newest version."""
    Section.objects.select_for_update().get(pk=section.pk)
    open_one: Version | None = Version.objects.drafts().filter(section=section).first()
    if open_one:
        return open_one
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
    *, draft: Version, texts: Mapping[str, str], revision: int, by: Employee | None, at: datetime
) -> Version:
    """Store columns of a draft as typed, faults and all.

    `texts` names columns such as `source_nn`, or `laws`; `revision` is the one the texts were opened at.
    Raises AlreadyPublished, and LostUpdate with the draft as another editor saved it.
    """
    current = Version.objects.select_for_update().get(pk=draft.pk)
    if current.is_published:
        raise AlreadyPublished(current)
    if current.revision != revision:
        raise LostUpdate(current)
    for column, text in texts.items():
        setattr(current, column, text)
    current.revision += 1
    current.saved_at, current.saved_by = at, by
    current.save()
    record("draft saved", current, by=by, at=at, revision=current.revision)
    return current


def tidied(draft: Version, texts: Mapping[str, str]) -> dict[str, str]:
    """The same columns with each section text in canonical form, if nothing is wrong with it; else as typed.

    A block of the source without an id gets a fresh one, unless an id of the version before is gone: then somebody may
    have taken away the `§` line by mistake, and a person has to say so.
    """
    source_language, section = draft.section.handbook.source_language, draft.section
    made = dict(texts)
    for language in LANGUAGES:
        typed = texts.get(f"source_{language}")
        if typed is None:
            continue
        parsed = parse_body(
            typed,
            title=texts.get(f"title_{language}", "-"),
            message=texts.get(f"message_{language}", "-"),
            file="",
            language=language,
            source_language=source_language,
        )
        text = _numbered(section, draft.base, parsed.value) if language == source_language else parsed.value
        wrong = {fault.code for fault in parsed.faults if fault.level == "fault"} - _ABOUT_FIELDS
        if text is not parsed.value:
            wrong -= {"id-missing", "origin-missing"}
        if not wrong:
            made[f"source_{language}"] = write_body(text)
    return made


_ABOUT_FIELDS = {"front-title", "front-message"}


def _numbered(section: Section, base: int, text: SourceText) -> SourceText:
    """With ids for blocks that have none, if no clause of the version before is missing."""
    mine = ClauseText.objects.filter(edition__version__section=section)
    before = set(mine.filter(edition__version__number=base).values_list("clause", flat=True))
    here = {clause.id for clause in text.clauses if clause.id}
    if before - here or all(clause.id for clause in text.clauses):
        return text
    return with_ids(text, section.slug, ever_used=set(mine.values_list("clause", flat=True)))


@transaction.atomic
def discard_draft(*, draft: Version, by: Employee | None, at: datetime) -> None:
    """Throw a draft away. Raises AlreadyPublished."""
    draft = Version.objects.select_for_update().get(pk=draft.pk)
    if draft.is_published:
        raise AlreadyPublished(draft)
    record("draft discarded", draft, by=by, at=at, section=draft.section_id)
    draft.delete()
