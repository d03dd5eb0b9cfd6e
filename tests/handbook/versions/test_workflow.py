"""Draft, in review, published: who may approve what, and what an approval is worth."""

import ast
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from handbook.models import Approval, Stage, Version
from handbook.versions.confirmed_draft import save_confirmed_draft
from handbook.versions.drafts import COLUMNS, AlreadyPublished, LostUpdate, discard_draft, open_draft, save_draft
from handbook.versions.publish import NotApproved
from handbook.versions.workflow import (
    NobodyNamed,
    NoComment,
    NoReference,
    NoSuchMove,
    NothingToReview,
    OwnApproval,
    approve,
    approve_legally,
    ask_for_review,
    current_approvals,
    missing_approvals,
    note_legal_review,
    send_back,
)
from records.models import Event
from tests.cast import MONDAY
from tests.support.drafts import ask_for, drafted, events, published

ROOT = Path(__file__).parents[3]


def test_a_draft_is_sent_to_review_once_and_may_still_be_written_in(roles, siri) -> None:
    draft = drafted(roles, siri)
    asked = ask_for_review(draft=draft, revision=draft.revision, by=siri, at=MONDAY)
    assert (asked.stage, asked.pk) == (Stage.IN_REVIEW, open_draft(section=roles, by=siri, at=MONDAY).pk)
    with pytest.raises(NoSuchMove):
        ask_for_review(draft=draft, revision=draft.revision, by=siri, at=MONDAY)
    saved = save_draft(draft=draft, texts={"title_nb": "Roller"}, revision=draft.revision, by=siri, at=MONDAY)
    assert (saved.stage, saved.revision) == (Stage.IN_REVIEW, draft.revision + 1)


def test_with_four_eyes_nothing_is_published_before_somebody_else_has_approved(roles, siri, olav) -> None:
    ask_for(roles.handbook, needs_four_eyes=True)
    draft = drafted(roles, siri)
    with pytest.raises(NotApproved) as refused:
        published(draft, olav)
    assert refused.value.roles == (Approval.Role.EDITOR,)
    approve(draft=draft, revision=draft.revision, by=olav, at=MONDAY)
    assert published(draft, olav).number == 2
    assert events(draft)[-2:] == [("version approved", "1004"), ("version published", "1004")]


def test_the_authors_own_approval_is_refused(roles, siri, olav) -> None:
    ask_for(roles.handbook, needs_four_eyes=True)
    draft = drafted(roles, siri)
    with pytest.raises(OwnApproval):
        approve(draft=draft, revision=draft.revision, by=siri, at=MONDAY)
    draft = save_draft(draft=draft, texts={"title_nb": "Roller"}, revision=draft.revision, by=olav, at=MONDAY)
    draft = save_draft(draft=draft, texts={"title_nb": "Verv"}, revision=draft.revision, by=siri, at=MONDAY)
    for author in (siri, olav):
        with pytest.raises(OwnApproval):
            approve(draft=draft, revision=draft.revision, by=author, at=MONDAY)
    assert not Approval.objects.exists()


def test_who_only_opened_the_draft_is_no_author(roles, siri, olav) -> None:
    draft = open_draft(section=roles, by=olav, at=MONDAY)
    draft = save_draft(draft=draft, texts={"title_nb": "Roller"}, revision=draft.revision, by=siri, at=MONDAY)
    assert approve(draft=draft, revision=draft.revision, by=olav, at=MONDAY).by == olav
    assert list(draft.authors.all()) == [siri]


def test_saving_without_a_changed_word_writes_nothing(roles, siri, olav) -> None:
    draft = drafted(roles, siri)
    approve(draft=draft, revision=draft.revision, by=olav, at=MONDAY)
    before = (Version.objects.values().get(pk=draft.pk), Event.objects.count())
    same = {column: getattr(draft, column) for column in COLUMNS}
    # Ids that the program wrote into the text are nobody's words.
    numbered = {"source_nb": draft.source_nb + "\n§ roles-9 (guideline)\n"}
    save_draft(draft=draft, texts=same, revision=draft.revision, by=olav, at=MONDAY)
    save_draft(draft=draft, texts=numbered, typed=same, revision=draft.revision, by=olav, at=MONDAY)
    assert (Version.objects.values().get(pk=draft.pk), Event.objects.count()) == before
    assert [approval.by for approval in current_approvals(draft)] == [olav]


def test_confirming_a_translation_makes_nobody_an_author(roles, siri, olav) -> None:
    draft = drafted(roles, siri)
    save_confirmed_draft(draft=draft, texts={}, language="nn", revision=draft.revision, by=olav, at=MONDAY)
    assert list(draft.authors.all()) == [siri]


