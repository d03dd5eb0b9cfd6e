"""A version is published when its moment comes: once, as it was decided, or not at all and HR is told why."""

from datetime import timedelta

import pytest

from handbook.models import Change, Handbook, HeldBack, Kind, Stage, Version
from handbook.sections import withdraw_section
from handbook.versions.drafts import IsScheduled, LostUpdate, begin_from_newest, discard_draft, open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publication_plan import NotClassified
from handbook.versions.publish import BaseHasMoved, NotApproved, NotReady, NotScheduled, publish
from handbook.versions.schedule import (
    AnotherDraftIsOpen,
    AnotherIsScheduled,
    MomentHasPassed,
    publish_all_due,
    schedule,
    unschedule,
)
from handbook.versions.workflow import approve
from records.models import Event
from tests.cast import MONDAY, TODAY
from tests.support.drafts import ask_for, drafted, events, published

LATER = MONDAY + timedelta(days=2)
JUDGED = {("roles-1", ""): Kind.NEW_RULE}


def scheduled(section, by, word: str = "vil", **facts) -> Version:
    decided = {"kinds": JUDGED, "although_not_ready": True} | facts
    return schedule_with(drafted(section, by, word), by, **decided)


def schedule_with(draft, by, *, publish_at=LATER, **decided) -> Version:
    return schedule(draft=draft, publish_at=publish_at, decision=PublicationDecision(**decided), by=by, at=MONDAY)


def row(version: Version) -> tuple[object, ...]:
    now = Version.objects.get(pk=version.pk)
    return now.stage, now.number, now.published_at, now.held_back


def test_a_scheduled_version_is_published_once_however_often_the_clock_strikes(roles, olav) -> None:
    version = scheduled(roles, olav, news={"news_nb": "Se nøyere på verv."})
    assert publish_all_due(at=LATER - timedelta(seconds=1)) == []
    assert row(version) == ("scheduled", None, None, "")
    struck = LATER + timedelta(seconds=20)
    assert publish_all_due(at=struck) == [version]
    before = Event.objects.count()
    assert [publish_all_due(at=struck + timedelta(minutes=minutes)) for minutes in range(3)] == [[], [], []]
    assert Event.objects.count() == before
    # The moment is the one when it was done.
    assert row(version) == ("published", 2, struck, "")
    assert Version.objects.get(pk=version.pk).published_by == olav
    assert version.editions.get(language="nb").news == "Se nøyere på verv."
    assert list(Change.objects.filter(version=version).values_list("clause", "kind", "by__number")) == [
        ("roles-1", "new_rule", "1004")
    ]
    assert events(version)[-2:] == [("version scheduled", "1004"), ("version published", "1004")]


def test_a_new_draft_is_opened_beside_a_scheduled_version(roles, siri, olav) -> None:
    version = scheduled(roles, olav)
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    assert (draft.pk != version.pk, draft.stage, draft.base) == (True, Stage.DRAFT, 1)
    with pytest.raises(IsScheduled):
        save_draft(draft=version, texts={"title_nb": "Nytt"}, revision=version.revision, by=siri, at=MONDAY)
    with pytest.raises(IsScheduled):
        published(version, olav)
    publish_all_due(at=LATER)
    # The draft was begun from the version before: it is refused until somebody has looked at what came between.
    source = draft.source_nb.replace("Et verv kan", "Et verv må")
    draft = save_draft(draft=draft, texts={"source_nb": source}, revision=draft.revision, by=siri, at=LATER)
    with pytest.raises(BaseHasMoved):
        published(draft, olav)
    begin_from_newest(draft=draft, revision=draft.revision, by=siri, at=LATER)
    assert published(draft, olav).number == 3


def test_what_does_not_hold_now_is_not_scheduled(roles, siri, olav) -> None:
    draft, facts = drafted(roles, siri), {"kinds": JUDGED, "although_not_ready": True}
    for refusal, more in (
        (MomentHasPassed, {"publish_at": MONDAY}),
        (LostUpdate, {"revision": draft.revision - 1}),
        (NotReady, {"although_not_ready": False}),
        (NotClassified, {"kinds": {}}),
    ):
        with pytest.raises(refusal):
            schedule_with(draft, olav, **facts | more)
    ask_for(roles.handbook, needs_four_eyes=True)
    with pytest.raises(NotApproved):
        schedule_with(draft, olav, **facts)
    approve(draft=draft, revision=draft.revision, by=olav, at=MONDAY)
    assert schedule_with(draft, olav, **facts).stage == Stage.SCHEDULED
    with pytest.raises(AnotherIsScheduled):
        scheduled(roles, siri, "må")


