"""All first versions of a handbook are published together, or none."""

from pathlib import Path

import pytest

from handbook.composition.create import create_handbook, create_section
from handbook.composition.first_publication import (
    DraftsHaveChanged,
    NotComplete,
    NothingToPublish,
    first_drafts,
    first_versions,
    publish_handbook,
    revisions_of,
)
from handbook.import_export.importer import import_folder
from handbook.models import Handbook, Version
from handbook.versions.drafts import save_draft
from handbook.versions.workflow import approve
from records.models import Event
from tests.cast import FIRST, MONDAY
from tests.support.drafts import ask_for
from tests.support.queries import queries

TEXT = "§ {slug}-1\nSi hvem du er.\n\n§ {slug}-2\nSe også [dette](#{other}-1).\n"


@pytest.fixture
def ethics(olav) -> Handbook:
    """Two chapters that lead to each other, in one language."""
    handbook = create_handbook(title="Etikk", source_language="nb", by=olav, at=MONDAY)
    for title, other in (("Gaver", "verv"), ("Verv", "gaver")):
        draft = create_section(handbook=handbook, title=title, by=olav, at=MONDAY)
        texts = {"message_nb": "Kort.", "source_nb": TEXT.format(slug=draft.section.slug, other=other)}
        save_draft(draft=draft, texts=texts, revision=draft.revision, by=olav, at=MONDAY)
    return handbook


def publish_all(handbook: Handbook, by) -> list[Version]:
    return publish_handbook(handbook=handbook, revisions=revisions_of(first_drafts(handbook)), by=by, at=MONDAY)


def test_chapters_that_lead_to_each_other_are_published_at_once(ethics, olav) -> None:
    assert [first.is_complete for first in first_versions(first_drafts(ethics))] == [True, True]
    versions = publish_all(ethics, olav)
    assert [(version.section.slug, version.number) for version in versions] == [("gaver", 1), ("verv", 1)]
    event = Event.objects.latest("pk")
    assert (event.what, event.by, event.details) == ("handbook published", olav, {"sections": ["gaver", "verv"]})
    with pytest.raises(NothingToPublish):
        publish_all(ethics, olav)


def test_with_an_error_in_one_nothing_is_published_and_every_error_is_told(ethics, olav) -> None:
    gifts, offices = first_drafts(ethics)
    save_draft(draft=gifts, texts={"source_nb": "§ gaver-1\n<b>"}, revision=gifts.revision, by=olav, at=MONDAY)
    save_draft(draft=offices, texts={"message_nb": ""}, revision=offices.revision, by=olav, at=MONDAY)
    wanting = {
        first.draft.section.slug: [error.code for error in first.checked.blocking]
        for first in first_versions(first_drafts(ethics))
    }
    assert wanting == {"gaver": ["html"], "verv": ["front-message"]}
    with pytest.raises(NotComplete):
        publish_all(ethics, olav)
    assert not Version.objects.published().filter(section__handbook=ethics).exists()


def test_a_draft_that_was_saved_meanwhile_is_not_published_unseen(ethics, olav) -> None:
    seen = revisions_of(first_drafts(ethics))
    gifts, _offices = first_drafts(ethics)
    save_draft(draft=gifts, texts={"title_nb": "Gåver"}, revision=gifts.revision, by=olav, at=MONDAY)
    with pytest.raises(DraftsHaveChanged):
        publish_handbook(handbook=ethics, revisions=seen, by=olav, at=MONDAY)
    create_section(handbook=ethics, title="Ny", by=olav, at=MONDAY)
    with pytest.raises(DraftsHaveChanged):
        publish_handbook(handbook=ethics, revisions=seen, by=olav, at=MONDAY)


def test_approvals_are_asked_for_as_for_one_chapter(ethics, olav, siri) -> None:
    ask_for(ethics, needs_four_eyes=True)
    with pytest.raises(NotComplete):
        publish_all(ethics, olav)
    for draft in first_drafts(ethics):
        approve(draft=draft, revision=draft.revision, by=siri, at=MONDAY)
    assert len(publish_all(ethics, olav)) == 2


def test_only_chapters_that_were_never_published_are(small, olav) -> None:
    draft = create_section(handbook=small, title="Gaver", by=olav, at=MONDAY)
    texts = {"message_nb": "Kort.", "source_nb": TEXT.format(slug="gaver", other="roles")}
    save_draft(draft=draft, texts=texts, revision=draft.revision, by=olav, at=MONDAY)
    assert [version.section.slug for version in publish_all(small, olav)] == ["gaver"]


def test_a_handbook_of_files_is_published_by_hand(db, content: Path, olav) -> None:
    import_folder(folder=content, publish_as=None, replace_drafts=False, by=None, at=FIRST)
    handbook = Handbook.objects.get(slug="small")
    assert [version.section.slug for version in publish_all(handbook, olav)] == ["roles", "privacy"]


def test_looking_asks_the_same_for_one_section_and_for_two(ethics) -> None:
    ask_for(ethics, needs_four_eyes=True, needs_legal_sign_off=True)
    drafts = first_drafts(ethics)
    with queries() as one:
        first_versions(drafts[:1])
    with queries() as two:
        first_versions(drafts)
    assert (len(one), len(two)) == (2, 2)
