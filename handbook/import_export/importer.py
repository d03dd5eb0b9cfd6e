"""Carry out the import that `import_plan` has planned: text files become drafts, or versions on request."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from handbook.handbooks import handbook_of_folder
from handbook.import_export.errors import ImportRefused
from handbook.import_export.import_plan import Action, ImportOptions, ImportPlan, SectionPlan, plan_import
from handbook.import_export.law_files import import_laws
from handbook.models import Handbook, Kind, Section, Version
from handbook.versions.drafts import begin_from_newest, open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from markup.errors import TextError
from people.models import Employee
from records.models import record


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The drafts that an import wrote, or the versions that it published."""

    drafts: tuple[Version, ...]
    published: tuple[Version, ...]
    unchanged: int
    laws: int
    """The number of laws that it added or changed."""
    about_name: tuple[TextError, ...]
    """The warning that the folder has a former name of the handbook, or nothing."""


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
    replace_metadata: bool = False,
    replace_laws: bool = False,
) -> ImportResult:
    """Bring a handbook in step with its folder.

    A section whose files say what is published, or what its open draft says, is left alone. The flags are those of
    `ImportOptions`. Raises ImportRefused with every reason: InvalidHandbookToml; FilesHaveErrors (one error in any file, and
    nothing is imported); UnresolvedIds if texts and ids do not go together as they are published; MetadataDiffers,
    LawsEdited, SectionDropped, DraftWouldBeOverwritten, SectionNotReady, SectionNotApproved.
    """
    options = ImportOptions(
        publish_as, although_not_ready, replace_drafts, ids_as_written, replace_metadata, replace_laws
    )
    _lock(folder)
    plan = plan_import(folder=folder, options=options, on=timezone.localdate(at))
    if plan.reasons:
        raise ImportRefused(plan.reasons, plan.files.about_name)
    laws = import_laws(plan.laws, by=by, at=at)
    handbook = _import_metadata(plan, by=by, at=at)
    sections = _put_in_order(handbook, plan)
    drafts = [
        _import_draft(sections[section_plan.slug], section_plan, by=by, at=at)
        for section_plan in plan.sections
        if section_plan.action != Action.LEAVE
    ]
    unchanged = len(plan.sections) - len(drafts)
    if publish_as is None:
        return ImportResult(tuple(drafts), (), unchanged, laws, plan.files.about_name)
    published = [
        publish(
            draft=draft,
            decision=PublicationDecision(publish_as, although_not_ready=although_not_ready),
            by=by,
            at=at,
            beside=plan.sources,
        )
        for draft in drafts
    ]
    return ImportResult((), tuple(published), unchanged, laws, plan.files.about_name)


def _lock(folder: Path) -> None:
    """Keep the plan true until it is carried out: nobody can open, save or publish a draft or edit the metadata.

    Employees who complete a section need not wait: their record takes a key share lock, which these locks allow.
    """
    handbook = handbook_of_folder(folder.name)
    if handbook is None:
        return
    for rows in (
        Handbook.objects.filter(pk=handbook.pk),
        Section.objects.filter(handbook=handbook),
        Version.objects.drafts().filter(section__handbook=handbook),
    ):
        list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))


def _import_metadata(plan: ImportPlan, *, by: Employee | None, at: datetime) -> Handbook:
    """Create the handbook from handbook.toml, or make the planned changes to the existing one."""
    handbook = plan.handbook
    if handbook is None:
        handbook = Handbook.objects.create(slug=plan.files.slug, **plan.files.metadata.columns())
        record("handbook imported", handbook, by=by, at=at)
        return handbook
    if plan.metadata_changes:
        for column, (_old, new) in plan.metadata_changes.items():
            setattr(handbook, column, new)
        handbook.save()
        changes = {column: [old, new] for column, (old, new) in plan.metadata_changes.items()}
        record("frame replaced", handbook, by=by, at=at, changes=changes)
    return handbook


def _put_in_order(handbook: Handbook, plan: ImportPlan) -> Mapping[str, Section]:
    """Put the sections in the planned order, create missing ones, and return all of them by slug."""
    slugs: Sequence[str] = plan.new_order
    if plan.order != slugs:
        for position, slug in enumerate(slugs, start=1):
            Section.objects.update_or_create(handbook=handbook, slug=slug, defaults={"position": position})
    return {section.slug: section for section in handbook.sections.select_related("handbook")}


def _import_draft(section: Section, section_plan: SectionPlan, *, by: Employee | None, at: datetime) -> Version:
    """Return a draft with the text of the files: the one that has it already, or one written now."""
    if section_plan.action == Action.KEEP and section_plan.draft:
        return section_plan.draft
    draft = open_draft(section=section, by=by, at=at)
    if section_plan.is_outdated:
        draft = begin_from_newest(draft=draft, revision=draft.revision, by=by, at=at)
    return save_draft(
        draft=draft, texts=section_plan.columns, revision=draft.revision, resolved=section_plan.resolved, by=by, at=at
    )
