"""A draft becomes a version: numbered, judged, frozen, or refused with nothing written."""

import pytest

from handbook.models import Change, ClauseText, Edition, Kind, Section, Version
from handbook.public.reader_editions import section_for_reader
from handbook.versions.drafts import AlreadyPublished, LostUpdate, discard_draft, open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import BaseHasMoved, HasErrors, NothingChanged, publish
from records.models import Event
from tests.cast import FIRST, MONDAY
from tests.support.publication import edit_and_publish
from tests.support.sections import again


def rows() -> dict[str, int]:
    models = (Version, Edition, ClauseText, Change, Event)
    return {model.__name__: model.objects.count() for model in models}


def changed(section: Section, olav, **texts: str) -> Version:
    draft = open_draft(section=section, by=olav, at=MONDAY)
    return save_draft(draft=draft, texts=texts, revision=draft.revision, by=olav, at=MONDAY)


def with_another_first_clause(section: Section, olav) -> Version:
    source = open_draft(section=section, by=olav, at=MONDAY).source_nb
    return changed(section, olav, source_nb=source.replace("Et verv kan", "Et verv vil"))


def test_the_first_version_has_an_edition_a_language_and_every_clause(roles) -> None:
    version = Version.objects.get(section=roles)
    assert (version.number, version.published_at) == (1, FIRST)
    editions = {
        edition.language: [clause.clause for clause in edition.clauses.all()] for edition in version.editions.all()
    }
    clauses = ["roles-speaker", "roles-1", "roles-2", "roles-3", "roles-4", "roles-case-pitch"]
    assert editions == {"nb": clauses, "nn": clauses, "en": clauses}


def test_each_clause_is_frozen_as_what_it_is(roles) -> None:
    clauses = ClauseText.objects.filter(edition__version__section=roles, edition__language="nn")
    frozen = list(clauses.values_list("clause", "number", "audience", "origin", "laws", "illustrates", "is_current"))
    assert frozen == [
        ("roles-speaker", None, "everyone", "", [], [], True),
        ("roles-1", 1, "everyone", "guideline", [], [], True),
        ("roles-2", 2, "everyone", "guideline", [], [], True),
        ("roles-3", 3, "leaders", "guideline", [], [], True),
        ("roles-4", 4, "everyone", "law", ["L6", "L7"], [], True),
        ("roles-case-pitch", None, "everyone", "example", [], ["roles-1"], True),
    ]


def test_a_version_is_the_next_number_with_one_event(roles, olav) -> None:
    version = publish(
        draft=with_another_first_clause(roles, olav),
        decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True),
        by=olav,
        at=MONDAY,
    )
    assert (version.number, version.published_at, version.published_by) == (2, MONDAY, olav)
    (event,) = Event.objects.filter(what="version published", subject_key=str(version.pk))
    assert (event.by, event.at) == (olav, MONDAY)
    assert event.details == {
        "number": 2,
        "new_rules": ["roles-1"],
        "questions_reviewed": [],
        "questions_not_reviewed": ["board"],
        "languages_not_ready": ["en", "nn"],
    }


@pytest.mark.parametrize("kind", Kind)
def test_what_changed_is_judged_and_what_did_not_is_not(kind: Kind, roles, olav) -> None:
    publish(
        draft=with_another_first_clause(roles, olav),
        decision=PublicationDecision(kind, although_not_ready=True),
        by=olav,
        at=MONDAY,
    )
    changes = Change.objects.filter(version__number=2).values_list(
        "clause", "what", "kind", "language", "by__number", "at"
    )
    assert list(changes) == [("roles-1", "changed", kind, "", "1004", MONDAY)]


def test_new_and_removed_clauses_and_one_languages_own_change_are_told_apart(roles, olav) -> None:
    draft = open_draft(section=roles, by=olav, at=MONDAY)
    case = draft.source_nb.index("§ roles-case-pitch")
    texts = {
        "source_nb": draft.source_nb[:case] + "§ roles-5 (guideline)\nNytt punkt.\n",
        "source_nn": draft.source_nn[: draft.source_nn.index("§ roles-case-pitch")],
        "source_en": draft.source_en[: draft.source_en.index("§ roles-case-pitch")].replace(
            "You should", "You ought to"
        ),
    }
    publish(
        draft=changed(roles, olav, **texts),
        decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True),
        by=olav,
        at=MONDAY,
    )
    assert set(Change.objects.filter(version__number=2).values_list("clause", "what", "language")) == {
        ("roles-5", "new", ""),
        ("roles-case-pitch", "removed", ""),
        ("roles-2", "changed", "en"),
    }


def test_publishing_changes_the_sections_stamp(roles, olav) -> None:
    before = roles.change_stamp
    publish(
        draft=with_another_first_clause(roles, olav),
        decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True),
        by=olav,
        at=MONDAY,
    )
    assert again(roles).change_stamp != before


