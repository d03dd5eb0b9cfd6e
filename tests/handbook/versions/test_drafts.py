"""HR works on the next version: nothing that somebody else saved is lost, nothing published is touched."""

import pytest
from django.db import IntegrityError, transaction

from handbook.models import Kind, Section, Version, newest_version
from handbook.versions.drafts import COLUMNS, AlreadyPublished, LostUpdate, discard_draft, open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from records.models import Event
from tests.cast import MONDAY

PUBLISHED_COLUMNS = [column for column in COLUMNS if not column.startswith("news_")]


def events_of(draft: Version) -> list[tuple[str, object, dict[str, object]]]:
    """What happened to a draft: what, by whom, details."""
    events = Event.objects.filter(subject_kind="handbook.Version", subject_key=str(draft.pk)).order_by("pk")
    return [(event.what, event.by, event.details) for event in events]


def test_a_draft_begins_with_the_words_of_the_newest_version(siri, roles: Section) -> None:
    newest = newest_version(roles)
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    assert {column: getattr(draft, column) for column in PUBLISHED_COLUMNS} == {
        column: getattr(newest, column) for column in PUBLISHED_COLUMNS
    }
    assert (draft.base, draft.number, draft.revision, draft.laws) == (1, None, 1, newest.laws)
    assert (draft.begun_by, draft.begun_at, draft.saved_by, draft.saved_at) == (siri, MONDAY, siri, MONDAY)
    assert events_of(draft) == [("draft opened", siri, {})]


def test_a_note_of_what_is_new_speaks_of_one_version_alone(siri, roles: Section) -> None:
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    texts = {"news_nb": "Nytt om verv.", "title_nb": "Rollene"}
    draft = save_draft(draft=draft, texts=texts, revision=1, by=siri, at=MONDAY)
    publish(draft=draft, decision=PublicationDecision(Kind.CLARIFICATION), by=siri, at=MONDAY)
    following = open_draft(section=roles, by=siri, at=MONDAY)
    assert (following.base, following.title_nb, following.text("news", "nb")) == (2, "Rollene", "")


def test_the_first_draft_of_a_section_is_empty(siri, small) -> None:
    section = small.sections.create(slug="intent", position=3)
    draft = open_draft(section=section, by=siri, at=MONDAY)
    assert (draft.base, [draft.text("source", language) for language in ("nb", "nn", "en")]) == (0, ["", "", ""])


def test_opening_again_gives_the_draft_that_is_open(siri, olav, roles: Section) -> None:
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    save_draft(draft=draft, texts={"title_nb": "Siris tittel"}, revision=1, by=siri, at=MONDAY)
    again = open_draft(section=roles, by=olav, at=MONDAY)
    assert (again, again.title_nb, again.begun_by) == (draft, "Siris tittel", siri)
    assert Version.objects.drafts().count() == 1