def test_what_is_unscheduled_is_a_draft_again_and_is_not_published(roles, olav) -> None:
    version = scheduled(roles, olav)
    again = unschedule(version=version, by=olav, at=MONDAY)
    assert (again.stage, again.publish_at, again.decision, again.scheduled_by) == ("draft", None, None, None)
    assert publish_all_due(at=LATER) == []
    with pytest.raises(NotScheduled):
        unschedule(version=version, by=olav, at=MONDAY)


def test_it_is_not_unscheduled_into_another_draft(roles, siri, olav) -> None:
    version = scheduled(roles, olav)
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    with pytest.raises(AnotherDraftIsOpen) as refused:
        unschedule(version=version, by=olav, at=MONDAY)
    assert refused.value.args == (draft,)
    assert row(version) == ("scheduled", None, None, "")


def test_a_scheduled_version_whose_base_has_moved_asks_for_its_kinds_again(roles, siri, olav) -> None:
    version = scheduled(roles, olav)
    published(drafted(roles, siri, "må"), olav)
    assert publish_all_due(at=LATER) == [version]
    assert row(version) == ("draft", None, None, HeldBack.BASE_MOVED)
    (event,) = Event.objects.filter(what="version held back", subject_key=str(version.pk))
    assert (event.by, event.details) == (None, {"reason": "base_moved", "stage": "draft"})
    assert publish_all_due(at=LATER) == []
    draft = Version.objects.get(pk=version.pk)
    draft = begin_from_newest(draft=draft, revision=draft.revision, by=olav, at=LATER)
    assert (draft.base, draft.held_back) == (2, "")
    # What was decided is gone; the same words are judged beside the newest version.
    with pytest.raises(NotClassified):
        publish(draft=draft, decision=PublicationDecision({}), by=olav, at=LATER)
    assert published(draft, olav).number == 3


def test_with_another_draft_open_it_stays_and_is_flagged_and_follows_when_the_draft_is_gone(roles, siri, olav) -> None:
    version = scheduled(roles, olav)
    published(drafted(roles, siri, "må"), olav)
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    assert publish_all_due(at=LATER) == [version]
    assert row(version) == ("scheduled", None, None, HeldBack.BASE_MOVED)
    assert publish_all_due(at=LATER) == []
    discard_draft(draft=draft, revision=draft.revision, by=siri, at=MONDAY)
    assert publish_all_due(at=LATER) == [version]
    assert row(version) == ("draft", None, None, HeldBack.BASE_MOVED)


def test_an_approval_that_is_asked_for_later_holds_it_back(roles, olav) -> None:
    version = scheduled(roles, olav)
    ask_for(Handbook.objects.get(pk=roles.handbook_id), needs_legal_sign_off=True)
    publish_all_due(at=LATER)
    assert row(version) == ("draft", None, None, HeldBack.NOT_APPROVED)


def test_kinds_that_do_not_fit_what_changes_hold_it_back(roles, olav) -> None:
    version = scheduled(roles, olav)
    decided = version.decision | {"kinds": [["roles-2", "", "correction"]]}
    Version.objects.filter(pk=version.pk).update(decision=decided)
    publish_all_due(at=LATER)
    assert row(version) == ("draft", None, None, HeldBack.KINDS)


def test_a_section_that_is_withdrawn_meanwhile_gets_no_version(roles, olav) -> None:
    version = scheduled(roles, olav)
    withdraw_section(section=roles, on=TODAY, by=olav, at=MONDAY)
    publish_all_due(at=LATER)
    assert row(version) == ("draft", None, None, HeldBack.WITHDRAWN)


def test_one_that_cannot_be_published_is_not_in_the_way_of_the_next(roles, privacy, olav) -> None:
    first = scheduled(roles, olav)
    Version.objects.filter(pk=first.pk).update(
        decision={"kinds": "nonsense", "reviewed": [], "although_not_ready": True}
    )
    draft = open_draft(section=privacy, by=olav, at=MONDAY)
    draft = save_draft(draft=draft, texts={"title_nb": "Vern"}, revision=draft.revision, by=olav, at=MONDAY)
    second = schedule(
        draft=draft,
        publish_at=LATER,
        decision=PublicationDecision(Kind.CORRECTION, although_not_ready=True),
        by=olav,
        at=MONDAY,
    )
    with pytest.raises(ExceptionGroup) as failed:
        publish_all_due(at=LATER)
    assert [type(exception) for exception in failed.value.exceptions] == [ValueError]
    assert (row(first)[:2], row(second)[:2]) == (("scheduled", None), ("published", 2))