def test_a_translation_whose_source_moved_on_is_shown_in_the_source_language(roles, olav) -> None:
    publish(
        draft=with_another_first_clause(roles, olav),
        decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True),
        by=olav,
        at=MONDAY,
    )
    shown = section_for_reader(again(roles), language="nn", audience="everyone")
    assert (shown.edition.language, shown.version.number, shown.is_other_language) == ("nb", 2, True)
    outdated = ClauseText.objects.filter(edition__version__number=2, edition__language="nn", is_current=False)
    assert list(outdated.values_list("clause", flat=True)) == ["roles-1"]


def test_a_leaders_clause_that_is_stale_leaves_the_translation_to_everybody_else(roles, olav) -> None:
    edit_and_publish(
        roles, {"source_nb": ("Det ledere sier", "Det en leder sier")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY
    )
    asked = {
        audience: section_for_reader(again(roles), language="nn", audience=audience)
        for audience in ("everyone", "leaders")
    }
    assert {audience: shown.edition.language for audience, shown in asked.items()} == {
        "everyone": "nn",
        "leaders": "nb",
    }


def refused(reason: type[Exception], draft: Version, olav, **facts: object) -> None:
    before, stamp = rows(), again(draft.section).change_stamp
    with pytest.raises(reason):
        publish(
            draft=draft,
            decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True, **facts),
            by=olav,
            at=MONDAY,
        )
    assert rows() == before
    assert again(draft.section).change_stamp == stamp
    assert not Version.objects.get(pk=draft.pk).is_published or reason is AlreadyPublished


def test_nothing_changed_publishes_nothing(roles, olav) -> None:
    refused(NothingChanged, open_draft(section=roles, by=olav, at=MONDAY), olav)


def test_a_text_with_errors_is_not_published(roles, olav) -> None:
    for error in (
        "§ roles-1\nTo ganger.\n\n§ roles-1\nDen samme.\n",
        "Uten merke.\n",
        "§ roles-9 (law, L999)\nUkjent lov.\n",
    ):
        refused(HasErrors, changed(roles, olav, source_nb=error), olav)


def test_a_quiz_that_tests_an_unknown_clause_is_not_published(roles, olav) -> None:
    draft = open_draft(section=roles, by=olav, at=MONDAY)
    quiz = draft.quiz_nb.replace("§ roles-2", "§ roles-99")
    assert quiz != draft.quiz_nb
    refused(HasErrors, changed(roles, olav, quiz_nb=quiz), olav)


def test_a_draft_that_was_saved_after_its_review_is_not_published(roles, olav) -> None:
    draft = with_another_first_clause(roles, olav)
    refused(LostUpdate, draft, olav, revision=draft.revision - 1)


def test_a_draft_made_from_an_older_version_is_not_published(roles, olav) -> None:
    draft = with_another_first_clause(roles, olav)
    Version.objects.filter(pk=draft.pk).update(base=0)
    refused(BaseHasMoved, draft, olav)


def test_a_published_version_is_not_published_saved_or_thrown_away_again(roles, olav) -> None:
    version = publish(
        draft=with_another_first_clause(roles, olav),
        decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True),
        by=olav,
        at=MONDAY,
    )
    refused(AlreadyPublished, version, olav)
    with pytest.raises(AlreadyPublished):
        save_draft(draft=version, texts={"title_nb": "Nei"}, revision=version.revision, by=olav, at=MONDAY)
    with pytest.raises(AlreadyPublished):
        discard_draft(draft=version, revision=version.revision, by=olav, at=MONDAY)
    assert again(roles).versions.count() == 2


def test_an_old_version_stands_as_it_was_published(roles, olav) -> None:
    def frozen_rows() -> list[tuple[object, ...]]:
        clauses = ClauseText.objects.filter(edition__version__section=roles, edition__version__number=1)
        return list(clauses.order_by("pk").values_list())

    before = frozen_rows()
    publish(
        draft=with_another_first_clause(roles, olav),
        decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True),
        by=olav,
        at=MONDAY,
    )
    assert frozen_rows() == before
    assert section_for_reader(again(roles), language="nb", audience="everyone", number=1).version.number == 1


def test_a_rollback_is_a_new_version_with_the_old_words(roles, olav) -> None:
    def digests(number: int) -> list[str]:
        clauses = ClauseText.objects.filter(edition__version__number=number, edition__version__section=roles)
        return list(clauses.order_by("edition__language", "position").values_list("digest", flat=True))

    for old, new in (("Et verv kan", "Et verv vil"), ("Et verv vil", "Et verv kan")):
        edit_and_publish(again(roles), {"source_nb": (old, new)}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    assert (digests(3) == digests(1), digests(2) == digests(1)) == (True, False)