def test_authors_of_drafts_from_before_are_those_who_saved_them(roles, privacy, siri, olav, ines) -> None:
    """An older event does not say whether words were changed: whoever began it or saved it last, and saved it at all."""
    written = drafted(roles, siri)
    looked_at = open_draft(section=privacy, by=ines, at=MONDAY)
    save_draft(draft=looked_at, texts={"title_nb": "Vern"}, revision=1, by=olav, at=MONDAY)
    for draft in (written, looked_at):
        draft.authors.clear()
    import_module("handbook.migrations.0020_authors_of_open_drafts").name_authors(apps, None)
    assert [list(draft.authors.all()) for draft in (written, looked_at)] == [[siri], [olav]]


def test_an_approval_is_void_once_the_draft_is_saved_again(roles, siri, olav) -> None:
    ask_for(roles.handbook, needs_four_eyes=True, needs_legal_sign_off=True)
    draft = drafted(roles, siri)
    approve(draft=draft, revision=draft.revision, by=olav, at=MONDAY)
    approve_legally(draft=draft, revision=draft.revision, reference="2026/77-3", by=olav, at=MONDAY)
    note_legal_review(draft=draft, revision=draft.revision, name=" Advokat Lund ", by=siri, at=MONDAY)
    assert [(current_approval.role, current_approval.name) for current_approval in current_approvals(draft)] == [
        ("editor", ""),
        ("legal", ""),
        ("note", "Advokat Lund"),
    ]
    saved = save_draft(draft=draft, texts={"title_nb": "Roller"}, revision=draft.revision, by=siri, at=MONDAY)
    assert current_approvals(saved) == []
    with pytest.raises(NotApproved) as refused:
        published(saved, olav)
    assert refused.value.roles == (Approval.Role.EDITOR, Approval.Role.LEGAL)
    with pytest.raises(LostUpdate):
        approve(draft=draft, revision=draft.revision, by=olav, at=MONDAY)


