"""All first versions of a handbook are published at once: what is wanting in any of them is told before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from handbook.models import Approval, Handbook, Kind, Section, Version
from handbook.versions.clause_id_prompts import language_with_open_ids
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from handbook.versions.validation import CheckedVersion, check_unpublished, check_version, parse_version
from handbook.versions.workflow import approved_roles, required_roles
from markup.section.types import SourceText
from people.models import Employee
from records.models import record
from records.refusal import Refusal


class NothingToPublish(Refusal):
    """No section of the handbook has a first version to publish. Carries the handbook."""

    sentence = _("No section has a first version to publish. Nothing was done.")


class DraftsHaveChanged(Refusal):
    """A draft was saved, begun or closed after the page about them was opened. Carries the handbook."""

    sentence = _(
        "Something was changed after you opened this page: a section, or who must complete it. Nothing was published. Look at it once more."
    )


class NotComplete(Refusal):
    """Something is wanting in first versions. Carries them."""

    sentence = _("Something is missing. Nothing was published.")


@dataclass(frozen=True, slots=True)
class FirstVersion:
    """The draft of a section of which nothing is published yet, and what is wanting in it."""

    draft: Version
    checked: CheckedVersion
    missing: tuple[Approval.Role, ...]
    """The roles whose approval is required and not there."""
    open_ids: str
    """A language in which somebody still has to say which point a block is. Empty: none."""

    @property
    def is_written(self) -> bool:
        return not (self.checked.blocking or self.open_ids)

    @property
    def is_complete(self) -> bool:
        return self.is_written and not self.missing


def first_drafts(handbook: Handbook) -> list[Version]:
    """The drafts of the sections in reading order of which nothing is published, and which are not withdrawn."""
    return list(_first_drafts(handbook).select_related("section__handbook").order_by("section__position"))


def count_first_drafts(handbook: Handbook) -> int:
    """The number of those drafts, without reading their texts."""
    return _first_drafts(handbook).count()


def _first_drafts(handbook: Handbook) -> QuerySet[Version]:
    drafts = Version.objects.drafts().filter(section__handbook=handbook, section__withdrawn_on=None)
    has_version = Version.objects.published().filter(section__handbook=handbook).values("section")
    firsts: QuerySet[Version] = drafts.exclude(section__in=has_version)
    return firsts


def first_versions(drafts: Sequence[Version]) -> list[FirstVersion]:
    """What is wanting in each of these first drafts of one handbook, which may refer to each other. While nothing of the
    handbook is published, the number of statements does not grow with them."""
    if not drafts:
        return []
    handbook, beside, approved = drafts[0].section.handbook, sources_of(drafts), approved_roles(drafts)
    check = check_version if is_handbook_published(handbook) else check_unpublished
    return [
        FirstVersion(
            draft,
            check(draft, beside=beside),
            tuple(role for role in required_roles(handbook) if role not in approved.get(draft.pk, ())),
            language_with_open_ids(draft, is_first=True),
        )
        for draft in drafts
    ]


def is_handbook_published(handbook: Handbook) -> bool:
    """Whether any section of a handbook has a published version."""
    return bool(Version.objects.published().filter(section__handbook=handbook).exists())


def sources_of(drafts: Sequence[Version]) -> dict[str, SourceText]:
    """The source text of each draft, by the slug of its section."""
    texts = {}
    for draft in drafts:
        slug, language = draft.section.slug, draft.section.handbook.source_language
        texts[slug] = parse_version(draft, slug, language, [language])[0][language]
    return texts


def revisions_of(drafts: Sequence[Version]) -> dict[int, int]:
    """The revision of each draft, by its id."""
    return {draft.pk: draft.revision for draft in drafts}


@transaction.atomic
def publish_handbook(
    *, handbook: Handbook, revisions: Mapping[int, int], by: Employee | None, at: datetime
) -> list[Version]:
    """Publish the first version of every section that has one to publish, all of them or none. Returns the versions.

    `revisions` are those of the drafts that were looked at, by their ids. Raises NothingToPublish, DraftsHaveChanged,
    NotComplete.
    """
    handbook = Handbook.objects.select_for_update().get(pk=handbook.pk)
    list(Section.objects.select_for_update().filter(handbook=handbook).order_by("pk"))
    drafts = first_drafts(handbook)
    if not drafts:
        raise NothingToPublish(handbook)
    if revisions_of(drafts) != dict(revisions):
        raise DraftsHaveChanged(handbook)
    if wanting := [first for first in first_versions(drafts) if not first.is_complete]:
        raise NotComplete(wanting)
    is_published = is_handbook_published(handbook)
    beside, decision = sources_of(drafts), PublicationDecision(Kind.NEW_RULE)
    versions = [publish(draft=draft, decision=decision, by=by, at=at, beside=beside) for draft in drafts]
    what = "new sections published" if is_published else "handbook published"
    record(what, handbook, by=by, at=at, sections=[draft.section.slug for draft in drafts])
    return versions