def test_a_section_has_one_draft_at_most(siri, roles: Section) -> None:
    open_draft(section=roles, by=siri, at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(section=roles, begun_at=MONDAY, saved_at=MONDAY)


def test_a_draft_is_stored_as_typed_with_its_errors(siri, olav, roles: Section) -> None:
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    typed = "§ Roller\r\n<b>Du  bør\t…\n"
    saved = save_draft(draft=draft, texts={"source_nb": typed, "quiz_en": "##"}, revision=1, by=olav, at=MONDAY)
    stored = Version.objects.get(pk=draft.pk)
    assert (stored.source_nb, stored.quiz_en, stored.revision) == (typed, "##", 2)
    assert (saved, stored.saved_by, stored.begun_by) == (stored, olav, siri)
    assert events_of(draft) == [("draft opened", siri, {}), ("draft saved", olav, {"revision": 2})]


def test_saving_one_column_leaves_the_others(siri, roles: Section) -> None:
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    before = {column: getattr(draft, column) for column in COLUMNS}
    save_draft(draft=draft, texts={"source_nn": "§ roles-1\nEin."}, revision=1, by=siri, at=MONDAY)
    after = Version.objects.get(pk=draft.pk)
    assert {column: getattr(after, column) for column in COLUMNS} == before | {"source_nn": "§ roles-1\nEin."}


def test_a_lost_update_is_refused_with_the_other_editors_text(siri, olav, roles: Section) -> None:
    opened_by_both = open_draft(section=roles, by=siri, at=MONDAY)
    save_draft(draft=opened_by_both, texts={"title_nb": "Siris tittel"}, revision=1, by=siri, at=MONDAY)
    with pytest.raises(LostUpdate) as refused:
        save_draft(draft=opened_by_both, texts={"title_nb": "Olavs tittel"}, revision=1, by=olav, at=MONDAY)
    (current,) = refused.value.args
    assert (current.title_nb, current.revision, current.saved_by) == ("Siris tittel", 2, siri)
    stored = Version.objects.get(pk=opened_by_both.pk)
    assert (stored.title_nb, stored.revision, stored.saved_by) == ("Siris tittel", 2, siri)
    assert [what for what, _by, _details in events_of(stored)] == ["draft opened", "draft saved"]


def test_a_lost_update_is_refused_in_another_language_too(siri, olav, roles: Section) -> None:
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    save_draft(draft=draft, texts={"title_nb": "Siris tittel"}, revision=1, by=siri, at=MONDAY)
    with pytest.raises(LostUpdate):
        save_draft(draft=draft, texts={"title_nn": "Olavs tittel"}, revision=1, by=olav, at=MONDAY)


def test_after_looking_at_the_other_text_one_can_save(siri, olav, roles: Section) -> None:
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    save_draft(draft=draft, texts={"title_nb": "Siris tittel"}, revision=1, by=siri, at=MONDAY)
    saved = save_draft(draft=draft, texts={"title_nb": "Felles tittel"}, revision=2, by=olav, at=MONDAY)
    assert (saved.title_nb, saved.revision) == ("Felles tittel", 3)


def test_a_published_version_is_refused_every_change(siri, roles: Section) -> None:
    published = newest_version(roles)
    before = {column: getattr(published, column) for column in COLUMNS}
    with pytest.raises(AlreadyPublished) as refused:
        save_draft(draft=published, texts={"title_nb": "Ny"}, revision=published.revision, by=siri, at=MONDAY)
    assert refused.value.args == (published,)
    with pytest.raises(AlreadyPublished):
        discard_draft(draft=published, revision=published.revision, by=siri, at=MONDAY)
    assert {column: getattr(newest_version(roles), column) for column in COLUMNS} == before


def test_a_draft_that_was_published_meanwhile_is_refused(siri, olav, roles: Section) -> None:
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    draft = save_draft(draft=draft, texts={"title_nb": "Siris tittel"}, revision=1, by=siri, at=MONDAY)
    publish(draft=draft, decision=PublicationDecision(Kind.CLARIFICATION), by=olav, at=MONDAY)
    assert not draft.is_published  # what the editor still has in hand
    with pytest.raises(AlreadyPublished):
        save_draft(draft=draft, texts={"title_nb": "For sent"}, revision=draft.revision, by=siri, at=MONDAY)
    with pytest.raises(AlreadyPublished):
        discard_draft(draft=draft, revision=draft.revision, by=siri, at=MONDAY)
    assert newest_version(roles).title_nb == "Siris tittel"


def test_a_discarded_draft_is_gone_and_on_record(siri, roles: Section) -> None:
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    discard_draft(draft=draft, revision=draft.revision, by=siri, at=MONDAY)
    assert list(roles.versions.all()) == [newest_version(roles)]
    assert events_of(draft) == [("draft opened", siri, {}), ("draft discarded", siri, {"section": roles.pk})]
    assert open_draft(section=roles, by=siri, at=MONDAY).title_nb == "Rollene dine"


def test_a_draft_that_somebody_saved_meanwhile_is_not_thrown_away(siri, olav, roles: Section) -> None:
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    theirs = save_draft(draft=draft, texts={"title_nb": "Olavs tittel"}, revision=draft.revision, by=olav, at=MONDAY)
    with pytest.raises(LostUpdate) as refused:
        discard_draft(draft=draft, revision=draft.revision, by=siri, at=MONDAY)
    assert refused.value.args == (theirs,)
    assert Version.objects.drafts().get().title_nb == "Olavs tittel"
    assert "draft discarded" not in [what for what, _by, _details in events_of(draft)]