def test_a_lawyers_typed_name_is_a_note_and_the_legal_approval_an_approvers_act(roles, siri, olav) -> None:
    ask_for(roles.handbook, needs_legal_sign_off=True)
    draft = drafted(roles, siri)
    with pytest.raises(NobodyNamed):
        note_legal_review(draft=draft, revision=draft.revision, name="  ", by=olav, at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(version=draft, revision=draft.revision, role="note", name="", by=olav, at=MONDAY)
    for person in (siri, olav):
        note_legal_review(draft=draft, revision=draft.revision, name="Advokat Lund", by=person, at=MONDAY)
    with pytest.raises(NotApproved) as refused:
        published(draft, olav)
    assert refused.value.roles == (Approval.Role.LEGAL,)
    with pytest.raises(OwnApproval):
        approve_legally(draft=draft, revision=draft.revision, reference="2026/77-3", by=siri, at=MONDAY)
    approve_legally(draft=draft, revision=draft.revision, reference="2026/77-3", by=olav, at=MONDAY)
    assert published(draft, olav).number == 2
    assert events(draft)[-4:] == [
        ("legal review noted", "1003"),
        ("legal review noted", "1004"),
        ("version approved", "1004"),
        ("version published", "1004"),
    ]


def test_a_legal_approval_says_where_the_signed_document_is_kept(roles, siri, olav) -> None:
    ask_for(roles.handbook, needs_legal_sign_off=True)
    draft = drafted(roles, siri)
    facts = {"draft": draft, "revision": draft.revision, "by": olav, "at": MONDAY}
    with pytest.raises(NoReference):
        approve_legally(reference=" ", **facts)
    for _time in range(2):
        approve_legally(reference=" 2026/77-3 ", **facts)
    assert list(draft.approvals.values_list("role", "reference", "name")) == [("legal", "2026/77-3", "")]
    event = Event.objects.latest("pk")
    assert (event.what, event.details) == (
        "version approved",
        {"role": "legal", "revision": draft.revision, "reference": "2026/77-3"},
    )
    for role in ("editor", "note"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Approval.objects.create(
                version=draft, revision=draft.revision, role=role, name="Lund", reference="1", by=olav, at=MONDAY
            )


def test_an_approval_given_twice_is_one(roles, siri, olav) -> None:
    draft = drafted(roles, siri)
    given = [approve(draft=draft, revision=draft.revision, by=olav, at=MONDAY) for _time in range(2)]
    assert given[0] == given[1]
    assert events(draft).count(("version approved", "1004")) == 1


def test_an_untouched_draft_is_not_sent_to_review(roles, siri) -> None:
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    with pytest.raises(NothingToReview):
        ask_for_review(draft=draft, revision=draft.revision, by=siri, at=MONDAY)
    # Laws, and a language that is gone, are a change.
    draft = save_draft(draft=draft, texts={"laws": "L12"}, revision=draft.revision, by=siri, at=MONDAY)
    assert ask_for_review(draft=draft, revision=draft.revision, by=siri, at=MONDAY).stage == Stage.IN_REVIEW


def test_an_older_legal_approval_with_a_typed_name_counts_unless_an_author_typed_it(roles, siri, olav) -> None:
    ask_for(roles.handbook, needs_legal_sign_off=True)
    draft = drafted(roles, siri)
    for person, missing in ((siri, (Approval.Role.LEGAL,)), (olav, ())):
        Approval.objects.create(
            version=draft, revision=draft.revision, role="legal", name="Advokat Lund", by=person, at=MONDAY
        )
        draft.section = roles
        assert missing_approvals(draft) == missing


def test_a_draft_is_sent_back_with_a_comment_and_its_approvals_are_void(roles, siri, olav, ines) -> None:
    ask_for(roles.handbook, needs_four_eyes=True)
    draft = drafted(roles, siri)
    facts = {"draft": draft, "revision": draft.revision, "by": olav, "at": MONDAY}
    with pytest.raises(NoSuchMove):
        send_back(comment="Kortere.", **facts)
    draft = ask_for_review(draft=draft, revision=draft.revision, by=siri, at=MONDAY)
    approve(draft=draft, revision=draft.revision, by=ines, at=MONDAY)
    with pytest.raises(NoComment):
        send_back(comment=" \n", **facts)
    sent_back = send_back(comment=" Kortere. ", **facts)
    stored = Version.objects.get(pk=draft.pk)
    assert (sent_back.comment, sent_back.texts["source_nb"], stored.stage) == ("Kortere.", draft.source_nb, Stage.DRAFT)
    assert current_approvals(stored) == []
    event = Event.objects.latest("pk")
    assert (event.what, event.by, event.details) == (
        "draft sent back",
        olav,
        {"revision": draft.revision, "comment": "Kortere."},
    )
    # Whoever sent it back may think better of it.
    approve(draft=stored, revision=stored.revision, by=olav, at=MONDAY)
    assert [approval.by for approval in current_approvals(stored)] == [olav]
    with pytest.raises(LostUpdate):
        send_back(**facts | {"comment": "Kortere.", "revision": draft.revision - 1})


def test_only_the_first_version_of_files_needs_no_approval(roles, siri) -> None:
    """The cast's first version was published by nobody; a later one that nobody publishes waits as any other."""
    ask_for(roles.handbook, needs_four_eyes=True)
    with pytest.raises(NotApproved):
        published(drafted(roles, siri), None)


def test_a_published_version_is_not_approved(roles, siri, olav) -> None:
    version = published(drafted(roles, siri), olav)
    with pytest.raises(AlreadyPublished):
        approve(draft=version, revision=version.revision, by=olav, at=MONDAY)


def test_an_approval_outlives_the_draft_that_is_thrown_away(roles, siri, olav) -> None:
    draft = drafted(roles, siri)
    approve(draft=draft, revision=draft.revision, by=olav, at=MONDAY)
    discard_draft(draft=draft, revision=draft.revision, by=siri, at=MONDAY)
    assert list(Approval.objects.values_list("version_id", "role")) == [(draft.pk, "editor")]
    assert not Version.objects.filter(pk=draft.pk).exists()


def test_no_stage_is_assigned_outside_its_module() -> None:
    assigned = []
    for app in ("config", "backoffice", "reports", "courses", "handbook", "people", "records"):
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" in path.parts or path == ROOT / "handbook/versions/workflow.py":
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                targets = node.targets if isinstance(node, ast.Assign) else []
                named = [node for target in targets for node in ast.walk(target) if isinstance(node, ast.Attribute)]
                assigned += [f"{path.name}:{node.lineno}" for node in named if node.attr == "stage"]
    assert assigned == []


def test_the_database_holds_one_draft_and_one_scheduled_version(roles, siri) -> None:
    open_draft(section=roles, by=siri, at=MONDAY)
    for stage in (Stage.DRAFT, Stage.IN_REVIEW):
        with pytest.raises(IntegrityError), transaction.atomic():
            Version.objects.create(section=roles, stage=stage, begun_at=MONDAY, saved_at=MONDAY)
    facts = {"stage": Stage.SCHEDULED, "publish_at": MONDAY, "decision": {}, "begun_at": MONDAY, "saved_at": MONDAY}
    Version.objects.create(section=roles, **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(section=roles, **facts)
