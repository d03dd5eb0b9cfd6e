"""Text files become drafts, and versions when told to. What is to be done is decided in `deciding`; it is done here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from handbook.import_export.errors import ImportRefused
from handbook.import_export.import_plan import Action, ImportOptions, ImportPlan, SectionPlan, plan_import
from handbook.models import Handbook, Kind, Section, Version
from handbook.versions.decision import PublicationDecision
from handbook.versions.drafts import begin_from_newest, open_draft, save_draft
from handbook.versions.publish import publish
from people.models import Employee
from records.models import record


@dataclass(frozen=True, slots=True)
class ImportResult:
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
    replace_metadata: bool = False,
) -> ImportResult:
    """Bring a handbook in step with its folder. A section whose files say what is published already is left alone, and so
    is an open draft that says what they say. The rest is as in `Terms`.

    Raises ImportRefused with every reason there is: InvalidHandbookToml, HasErrors (nothing is imported from a handbook with an error in
    any file), UnresolvedIds where texts and ids do not go together as they are published, MetadataDiffers, SectionDropped,
    DraftInTheWay, SectionNotReady, SectionNotApproved.
    """
    options = ImportOptions(publish_as, although_not_ready, replace_drafts, ids_as_written, replace_metadata)
    _lock(folder)
    decision = plan_import(folder=folder, options=options, on=timezone.localdate(at))
    if decision.reasons:
        raise ImportRefused(decision.reasons)
    handbook = _import_metadata(decision, by=by, at=at)
    sections = _put_in_order(handbook, decision)
    drafts = [
        _import_draft(sections[section.slug], section, by=by, at=at)
        for section in decision.sections
        if section.action != Action.LEAVE
    ]
    unchanged = len(decision.sections) - len(drafts)
    if publish_as is None:
        return ImportResult(tuple(drafts), (), unchanged)
    published = [
        publish(
            draft=draft,
            decision=PublicationDecision(publish_as, although_not_ready=although_not_ready),
            by=by,
            at=at,
            beside=decision.sources,
        )
        for draft in drafts
    ]
    return ImportResult((), tuple(published), unchanged)


def _lock(folder: Path) -> None:
    """What was decided is still so when it is done: nobody opens or saves a draft, publishes or edits the frame meanwhile.

    Whoever completes a section need not wait: a record that points at it takes a key share, which goes with these locks.
    """
    slug = folder.name
    for rows in (
        Handbook.objects.filter(slug=slug),
        Section.objects.filter(handbook__slug=slug),
        Version.objects.drafts().filter(section__handbook__slug=slug),
    ):
        list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))


def _import_metadata(decision: ImportPlan, *, by: Employee | None, at: datetime) -> Handbook:
    """What handbook.toml says, onto a new handbook, or, as was decided, onto the one that is there."""
    handbook = decision.handbook
    if handbook is None:
        handbook = Handbook.objects.create(slug=decision.files.slug, **decision.files.metadata.columns())
        record("handbook imported", handbook, by=by, at=at)
        return handbook
    if decision.metadata:
        for column, (_old, new) in decision.metadata.items():
            setattr(handbook, column, new)
        handbook.save()
        changes = {column: [old, new] for column, (old, new) in decision.metadata.items()}
        record("frame replaced", handbook, by=by, at=at, changes=changes)
    return handbook


def _put_in_order(handbook: Handbook, decision: ImportPlan) -> Mapping[str, Section]:
    """The sections in the order that was decided, made where they are missing, by their slugs."""
    slugs: Sequence[str] = decision.order_then
    if decision.order != slugs:
        for position, slug in enumerate(slugs, start=1):
            Section.objects.update_or_create(handbook=handbook, slug=slug, defaults={"position": position})
    return {section.slug: section for section in handbook.sections.select_related("handbook")}


def _import_draft(section: Section, decided: SectionPlan, *, by: Employee | None, at: datetime) -> Version:
    """The draft that says what the files say."""
    if decided.action == Action.KEEP and decided.draft:
        return decided.draft
    draft = open_draft(section=section, by=by, at=at)
    if decided.is_outdated:
        draft = begin_from_newest(draft=draft, revision=draft.revision, by=by, at=at)
    return save_draft(
        draft=draft, texts=decided.columns, revision=draft.revision, resolved=decided.resolved, by=by, at=at
    )
