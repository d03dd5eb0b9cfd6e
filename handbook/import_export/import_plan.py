"""What an import of a folder would do, or why it would be refused. It reads and decides; nothing is written here."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from handbook.import_export.errors import (
    DraftInTheWay,
    ImportRefused,
    MetadataDiffers,
    SectionDropped,
    SectionNotApproved,
    SectionNotReady,
    UnresolvedIds,
)
from handbook.import_export.exporter import as_exported
from handbook.import_export.file_clause_ids import IdPrompt, compare_files, id_prompts
from handbook.import_export.folder import HandbookFiles, InvalidHandbookToml, SectionFiles, read_folder
from handbook.import_export.handbook_toml import metadata_of
from handbook.models import Handbook, Kind, Section, Version, newest_version
from handbook.versions.clause_ids import ClauseComparison
from handbook.versions.publication_plan import PublicationPlan, plan_publication
from handbook.versions.publish import HasErrors, NotApproved, missing_for_publication, require_approvals
from handbook.versions.validation import CheckedVersion, check_version
from markup.errors import TextError
from markup.section.types import SourceText
from markup.section.writer import write_body
from people.language import LANGUAGES


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What somebody said with an import."""

    publish_as: Kind | None = None
    """The kind of every change, published at once; None: the sections become drafts."""
    although_not_ready: bool = False
    replace_drafts: bool = False
    ids_as_written: bool = False
    """The ids in the files are right, also where a text is more like that of another."""
    replace_metadata: bool = False


