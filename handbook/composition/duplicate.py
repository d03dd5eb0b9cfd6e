"""HR begins a handbook, or a section, as a copy of another. A copy is drafts alone."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from handbook.composition.create import insert_handbook, insert_section
from handbook.import_export.exporter import as_exported
from handbook.import_export.import_plan import columns_of
from handbook.models import Handbook, Section, Version, newest_version
from handbook.versions.drafts import COLUMNS, open_draft, save_draft
from handbook.versions.validation import check_version
from markup.normalize import one_line
from markup.section.digests import SHORT_DIGEST_LENGTH, words_digest
from markup.section.parser import LONGEST_TITLE, parse_body
from markup.section.types import SourceText
from markup.section.validation import current_by_marks
from markup.section.writer import write_body
from markup.slugs import LONGEST_ID
from people.models import Employee
from records.models import record

_MARKER = re.compile(r"^[ >]*§.*$", re.MULTILINE)
_LINK = re.compile(r"\]\(#[^)\s]*\)")
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_COPIED = (
    "source_language", "language_codes", "contacts", "misconceptions", "open_to_all", "needs_four_eyes",
    "needs_legal_sign_off",
)  # fmt: skip
_COPIED_BY_LANGUAGE = ("lead", "in_short", "synonyms")
"""The fields of a handbook that have a column for each language, without its title."""


def title_of_copy(title: str, language: str) -> str:
    """The title that a copy is offered, in the language of the title."""
    with translation.override(language):
        ending = _(" (copy)")
    return f"{title[: LONGEST_TITLE - len(ending)]}{ending}"


@transaction.atomic
def copy_section(*, section: Section, title: str, by: Employee | None, at: datetime) -> Version:
    """Make the last section of a handbook with the newest words of another one of it, and return its draft.

    That is the open draft, or else the newest version. Points get ids under the new slug, which links within the section
    follow; other sections go on to lead to the old ones. A translation of a point stays confirmed; those of title and key
    message have to be confirmed anew, since the title is another.
    """
    section, title = Section.objects.select_related("handbook").get(pk=section.pk), one_line(title)
    copied = insert_section(section.handbook, title)
    record("section copied", copied, by=by, at=at, section=section.pk)
    newest = _newest_texts(section)
    texts = _with_new_ids(newest, section, copied) if newest else {}
    return _begin(copied, texts | {f"title_{section.handbook.source_language}": title}, by=by, at=at)


@transaction.atomic
def copy_handbook(*, handbook: Handbook, title: str, by: Employee | None, at: datetime) -> Handbook:
    """Make a handbook with the front page and all newest words of another one, as drafts. Returns it.

    Sections that are withdrawn are left out. Sections keep their slugs, and points and questions their ids, since these are
    names within a handbook.
    """
    original, title = Handbook.objects.get(pk=handbook.pk), one_line(title)
    copied = insert_handbook(title, _front_page(original) | {f"title_{original.source_language}": title})
    record("handbook copied", copied, by=by, at=at, handbook=original.slug)
    for section in original.sections.filter(withdrawn_on=None).select_related("handbook").order_by("position"):
        if texts := _newest_texts(section):
            position = copied.sections.count() + 1
            begun = Section.objects.create(handbook=copied, slug=section.slug, position=position)
            _begin(begun, texts, by=by, at=at)
    return copied


def _front_page(handbook: Handbook) -> dict[str, Any]:
    """The columns of a copy of a handbook, the titles marked as those of a copy."""
    columns = {name: getattr(handbook, name) for name in _COPIED}
    for code in handbook.languages:
        columns |= {f"{field}_{code}": getattr(handbook, f"{field}_{code}") for field in _COPIED_BY_LANGUAGE}
        title = getattr(handbook, f"title_{code}") or ""
        columns[f"title_{code}"] = title_of_copy(title, code) if title else ""
    return columns


def _begin(section: Section, texts: Mapping[str, str], *, by: Employee | None, at: datetime) -> Version:
    draft = open_draft(section=section, by=by, at=at)
    return save_draft(draft=draft, texts=texts, revision=draft.revision, by=by, at=at)


def copied_version(section: Section) -> Version | None:
    """The version whose words a copy of a section gets: the open draft, or else the newest version. None: it has neither."""
    return Version.objects.drafts().filter(section=section).first() or newest_version(section)


def copied_title(row: Handbook | Section) -> str:
    """The title of what is to be copied, in the source language."""
    if isinstance(row, Handbook):
        return getattr(row, f"title_{row.source_language}") or row.slug
    version = copied_version(row)
    return (version.text("title", row.handbook.source_language) if version else "") or row.slug


def _newest_texts(section: Section) -> dict[str, str]:
    """The columns of the version that a copy is made of; what is known to match stands in the translations, as in an export.
    Empty: there is none."""
    version = copied_version(section)
    if version is None:
        return {}
    version.section = section
    columns = {name: getattr(version, name) or "" for name in (*COLUMNS, "laws") if not name.startswith("news_")}
    checked = check_version(version)
    if checked.blocking:
        return columns
    handbook = section.handbook
    return columns | columns_of(as_exported(version, checked), handbook.source_language, handbook.languages)


def _with_new_ids(texts: Mapping[str, str], section: Section, copied: Section) -> dict[str, str]:
    """The columns with ids under the slug of the copy, in `§` lines and links, and each translation confirmed clause by
    clause where it was confirmed."""
    handbook = section.handbook
    before = {code: _parsed(texts, code, handbook) for code in handbook.languages}
    source = before[handbook.source_language]
    ids = new_ids((clause.id for clause in source.clauses if clause.id), section.slug, copied.slug)
    renamed = dict(texts)
    for code in handbook.languages:
        for column in (f"source_{code}", f"quiz_{code}"):
            renamed[column] = with_ids(texts[column], ids)
    source_now = _parsed(renamed, handbook.source_language, handbook)
    for code, text in before.items():
        if code != handbook.source_language and renamed[f"source_{code}"]:
            current = {ids.get(clause, clause) for clause in current_by_marks(text, source)}
            marked = _marked(_parsed(renamed, code, handbook), source_now, current)
            renamed |= {f"source_{code}": write_body(marked), f"made_from_{code}": ""}
    return renamed


def _marked(text: SourceText, source: SourceText, current: Iterable[str]) -> SourceText:
    """A translation in which each clause that is current names the source's words it was made from."""
    names = {
        clause.id: words_digest(clause)[:SHORT_DIGEST_LENGTH] for clause in source.clauses if clause.id in set(current)
    }
    clauses = (replace(clause, made_from=names.get(clause.id or "")) for clause in text.clauses)
    return replace(text, clauses=tuple(clauses))


