"""A draft becomes a version: numbered, rendered, frozen."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import transaction

from handbook.models import Approval, Audience, Change, ClauseText, Kind, Section, Stage, Version, newest_version
from handbook.search_index import reindex
from handbook.translations.status import TranslationHistory, renew_status
from handbook.versions.drafts import AlreadyPublished, IsScheduled
from handbook.versions.publication_plan import ChangeKey, Kinds, PublicationPlan, plan_publication
from handbook.versions.validation import check_version
from handbook.versions.workflow import missing_approvals, move
from markup.errors import TextError
from markup.section.types import SourceText
from people.models import Employee
from records.models import record


class HasErrors(Exception):
    """The texts cannot be published as they are. Carries the errors."""

    def __init__(self, errors: Iterable[TextError]) -> None:
        self.errors = tuple(errors)
        super().__init__(self.errors)


class NothingChanged(Exception):
    """The draft says what the newest version says already."""


class BaseHasMoved(Exception):
    """Another version was published after this draft was begun. Carries that version."""


class DraftHasMoved(Exception):
    """The draft was saved by somebody after it was reviewed. Carries the draft."""


class NotReady(Exception):
    """Questions about what has changed are not seen to, or a new rule is not there in every language. Carries their ids,
    and the languages."""

    def __init__(self, questions: tuple[str, ...], languages: tuple[str, ...]) -> None:
        self.questions, self.languages = questions, languages
        super().__init__(questions, languages)


class NotApproved(Exception):
    """The handbook asks for approvals that this revision does not have. Carries their roles."""

    def __init__(self, roles: tuple[Approval.Role, ...]) -> None:
        self.roles = roles
        super().__init__(roles)


@transaction.atomic
def publish(
    *,
    version: Version,
    kinds: Kinds,
    by: Employee | None,
    at: datetime,
    revision: int | None = None,
    news: Mapping[str, str] | None = None,
    reviewed: Collection[str] = (),
    although_not_ready: bool = False,
    is_due: bool = False,
    is_undo: bool = False,
    beside: Mapping[str, SourceText] | None = None,
) -> Version:
    """Give the draft its number and freeze it, with every change judged. `revision` is the one that was reviewed; None:
    as it stands. `news` are the columns (`news_nb`) that say in a sentence what is new. `reviewed` are the questions that
    somebody has seen to; `although_not_ready` publishes all the same, which is put on record.
    `is_due` publishes a scheduled version, whose moment has come, and no other. `is_undo`: the words were in force a moment
    ago, and need no approval again. `beside` are the sections that are published together with it, as they will be.

    Raises AlreadyPublished, IsScheduled, DraftHasMoved, BaseHasMoved, HasFaults, NothingChanged, NotClassified, NotReady,
    NotApproved.
    """
    # The section is locked first: two editors publishing at once get one number and one refusal.
    section = Section.objects.select_for_update(of=("self",)).select_related("handbook").get(pk=version.section_id)
    version = Version.objects.select_for_update().get(pk=version.pk)
    version.section = section
    if version.is_published:
        raise AlreadyPublished(version)
    if version.is_scheduled != is_due:
        raise IsScheduled(version)
    if revision is not None and version.revision != revision:
        raise DraftHasMoved(version)
    for column, sentence in (news or {}).items():
        setattr(version, column, sentence)
    planned, judged = classify_or_refuse(version, kinds, reviewed, although_not_ready=although_not_ready, beside=beside)
    if not is_undo:
        require_approvals(planned, by)
    questions, languages = missing_for_publication(planned, judged, reviewed)
    version.number = (planned.previous.number or 0) + 1 if planned.previous else 1
    move(version, Stage.PUBLISHED)
    version.published_at, version.published_by = at, by
    version.save()
    history = planned.published_as(judged)
    freeze(planned, history)
    _store_changes(planned, judged, by=by, at=at)
    reindex(section)
    renew_status(section, history=history)
    record(
        "version published",
        version,
        by=by,
        at=at,
        number=version.number,
        new_rules=sorted({clause for (clause, _language), kind in judged.items() if kind == Kind.NEW_RULE}),
        questions_reviewed=sorted(reviewed),
        questions_not_reviewed=list(questions),
        languages_not_ready=list(languages),
    )
    return version


def plan_or_refuse(version: Version, *, beside: Mapping[str, SourceText] | None = None) -> PublicationPlan:
    """What publishing the draft would do. Raises BaseHasMoved, HasFaults, NothingChanged."""
    previous = newest_version(version.section)
    if previous and previous.number != version.base:
        raise BaseHasMoved(previous)
    checked = check_version(version, beside=beside)
    if checked.stopping:
        raise HasErrors(checked.stopping)
    planned = plan_publication(version, checked)
    if planned.says_nothing_new():
        raise NothingChanged(version)
    return planned


def classify_or_refuse(
    version: Version,
    kinds: Kinds,
    reviewed: Collection[str],
    *,
    although_not_ready: bool,
    beside: Mapping[str, SourceText] | None = None,
) -> tuple[PublicationPlan, dict[ChangeKey, str]]:
    """What publishing the draft would do, and the kind of each change, if nothing stands in the way.
    Raises BaseHasMoved, HasFaults, NothingChanged, NotClassified, NotReady."""
    planned = plan_or_refuse(version, beside=beside)
    judged = planned.classified_as(kinds)
    questions, languages = missing_for_publication(planned, judged, reviewed)
    if (questions or languages) and not although_not_ready:
        raise NotReady(questions, languages)
    return planned, judged


def require_approvals(planned: PublicationPlan, by: Employee | None) -> None:
    """Raises NotApproved. The first text of a handbook comes from its files, before anybody works in the admin."""
    if (by or planned.previous) and (roles := missing_approvals(planned.version)):
        raise NotApproved(roles)


def missing_for_publication(
    planned: PublicationPlan, kinds: Mapping[ChangeKey, str], reviewed: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions nobody has seen to; and the languages in which a new rule is not there."""
    is_new_rule = planned.previous is not None and Kind.NEW_RULE in kinds.values()
    return planned.unreviewed(kinds, reviewed), planned.not_ready(kinds) if is_new_rule else ()


def freeze(planned: PublicationPlan, history: TranslationHistory) -> None:
    """Insert an edition for each language, and a row for each of its clauses. `told` knows whom each of them serves."""
    for editions in planned.editions:
        edition, audiences_of = editions.edition, history.audiences_of(editions.edition.language)
        edition.serves_everyone, edition.serves_leaders = (
            Audience.EVERYONE in audiences_of,
            Audience.LEADERS in audiences_of,
        )
        edition.save()
        ClauseText.objects.bulk_create(editions.clauses)


def _store_changes(
    planned: PublicationPlan, kinds: Mapping[ChangeKey, str], *, by: Employee | None, at: datetime
) -> None:
    """A row for each clause that is not as it was."""
    Change.objects.bulk_create(
        Change(
            version=planned.version,
            clause=clause,
            what=what,
            language=language,
            kind=kinds[clause, language],
            by=by,
            at=at,
        )
        for clause, what, language in planned.changes
    )
