"""Publish a draft: number it, render it, freeze it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from handbook.history import SectionHistory
from handbook.models import Approval, Audience, Change, ClauseText, Kind, Section, Stage, Version, newest_version
from handbook.search_index import reindex
from handbook.translations.status import audiences_of, renew_status
from handbook.versions.drafts import AlreadyPublished, IsScheduled, LostUpdate
from handbook.versions.publication_decision import ChangeKey, PublicationDecision
from handbook.versions.publication_plan import PublicationPlan, plan_publication
from handbook.versions.validation import check_version
from handbook.versions.workflow import missing_approvals, move_to_stage
from markup.errors import TextError
from markup.section.types import SourceText
from people.models import Employee
from records.models import record
from records.refusal import Refusal


class HasErrors(Refusal):
    """The texts cannot be published as they are. Carries the errors."""

    sentence = _("The text has errors. Nothing was published.")

    def __init__(self, errors: Iterable[TextError], *more: object) -> None:
        """`more`: what a subclass carries besides."""
        self.errors = tuple(errors)
        super().__init__(self.errors, *more)


class NothingChanged(Refusal):
    """The draft says the same as the newest version."""

    sentence = _("The draft is the same as the published version. Nothing was published.")


class BaseHasMoved(Refusal):
    """Another version was published after this draft was begun. Carries that version."""

    sentence = _("Version %(number)s was published after this draft was begun. Nothing was published.")

    def values(self) -> Mapping[str, object]:
        return {"number": self.args[0].number}


class NotScheduled(Refusal):
    """The version is not scheduled, or no longer. Carries it."""

    sentence = _("The version is no longer scheduled.")


class NotReady(Refusal):
    """Questions have to be reviewed, or a new rule is missing in a language. Carries the questions' ids and the languages."""

    sentence = _("Nothing is published. Add what is missing, or tick that it is to be published anyway.")

    def __init__(self, questions: tuple[str, ...], languages: tuple[str, ...]) -> None:
        self.questions, self.languages = questions, languages
        super().__init__(questions, languages)


class NotApproved(Refusal):
    """The handbook requires approvals that this revision does not have. Carries their roles."""

    sentence = _("Nothing was published. Missing: %(roles)s.")

    def __init__(self, roles: tuple[Approval.Role, ...]) -> None:
        self.roles = roles
        super().__init__(roles)

    def values(self) -> Mapping[str, object]:
        return {"roles": ", ".join(str(role.label) for role in self.roles)}


@transaction.atomic
def publish(
    *,
    draft: Version,
    decision: PublicationDecision,
    by: Employee | None,
    at: datetime,
    beside: Mapping[str, SourceText] | None = None,
) -> Version:
    """Give a draft its number and freeze it, as it was decided. Returns the version.

    `beside` are the texts of the sections that are published together with it, by their slugs.

    Raises AlreadyPublished, IsScheduled, LostUpdate, BaseHasMoved, HasErrors, NothingChanged, NotClassified, NotReady,
    NotApproved.
    """
    draft = lock_version(draft)
    if draft.is_scheduled:
        raise IsScheduled(draft)
    return _publish(draft, decision, by=by, at=at, beside=beside)


@transaction.atomic
def publish_as_scheduled(*, version: Version, at: datetime) -> Version:
    """Publish a scheduled version as it was decided, in the name of the person who scheduled it.

    Raises NotScheduled, and what `publish` raises of the text.
    """
    version = lock_version(version)
    if not version.is_scheduled:
        raise NotScheduled(version)
    decision = PublicationDecision.from_json(version.decision or {})
    return _publish(version, decision, by=version.scheduled_by, at=at)


@transaction.atomic
def publish_undo(*, draft: Version, kinds: Mapping[ChangeKey, str], by: Employee | None, at: datetime) -> Version:
    """Publish the words of the version before the newest. They were in force a moment ago and need no new approval."""
    decision = PublicationDecision(kinds, although_not_ready=True)
    return _publish(lock_version(draft), decision, by=by, at=at, needs_approval=False)


def lock_version(version: Version) -> Version:
    """The version as it is stored, with its row and its section's locked.

    The section is locked first: two editors who publish at once get one number and one refusal.
    """
    section = Section.objects.select_for_update(of=("self",)).select_related("handbook").get(pk=version.section_id)
    version = Version.objects.select_for_update().get(pk=version.pk)
    version.section = section
    return version