class Action(StrEnum):
    """What becomes of a section."""

    LEAVE = "leave"
    """The files say what is published, or nothing that would be new in a version."""
    KEEP = "keep"
    """The open draft says what the files say."""
    BEGIN = "begin"
    """A new draft."""
    REPLACE = "replace"
    """The open draft gets the words of the files."""


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """What an import would do with one section."""

    files: SectionFiles
    section: Section | None
    """None: it is new."""
    newest: Version | None
    draft: Version | None
    """The open one."""
    columns: Mapping[str, str]
    action: Action
    has_errors: bool
    resolved: tuple[str, ...] = ()
    """The questions about its ids that are answered by saying that they are right as written."""

    @property
    def slug(self) -> str:
        return self.files.slug

    @property
    def is_outdated(self) -> bool:
        """Whether a version was published after the open draft was begun."""
        return bool(self.draft and self.newest and self.draft.base != self.newest.number)

    def planned(self) -> PublicationPlan | None:
        """The version that the files would become; None where there is none before it, or an error in the files."""
        if self.has_errors or self.section is None or self.newest is None:
            return None
        if self.action == Action.KEEP and self.draft:
            version = self.draft
        else:
            version = Version(section=self.section, base=self.newest.number or 0)
            for column, text in self.columns.items():
                setattr(version, column, text)
        return plan_publication(version, CheckedVersion(self.files.texts, self.files.quizzes, ()))


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import of a folder would do, with what was compared on the way."""

    options: ImportOptions
    files: HandbookFiles
    handbook: Handbook | None
    """As its frame stands; None: it is new."""
    metadata: Mapping[str, tuple[Any, Any]]
    """The columns of an existing handbook that handbook.toml says otherwise: as they stand, and as it says them."""
    order: tuple[str, ...]
    """The sections as they stand, by their slugs."""
    order_then: tuple[str, ...]
    """As they would stand: those that handbook.toml names, and the rest behind them."""
    sections: tuple[SectionPlan, ...]
    compared: Mapping[str, Mapping[str, ClauseComparison]]
    """By language and section: which clause each block is."""
    reasons: tuple[Exception, ...]
    """Why nothing would be imported; empty: it would."""

    @property
    def changed(self) -> tuple[SectionPlan, ...]:
        """The sections that would be written in, or published."""
        left = {Action.LEAVE} if self.options.publish_as else {Action.LEAVE, Action.KEEP}
        return tuple(section for section in self.sections if section.action not in left)

    @property
    def changes_nothing(self) -> bool:
        """Whether importing would leave every row as it is."""
        return self.handbook is not None and not self.metadata and self.order == self.order_then and not self.changed

    @property
    def readable(self) -> tuple[str, ...]:
        """The sections that the import leaves published; those that were published before are not all named."""
        return self.files.metadata.sections if self.options.publish_as else ()

    @property
    def sources(self) -> dict[str, SourceText]:
        """The text of each section in the source language, as the files say it."""
        return {section.slug: section.files.texts[self.files.source_language] for section in self.sections}


def plan_import(*, folder: Path, options: ImportOptions, on: date) -> ImportPlan:
    """What importing the folder on that day would do. Raises ImportRefused where there is nothing to compare: handbook.toml
    cannot be read."""
    try:
        files = read_folder(folder)
    except InvalidHandbookToml as unreadable:
        raise ImportRefused([unreadable]) from unreadable
    stands: Handbook | None = Handbook.objects.filter(slug=files.slug).first()
    columns = files.metadata.columns()
    said = metadata_of(stands, files.metadata.sections).columns() if stands else columns
    metadata = {column: (said[column], value) for column, value in columns.items() if said[column] != value}
    known = _sections(stands, columns)
    compared = {language: compare_files(files, language) for language in LANGUAGES}
    retired = [
        error
        for by_slug in compared.values()
        for clause_comparison in by_slug.values()
        for error in clause_comparison.retired()
    ]
    broken = [*files.stopping, *retired]
    sources = {section.slug: section.texts[files.source_language] for section in files.sections}
    sections = tuple(
        _plan_section(section, known.get(section.slug), sources, broken, files.source_language, options)
        for section in files.sections
    )
    sections, unsettled = _resolve_ids(sections, id_prompts(compared), options)
    return ImportPlan(
        options=options,
        files=files,
        handbook=stands,
        metadata=metadata,
        order=tuple(known),
        order_then=(*files.metadata.sections, *(slug for slug in known if slug not in files.metadata.sections)),
        sections=sections,
        compared=compared,
        reasons=(
            *_errors(broken, unsettled),
            *_differing_metadata(metadata, options),
            *_dropped(stands, files.metadata.sections, on),
            *(reason for section in sections for reason in _reasons(section, options)),
        ),
    )


def _sections(handbook: Handbook | None, columns: Mapping[str, Any]) -> dict[str, Section]:
    """The sections of a handbook in order, by their slugs; each with the handbook as handbook.toml says it."""
    if handbook is None:
        return {}
    framed = copy(handbook)
    for column, value in columns.items():
        setattr(framed, column, value)
    found = {section.slug: section for section in handbook.sections.order_by("position")}
    for section in found.values():
        section.handbook = framed
    return found


def _plan_section(
    files: SectionFiles,
    section: Section | None,
    sources: Mapping[str, SourceText],
    broken: Iterable[TextError],
    source_language: str,
    options: ImportOptions,
) -> SectionPlan:
    columns = columns_of(files, source_language)
    newest = newest_version(section) if section else None
    draft = Version.objects.drafts().filter(section=section).first() if section else None
    for version in (newest, draft):
        if version and section:
            version.section = section
    if newest and _says_that_already(newest, columns, sources):
        action = Action.LEAVE
    elif draft and _says_that_already(draft, columns, sources):
        action = Action.KEEP
    else:
        action = Action.REPLACE if draft else Action.BEGIN
    home = files.texts[source_language].file.rpartition("/")[0]
    has_errors = any(error.file.startswith(f"{home}/") for error in broken)
    decided = SectionPlan(files, section, newest, draft, columns, action, has_errors)
    if options.publish_as is None or action == Action.LEAVE:
        return decided
    if (planned := decided.planned()) and planned.says_nothing_new():
        return replace(decided, action=Action.LEAVE)
    # What was begun from an older version is not published over a newer one.
    return replace(decided, action=Action.REPLACE) if decided.is_outdated else decided


def _resolve_ids(
    sections: Sequence[SectionPlan], asked: Iterable[IdPrompt], options: ImportOptions
) -> tuple[tuple[SectionPlan, ...], list[str]]:
    """The sections with the questions that are answered by `ids_as_written`; and a sentence for each that is open.

    A draft that is left as it is asks in the admin; what was answered there is not asked again.
    """
    by_slug = {section.slug: section for section in sections}
    unsettled = []
    for prompt in asked:
        decided = by_slug[prompt.slug]
        if decided.action == Action.KEEP and options.publish_as is None:
            continue
        if decided.draft and prompt.key in decided.draft.resolved_ids:
            continue
        if options.ids_as_written and prompt.has_id:
            by_slug[prompt.slug] = replace(decided, resolved=(*decided.resolved, prompt.key))
        else:
            unsettled.append(prompt.line)
    return tuple(by_slug.values()), unsettled


def _errors(errors: Sequence[TextError], unsettled: Sequence[str]) -> list[Exception]:
    if unsettled:
        return [UnresolvedIds(errors, unsettled)]
    return [HasErrors(errors)] if errors else []


def _differing_metadata(metadata: Mapping[str, tuple[Any, Any]], options: ImportOptions) -> list[Exception]:
    if not metadata or options.replace_metadata:
        return []
    return [MetadataDiffers({column: new for column, (_old, new) in metadata.items()})]


def _dropped(handbook: Handbook | None, named: Sequence[str], on: date) -> list[Exception]:
    rest = handbook.sections.exclude(slug__in=named).published().in_force(on).order_by("position") if handbook else []
    return [SectionDropped(section) for section in rest]


def _reasons(decided: SectionPlan, options: ImportOptions) -> list[Exception]:
    """What stands in the way of one section: an open draft, and what would once it is replaced. While its files have
    errors, neither can be known."""
    if decided.has_errors or decided.action == Action.LEAVE:
        return []
    found: list[Exception] = []
    if decided.action == Action.REPLACE and not options.replace_drafts:
        found.append(DraftInTheWay(decided.section))
    planned = decided.planned() if options.publish_as else None
    if planned is None or options.publish_as is None:
        return found
    questions, languages = missing_for_publication(planned, planned.classified_as(options.publish_as), ())
    if (questions or languages) and not options.although_not_ready:
        found.append(SectionNotReady(decided.slug, questions, languages))
    try:
        require_approvals(planned, None)
    except NotApproved as refused:
        found.append(SectionNotApproved(decided.slug, refused.roles))
    return found


def columns_of(files: SectionFiles | CheckedVersion, source_language: str) -> dict[str, str]:
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


def _says_that_already(version: Version, columns: Mapping[str, str], sources: Mapping[str, SourceText]) -> bool:
    """Whether the files say what the version says, whatever blanks and marks it was typed with; or what is exported of it,
    which has what somebody has checked of its translations. `sources` are the sections that come with it."""
    if all((getattr(version, column) or "") == text for column, text in columns.items()):
        return True
    source_language = version.section.handbook.source_language
    checked = check_version(version, beside=sources)
    if checked.stopping:
        return False
    return columns in (columns_of(checked, source_language), columns_of(as_exported(version, checked), source_language))
