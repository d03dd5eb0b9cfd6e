"""Text files become drafts, and versions when told to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from handbook.drafting import newest_version, open_draft, save_draft
from handbook.file_ids import unsettled_in
from handbook.files import HandbookFiles, SectionFiles, read_folder
from handbook.models import LANGUAGES, Handbook, Kind, Section, Version
from handbook.publishing import HasFaults, publish
from handbook.text.values import Fault
from handbook.text.writing import write_body
from people.models import Employee
from records.models import record


class DraftInTheWay(Exception):
    """A section that the files would change has an open draft. Carries the section."""


class IdsNotSettled(HasFaults):
    """It is not clear which clause some blocks are. Carries the faults, and a sentence for each of them."""

    def __init__(self, faults: Iterable[Fault], unsettled: Iterable[str]) -> None:
        super().__init__(faults)
        self.unsettled = tuple(unsettled)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the drafts it left open and the versions it published."""

    drafts: tuple[Version, ...]
    published: tuple[Version, ...]
    unchanged: int


@transaction.atomic
def import_folder(
    *,
    folder: Path,
    publish_as: Kind | None,
    replace_drafts: bool,
    by: Employee | None,
    at: datetime,
    although_not_ready: bool = False,
    ids_as_written: bool = False,
) -> Imported:
    """Bring a handbook in step with its folder. A section whose files say what is published already is left alone.
    `publish_as` is the kind of every change, published at once; None: the sections become drafts.

    Raises HasFaults (nothing is imported from a handbook with a fault in any file), IdsNotSettled where texts and ids do
    not go together as they are published (`ids_as_written`: somebody says that the ids are right), DraftInTheWay and
    NotReady.
    """
    files = read_folder(folder)
    retired, unsettled = unsettled_in(files, ids_as_written=ids_as_written)
    if unsettled:
        raise IdsNotSettled([*files.stopping, *retired], unsettled)
    if files.stopping or retired:
        raise HasFaults([*files.stopping, *retired])
    handbook = import_frame(files=files, by=by, at=at)
    drafts, unchanged = [], 0
    for position, section_files in enumerate(files.sections, start=1):
        section, _ = Section.objects.update_or_create(
            handbook=handbook, slug=section_files.slug, defaults={"position": position}
        )
        columns = columns_of(section_files, files.source_language)
        if _says_that_already(newest_version(section), columns):
            unchanged += 1
            continue
        if Version.objects.drafts().filter(section=section).exists() and not replace_drafts:
            raise DraftInTheWay(section)
        draft = open_draft(section=section, by=by, at=at)
        drafts.append(save_draft(draft=draft, texts=columns, revision=draft.revision, by=by, at=at))
    if publish_as is None:
        return Imported(tuple(drafts), (), unchanged)
    published = [
        publish(version=each, kinds=publish_as, by=by, at=at, although_not_ready=although_not_ready) for each in drafts
    ]
    return Imported((), tuple(published), unchanged)


def import_frame(*, files: HandbookFiles, by: Employee | None, at: datetime) -> Handbook:
    """What handbook.toml says, onto the handbook."""
    handbook, is_new = Handbook.objects.update_or_create(slug=files.slug, defaults=_frame_columns(files.frame))
    if is_new:
        record("handbook imported", handbook, by=by, at=at)
    return handbook


def _frame_columns(frame: Mapping[str, Any]) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "source_language": frame["source_language"],
        "open_to_all": frame["open_to_all"],
        "legal_review": frame["legal_review"],
        "contacts": frame.get("contacts", []),
        "misconceptions": frame.get("misconceptions", {}),
    }
    for language in LANGUAGES:
        columns[f"title_{language}"] = frame["title"][language]
        columns[f"lead_{language}"] = frame["lead"][language]
        columns[f"in_short_{language}"] = "\n".join(frame["in_short"][language])
    return columns


def columns_of(files: SectionFiles, source_language: str) -> dict[str, str]:
    """A version's columns as the files say them; a language without a file is empty."""
    columns = {"laws": ", ".join(files.texts[source_language].laws)}
    for language in LANGUAGES:
        text, quiz = files.texts.get(language), files.quizzes.get(language)
        columns |= {
            f"title_{language}": text.title if text else "",
            f"message_{language}": text.message if text else "",
            f"source_{language}": write_body(text) if text else "",
            f"made_from_{language}": (text.source or "") if text else "",
            f"quiz_{language}": quiz.body if quiz else "",
            f"quiz_made_from_{language}": quiz.made_from if quiz else "",
        }
    return columns


def _says_that_already(version: Version | None, columns: Mapping[str, str]) -> bool:
    return version is not None and all((getattr(version, column) or "") == text for column, text in columns.items())