def _publish(
    version: Version,
    decision: PublicationDecision,
    *,
    by: Employee | None,
    at: datetime,
    beside: Mapping[str, SourceText] | None = None,
    needs_approval: bool = True,
) -> Version:
    if version.is_published:
        raise AlreadyPublished(version)
    plan, kinds = plan_as_decided(version, decision, beside=beside)
    if needs_approval:
        require_approvals(plan, by)
    questions, languages = missing_for_publication(plan, kinds, decision.reviewed)
    version.number = (plan.previous.number or 0) + 1 if plan.previous else 1
    move_to_stage(version, Stage.PUBLISHED)
    version.published_at, version.published_by = at, by
    version.save()
    history = plan.published_as(kinds)
    freeze(plan, history)
    _store_changes(plan, kinds, by=by, at=at)
    reindex(version.section)
    renew_status(version.section, history=history)
    record(
        "version published",
        version,
        by=by,
        at=at,
        number=version.number,
        new_rules=sorted({clause for (clause, _language), kind in kinds.items() if kind == Kind.NEW_RULE}),
        questions_reviewed=sorted(decision.reviewed),
        questions_not_reviewed=list(questions),
        languages_not_ready=list(languages),
    )
    return version


def plan_or_refuse(version: Version, *, beside: Mapping[str, SourceText] | None = None) -> PublicationPlan:
    """Plan the publication of a draft. Raises BaseHasMoved, HasErrors, NothingChanged."""
    previous = newest_version(version.section)
    if previous and previous.number != version.base:
        raise BaseHasMoved(previous)
    checked = check_version(version, beside=beside)
    if checked.blocking:
        raise HasErrors(checked.blocking)
    plan = plan_publication(version, checked)
    if plan.says_nothing_new():
        raise NothingChanged(version)
    return plan


def plan_as_decided(
    version: Version, decision: PublicationDecision, *, beside: Mapping[str, SourceText] | None = None
) -> tuple[PublicationPlan, dict[ChangeKey, str]]:
    """Plan the publication of a version, with the kind of each change. Sets the news on the version.

    Raises LostUpdate, BaseHasMoved, HasErrors, NothingChanged, NotClassified, NotReady.
    """
    if decision.revision is not None and version.revision != decision.revision:
        raise LostUpdate(version)
    for column, sentence in decision.news.items():
        setattr(version, column, sentence)
    plan = plan_or_refuse(version, beside=beside)
    kinds = plan.classified_as(decision.kinds)
    questions, languages = missing_for_publication(plan, kinds, decision.reviewed)
    if (questions or languages) and not decision.although_not_ready:
        raise NotReady(questions, languages)
    return plan, kinds


def require_approvals(plan: PublicationPlan, by: Employee | None) -> None:
    """Raise NotApproved if an approval is missing.

    The first text of a handbook comes from its files, before anybody works in the admin, and needs none.
    """
    if (by or plan.previous) and (roles := missing_approvals(plan.version)):
        raise NotApproved(roles)


def missing_for_publication(
    plan: PublicationPlan, kinds: Mapping[ChangeKey, str], reviewed: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the questions that have to be reviewed, and the languages in which a new rule is missing."""
    is_new_rule = plan.previous is not None and Kind.NEW_RULE in kinds.values()
    return plan.unreviewed(kinds, reviewed), plan.not_ready(kinds) if is_new_rule else ()


def freeze(plan: PublicationPlan, history: SectionHistory) -> None:
    """Insert an edition for each language, and a row for each of its clauses. `history` includes this version."""
    for built in plan.editions:
        edition = built.edition
        audiences = audiences_of(history, edition.language)
        edition.serves_everyone = Audience.EVERYONE in audiences
        edition.serves_leaders = Audience.LEADERS in audiences
        edition.save()
        ClauseText.objects.bulk_create(built.clauses)


def _store_changes(plan: PublicationPlan, kinds: Mapping[ChangeKey, str], *, by: Employee | None, at: datetime) -> None:
    """Insert a row for each clause that has changed."""
    Change.objects.bulk_create(
        Change(
            version=plan.version,
            clause=clause,
            what=what,
            language=language,
            kind=kinds[clause, language],
            by=by,
            at=at,
        )
        for clause, what, language in plan.changes
    )
