"""Text files become drafts, and versions when told to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from handbook.checking import Checked, check_version
from handbook.drafting import discard_draft, newest_version, open_draft, save_draft
from handbook.exporting import as_exported
from handbook.file_ids import unsettled_in
from handbook.files import HandbookFiles, SectionFiles, read_folder
from handbook.frame import frame_of
from handbook.models import LANGUAGES, Handbook, Kind, Section, Version
from handbook.publishing import HasFaults, NothingChanged, publish
from handbook.text.values import Fault
from handbook.text.writing import write_body
from people.models import Employee
from records.models import record


class DraftInTheWay(Exception):
    """A section that the files would change has an open draft that says something else. Carries the section."""


class SectionDropped(Exception):
    """A section is published and in force, and handbook.toml does not name it. Carries the section."""


class FrameDiffers(Exception):
    """The frame was edited in the admin, or in handbook.toml. Carries the columns that differ, as handbook.toml says them."""


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
    replace_frame: bool = False,
) -> Imported:
    """Bring a handbook in step with its folder. A section whose files say what is published already is left alone.
    `publish_as` is the kind of every change, published at once; None: the sections become drafts.

    Raises BrokenFrame, HasFaults (nothing is imported from a handbook with a fault in any file), IdsNotSettled where texts
    and ids do not go together as they are published (`ids_as_written`: somebody says that the ids are right),
    FrameDiffers, SectionDropped, DraftInTheWay and NotReady.
    """
    files = read_folder(folder)
    retired, unsettled = unsettled_in(files, ids_as_written=ids_as_written)
    if unsettled:
        raise IdsNotSettled([*files.stopping, *retired], unsettled)
    if files.stopping or retired:
        raise HasFaults([*files.stopping, *retired])
    handbook = import_frame(files=files, replace_frame=replace_frame, by=by, at=at)
    sections = put_in_order(handbook, files.frame.sections, on=timezone.localdate(at))
    drafts, unchanged = [], 0
    for section, section_files in zip(sections, files.sections, strict=True):
        draft = _draft_of(section, section_files, files.source_language, replace=replace_drafts, by=by, at=at)
        if draft is None:
            unchanged += 1
        else:
            drafts.append(draft)
    if publish_as is None:
        return Imported(tuple(drafts), (), unchanged)
    published = []
    for draft in drafts:
        try:
            with transaction.atomic():  # a savepoint: what was begun for a version that says nothing new is taken back
                published.append(
                    publish(version=draft, kinds=publish_as, by=by, at=at, although_not_ready=although_not_ready)
                )
        except NothingChanged:
            discard_draft(draft=draft, revision=draft.revision, by=by, at=at)
            unchanged += 1
    return Imported((), tuple(published), unchanged)


def _draft_of(
    section: Section, files: SectionFiles, source_language: str, *, replace: bool, by: Employee | None, at: datetime
) -> Version | None:
    """A draft that says what the files say; None if that is published already. Raises DraftInTheWay."""
    columns = columns_of(files, source_language)
    newest = newest_version(section)
    if newest and _says_that_already(newest, columns):
        return None
    open_one: Version | None = Version.objects.drafts().filter(section=section).first()
    if open_one and _says_that_already(open_one, columns):
        return open_one
    if open_one and not replace:
        raise DraftInTheWay(section)
    draft = open_draft(section=section, by=by, at=at)
    return save_draft(draft=draft, texts=columns, revision=draft.revision, by=by, at=at)


def import_frame(*, files: HandbookFiles, replace_frame: bool, by: Employee | None, at: datetime) -> Handbook:
    """What handbook.toml says, onto a new handbook, or, when told to, onto the one that is there. Raises FrameDiffers."""
    columns = files.frame.columns()
    handbook: Handbook | None = Handbook.objects.select_for_update().filter(slug=files.slug).first()
    if handbook is None:
        handbook = Handbook.objects.create(slug=files.slug, **columns)
        record("handbook imported", handbook, by=by, at=at)
        return handbook
    stands = frame_of(handbook, files.frame.sections).columns()
    differing = {column: value for column, value in columns.items() if stands[column] != value}
    if not differing:
        return handbook
    if not replace_frame:
        raise FrameDiffers(differing)
    for column, value in differing.items():
        setattr(handbook, column, value)
    handbook.save()
    changes = {column: [stands[column], value] for column, value in differing.items()}
    record("frame replaced", handbook, by=by, at=at, changes=changes)
    return handbook


def put_in_order(handbook: Handbook, slugs: Sequence[str], *, on: date) -> list[Section]:
    """The sections of those slugs, made where they are missing, in that order; what is withdrawn or never was published
    stands behind them. Raises SectionDropped."""
    rest = handbook.sections.exclude(slug__in=slugs).order_by("position")
    if dropped := rest.published().in_force(on).first():
        raise SectionDropped(dropped)
    sections = []
    for position, slug in enumerate(slugs, start=1):
        section, _ = Section.objects.update_or_create(handbook=handbook, slug=slug, defaults={"position": position})
        sections.append(section)
    for position, section in enumerate(rest, start=len(slugs) + 1):
        Section.objects.filter(pk=section.pk).update(position=position)
    return sections


def columns_of(files: SectionFiles | Checked, source_language: str) -> dict[str, str]:
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


def _says_that_already(version: Version, columns: Mapping[str, str]) -> bool:
    """Whether the files say what the version says, whatever blanks and marks it was typed with; or what is exported of it,
    which has what somebody has checked of its translations."""
    if all((getattr(version, column) or "") == text for column, text in columns.items()):
        return True
    source_language = version.section.handbook.source_language
    checked = check_version(version)
    if checked.stopping:
        return False
    return columns in (columns_of(checked, source_language), columns_of(as_exported(version), source_language))
