"""Plan the import of a folder: what would change, or why it would be refused. Nothing is written here."""

from collections.abc import Container, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from handbook.handbooks import handbook_of_folder
from handbook.import_export.errors import (
    DraftWouldBeOverwritten,
    ImportRefused,
    LawsEdited,
    MetadataDiffers,
    SectionDropped,
    SectionNotApproved,
    SectionNotReady,
    SectionRenamed,
    UnresolvedIds,
)
from handbook.import_export.exporter import as_exported, named_as_read
from handbook.import_export.file_clause_ids import IdPrompt, compare_files, id_prompts, question_id_prompts
from handbook.import_export.folder import FilesHaveErrors, HandbookFiles, InvalidHandbookToml, SectionFiles, read_folder
from handbook.import_export.handbook_toml import HandbookMetadata, metadata_of
from handbook.import_export.law_files import LawChange, plan_laws
from handbook.laws.law_file import NamedInFiles
from handbook.laws.register import KnownLaws
from handbook.models import FormerAddress, Handbook, Kind, Section, Version, newest_version
from handbook.published_texts import beside_published
from handbook.versions.clause_ids import ClauseComparison
from handbook.versions.names_in_use import allow_names_in_use
from handbook.versions.publication_plan import PublicationPlan, plan_publication
from handbook.versions.publish import NotApproved, missing_for_publication, require_approvals
from handbook.versions.validation import CheckedVersion, check_version
from markup.errors import TextError, in_order
from markup.section.types import SourceText
from markup.section.writer import write_body
from records.refusal import Refusal


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The choices that come with an import."""

    publish_as: Kind | None = None
    """The kind of every change, which is then published at once; None: the sections become drafts."""
    although_not_ready: bool = False
    replace_drafts: bool = False
    ids_as_written: bool = False
    """Accept the ids in the files, even where a text is more like the published text of another id."""
    replace_metadata: bool = False
    replace_laws: bool = False


class Action(StrEnum):
    """An action of an import on a section."""

    LEAVE = "leave"
    """The files say what is published, or would change nothing in a new version."""
    KEEP = "keep"
    """Keep the open draft: it says what the files say."""
    BEGIN = "begin"
    """Begin a new draft."""
    REPLACE = "replace"
    """Replace the text of the open draft with that of the files."""


@dataclass(frozen=True)
class SectionPlan:
    """The action that an import would take on one section, with the texts behind it."""

    files: SectionFiles
    section: Section | None
    """None: the section is new."""
    newest: Version | None
    draft: Version | None
    """The open draft."""
    columns: Mapping[str, str]
    """The columns of the version, with the text of the files."""
    action: Action
    has_errors: bool
    resolved: tuple[str, ...] = ()
    """The keys of the id prompts that `ids_as_written` answers."""

    @property
    def slug(self) -> str:
        return self.files.slug

    @property
    def is_outdated(self) -> bool:
        """Whether another version has been published since the open draft was begun."""
        return bool(self.draft and self.newest and self.draft.base != self.newest.number)

    @cached_property
    def publication(self) -> PublicationPlan | None:
        """The plan of the next version; None if nothing is published yet or the files have errors."""
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
    """The changes that an import of a folder would make, or the reasons why it is refused."""

    options: ImportOptions
    files: HandbookFiles
    handbook: Handbook | None
    """The handbook with its metadata in the database; None: it is new."""
    metadata_changes: Mapping[str, tuple[Any, Any]]
    """The columns of an existing handbook that handbook.toml would change: the old value and the new one."""
    order: tuple[str, ...]
    """The slugs of the sections in their present order."""
    new_order: tuple[str, ...]
    """Their order after the import: the sections of handbook.toml, then the others."""
    sections: tuple[SectionPlan, ...]
    comparisons: Mapping[str, Mapping[str, ClauseComparison]]
    """By language and section: which published clause each block is."""
    laws: tuple[LawChange, ...]
    """The laws that the file beside the folder would add or change."""
    reasons: tuple[Refusal, ...]
    """The reasons for which the import is refused; empty: it is not."""

    @property
    def changed(self) -> tuple[SectionPlan, ...]:
        """The sections whose draft would be written, or that would be published."""
        unchanged = {Action.LEAVE} if self.options.publish_as else {Action.LEAVE, Action.KEEP}
        return tuple(section for section in self.sections if section.action not in unchanged)

    @property
    def changes_nothing(self) -> bool:
        """Whether importing would leave every row as it is."""
        is_in_order = self.order == self.new_order
        changes = (self.metadata_changes, self.changed, self.laws)
        return self.handbook is not None and is_in_order and not any(changes)

    @property
    def published_sections(self) -> tuple[str, ...]:
        """The sections that the import publishes or finds published; others may be published besides."""
        return self.files.metadata.sections if self.options.publish_as else ()

    @property
    def sources(self) -> dict[str, SourceText]:
        """The source text of each section in the files, by slug."""
        return {section.slug: section.files.texts[self.files.source_language] for section in self.sections}


def plan_import(*, folder: Path, options: ImportOptions, on: date) -> ImportPlan:
    """Plan what importing the folder on that day would do. Raises ImportRefused if handbook.toml cannot be read."""
    handbook = handbook_of_folder(folder.name)
    on_site = {"slug": handbook.slug, "stored_review": handbook.legal_review} if handbook else {}
    try:
        files = read_folder(folder, **on_site, laws=KnownLaws(NamedInFiles(folder)))
    except InvalidHandbookToml as invalid:
        raise ImportRefused([invalid]) from invalid
    files = _as_read_today(files, handbook)
    columns = files.metadata.columns()
    old_columns = metadata_of(handbook, files.metadata.sections).columns() if handbook else columns
    metadata_changes = {
        column: (old_columns[column], value) for column, value in columns.items() if old_columns[column] != value
    }
    known = _sections(handbook, columns)
    comparisons = {language: compare_files(files, language) for language in files.metadata.languages}
    retired = [
        error for by_slug in comparisons.values() for comparison in by_slug.values() for error in comparison.retired()
    ]
    law_errors, laws = plan_laws(folder)
    blocking = allow_names_in_use(files.blocking, handbook)
    errors = [error for error in (*blocking, *law_errors) if error.is_error] + retired
    sources = {section.slug: section.texts[files.source_language] for section in files.sections}
    sections = tuple(
        _plan_section(section, known.get(section.slug), sources, errors, files.metadata, options)
        for section in files.sections
    )
    sections, open_prompts = _resolve_ids(sections, [*id_prompts(comparisons), *question_id_prompts(files)], options)
    return ImportPlan(
        options=options,
        files=files,
        handbook=handbook,
        metadata_changes=metadata_changes,
        order=tuple(known),
        new_order=(*files.metadata.sections, *(slug for slug in known if slug not in files.metadata.sections)),
        sections=sections,
        comparisons=comparisons,
        laws=laws,
        reasons=(
            *_error_reasons(errors, open_prompts),
            *_metadata_reasons(metadata_changes, options),
            *_law_reasons(laws, options),
            *_renamed_sections(handbook, files.metadata.sections, known),
            *_dropped_sections(handbook, files.metadata.sections, on),
            *(reason for section in sections for reason in _section_reasons(section, options)),
        ),
    )


def _as_read_today(files: HandbookFiles, handbook: Handbook | None) -> HandbookFiles:
    """The files with the digests that their clauses are published with, with warnings for errors that are published, and with
    the names that the sources of their translations have now."""
    errors: list[TextError] = list(files.errors)
    known = {section.slug: section for section in handbook.sections.select_related("handbook")} if handbook else {}
    sections = []
    for section in files.sections:
        texts = section.texts
        if section.slug in known:
            own = [error for error in errors if error.place.section == section.slug]
            texts, allowed = beside_published(known[section.slug], texts, section.quizzes, own)
            errors = [error for error in errors if error.place.section != section.slug] + allowed
        source = texts[files.source_language]
        named = {language: named_as_read(text, source) for language, text in texts.items()}
        sections.append(replace(section, texts=named))
    return replace(files, sections=tuple(sections), errors=in_order(errors))


def _sections(handbook: Handbook | None, columns: Mapping[str, Any]) -> dict[str, Section]:
    """Return the sections of a handbook in order, by slug; each with the handbook as handbook.toml would make it."""
    if handbook is None:
        return {}
    new_handbook = copy(handbook)
    for column, value in columns.items():
        setattr(new_handbook, column, value)
    sections = {section.slug: section for section in handbook.sections.order_by("position")}
    for section in sections.values():
        section.handbook = new_handbook
    return sections


def _plan_section(
    files: SectionFiles,
    section: Section | None,
    sources: Mapping[str, SourceText],
    errors: Iterable[TextError],
    metadata: HandbookMetadata,
    options: ImportOptions,
) -> SectionPlan:
    columns = columns_of(files, metadata.source_language, metadata.languages)
    newest = newest_version(section) if section else None
    draft = Version.objects.drafts().filter(section=section).first() if section else None
    for version in (newest, draft):
        if version and section:
            version.section = section
    if newest and _is_same_text(newest, columns, sources):
        action = Action.LEAVE
    elif draft and _is_same_text(draft, columns, sources):
        action = Action.KEEP
    else:
        action = Action.REPLACE if draft else Action.BEGIN
    has_errors = any(error.place.section == files.slug for error in errors)
    section_plan = SectionPlan(files, section, newest, draft, columns, action, has_errors)
    if options.publish_as is None or action == Action.LEAVE:
        return section_plan
    if (publication := section_plan.publication) and publication.says_nothing_new():
        return replace(section_plan, action=Action.LEAVE)
    # A draft that was begun from an older version is not published over a newer one.
    return replace(section_plan, action=Action.REPLACE) if section_plan.is_outdated else section_plan


def _resolve_ids(
    sections: Sequence[SectionPlan], prompts: Iterable[IdPrompt], options: ImportOptions
) -> tuple[tuple[SectionPlan, ...], list[IdPrompt]]:
    """Return the sections with the prompts that `ids_as_written` answers, and the prompts that are open.

    A draft that is kept shows its prompts in the admin; those that were answered there are not open.
    """
    by_slug = {section.slug: section for section in sections}
    open_prompts = []
    for prompt in prompts:
        section_plan = by_slug[prompt.slug]
        if section_plan.action == Action.KEEP and options.publish_as is None:
            continue
        if section_plan.draft and prompt.key in section_plan.draft.resolved_ids:
            continue
        if options.ids_as_written and prompt.has_id:
            by_slug[prompt.slug] = replace(section_plan, resolved=(*section_plan.resolved, prompt.key))
        else:
            open_prompts.append(prompt)
    return tuple(by_slug.values()), open_prompts


def _error_reasons(errors: Sequence[TextError], open_prompts: Sequence[IdPrompt]) -> list[Refusal]:
    if open_prompts:
        return [UnresolvedIds(errors, open_prompts)]
    return [FilesHaveErrors(errors)] if errors else []


def _metadata_reasons(metadata_changes: Mapping[str, tuple[Any, Any]], options: ImportOptions) -> list[Refusal]:
    if not metadata_changes or options.replace_metadata:
        return []
    return [MetadataDiffers({column: new for column, (_old, new) in metadata_changes.items()})]


def _law_reasons(laws: Iterable[LawChange], options: ImportOptions) -> list[Refusal]:
    edited = [change.name for change in laws if change.overwrites_hr]
    return [LawsEdited(edited)] if edited and not options.replace_laws else []


def _renamed_sections(handbook: Handbook | None, slugs: Sequence[str], known: Container[str]) -> list[Refusal]:
    """A reason for each folder that would become a new section with the former address of another."""
    if handbook is None:
        return []
    former = FormerAddress.objects.of_sections().filter(handbook=handbook, slug__in=slugs).select_related("section")
    return [SectionRenamed(row.slug, row.section) for row in former.order_by("slug") if row.slug not in known]


def _dropped_sections(handbook: Handbook | None, slugs: Sequence[str], on: date) -> list[Refusal]:
    if handbook is None:
        return []
    dropped = handbook.sections.exclude(slug__in=slugs).published().in_force(on).order_by("position")
    return [SectionDropped(section) for section in dropped]


def _section_reasons(section_plan: SectionPlan, options: ImportOptions) -> list[Refusal]:
    """Return the reasons against importing one section: its open draft, and what would prevent the publication.

    While the files of the section have errors, neither can be known.
    """
    if section_plan.has_errors or section_plan.action == Action.LEAVE:
        return []
    reasons: list[Refusal] = []
    if section_plan.action == Action.REPLACE and not options.replace_drafts:
        reasons.append(DraftWouldBeOverwritten(section_plan.section))
    publication = section_plan.publication if options.publish_as else None
    if publication is None or options.publish_as is None:
        return reasons
    questions, languages = missing_for_publication(publication, publication.classified_as(options.publish_as), ())
    if (questions or languages) and not options.although_not_ready:
        reasons.append(SectionNotReady(section_plan.slug, questions, languages))
    try:
        require_approvals(publication, None)
    except NotApproved as refused:
        reasons.append(SectionNotApproved(section_plan.slug, refused.roles))
    return reasons


def columns_of(files: SectionFiles | CheckedVersion, source_language: str, languages: Iterable[str]) -> dict[str, str]:
    """Return the columns of a version in these languages with the text of the files; a language without a file is empty."""
    columns = {"laws": ", ".join(files.texts[source_language].laws)}
    for language in languages:
        text, quiz = files.texts.get(language), files.quizzes.get(language)
        columns |= {
            f"title_{language}": text.title if text else "",
            f"message_{language}": text.message if text else "",
            f"source_{language}": write_body(text) if text else "",
            f"made_from_{language}": (text.source or "") if text else "",
            f"quiz_{language}": quiz.body if quiz else "",
            f"quiz_made_from_{language}": quiz.made_from if quiz and quiz.quiz.questions else "",
        }
    return columns


def _is_same_text(version: Version, columns: Mapping[str, str], sources: Mapping[str, SourceText]) -> bool:
    """Whether the files say what the version says, or what its export says.

    Blanks and marks do not count. An export also has the translation checks in it. `sources` are the sections that are
    imported with this one.
    """
    if all((getattr(version, column) or "") == text for column, text in columns.items()):
        return True
    handbook = version.section.handbook
    checked = check_version(version, beside=sources)
    if checked.blocking:
        return False
    readings = (checked, as_exported(version, checked))
    return any(columns == columns_of(read, handbook.source_language, handbook.languages) for read in readings)