def _parsed(texts: Mapping[str, str], language: str, handbook: Handbook) -> SourceText:
    return parse_body(
        texts.get(f"source_{language}", ""),
        title=texts.get(f"title_{language}", ""),
        message=texts.get(f"message_{language}", ""),
        made_from=texts.get(f"made_from_{language}", ""),
        language=language,
        source_language=handbook.source_language,
    ).value


def new_ids(ids: Iterable[str], slug: str, new_slug: str) -> dict[str, str]:
    """An id under the new slug for each id: `roles-3` becomes `rules-3`, and `other-1` from elsewhere `rules-other-1`. One that
    is taken or too long gets a number instead."""
    renamed: dict[str, str] = {}
    for id_ in dict.fromkeys(ids):
        ending = id_.removeprefix(f"{slug}-")
        new = f"{new_slug}-{ending}"
        number = 1
        while new in renamed.values() or len(new) > LONGEST_ID:
            new, number = f"{new_slug}-{number}", number + 1
        renamed[id_] = new
    return renamed


def with_ids(text: str, ids: Mapping[str, str]) -> str:
    """A text, or a quiz, with other ids in its `§` lines and in its links to points."""

    def renamed(matched: re.Match[str]) -> str:
        return _WORD.sub(lambda word: ids.get(word[0], word[0]), matched[0])

    return _LINK.sub(renamed, _MARKER.sub(renamed, text))
