"""A chapter or a handbook begun as a copy: drafts with the newest words, under ids of their own."""

import pytest
from django.utils import translation

from handbook.composition.duplicate import copy_handbook, copy_section, new_ids, title_of_copy, with_ids
from handbook.composition.first_publication import first_drafts, first_versions, publish_handbook, revisions_of
from handbook.models import Edition, Handbook, Version
from handbook.sections import withdraw_section
from handbook.versions.validation import check_version
from records.changes import described
from records.models import Event
from tests.cast import MONDAY, TODAY
from tests.support.drafts import drafted


def checked(draft: Version) -> list[tuple[str, str, tuple[str, ...]]]:
    draft = Version.objects.select_related("section__handbook").get(pk=draft.pk)
    return [(error.place.language, error.code, error.values) for error in check_version(draft).errors]


def test_a_copied_chapter_has_ids_of_its_own_and_no_errors(roles, small, olav) -> None:
    draft = copy_section(section=roles, title="Rollene dine igjen", by=olav, at=MONDAY)
    assert (draft.section.slug, draft.section.position, draft.title_nb, draft.title_nn) == (
        "rollene-dine-igjen",
        3,
        "Rollene dine igjen",
        "Rollene dine",
    )
    assert "§ rollene-dine-igjen-case-pitch (example, rollene-dine-igjen-1)" in draft.source_nb
    assert "§ rollene-dine-igjen-1" in draft.quiz_nb
    assert [
        word
        for text in (draft.source_nb, draft.source_nn, draft.quiz_nb)
        for word in text.split()
        if word.startswith("roles-")
    ] == []
    assert [error for error in checked(draft) if error[0] == "nb"] == []
    event = Event.objects.get(what="section copied")
    assert (event.by, event.details) == (olav, {"section": roles.pk})


def test_its_points_stay_confirmed_and_its_title_has_to_be_translated(roles, small, olav) -> None:
    copy_section(section=roles, title="Rollene dine igjen", by=olav, at=MONDAY)
    publish_handbook(handbook=small, revisions=revisions_of(first_drafts(small)), by=olav, at=MONDAY)
    edition = Edition.objects.get(version__section__slug="rollene-dine-igjen", language="nn")
    assert (edition.title_is_current, edition.clauses.filter(is_current=False).count()) == (False, 0)
    assert edition.outdated_questions == []


def test_the_open_draft_is_copied_errors_and_all(roles, olav) -> None:
    draft = drafted(roles, olav, "må")
    Version.objects.filter(pk=draft.pk).update(source_nb=draft.source_nb.replace("Et verv", "<b>Et verv", 1))
    copied = copy_section(section=roles, title="Kopi", by=olav, at=MONDAY)
    assert "§ kopi-1 (guideline)\n<b>Et verv må komme" in copied.source_nb


def test_a_copied_handbook_has_all_that_is_in_force_as_drafts(small, roles, privacy, olav) -> None:
    texts = dict.fromkeys(("nb", "nn", "en"), "HR")
    small.contacts = [{"about": texts, "who": texts, "how": texts, "sections": ["privacy"]}]
    small.synonyms_nb, small.needs_four_eyes = "leder, sjef", True
    small.save()
    withdraw_section(section=roles, on=TODAY, by=olav, at=MONDAY)
    copied = Handbook.objects.get(pk=copy_handbook(handbook=small, title="Liten til", by=olav, at=MONDAY).pk)
    assert (copied.slug, copied.title_nb, copied.title_nn, copied.title_en) == (
        "liten-til",
        "Liten til",
        "Lita handbok (kopi)",
        "Small handbook (copy)",
    )
    assert (copied.contacts, copied.misconceptions, copied.synonyms_nb, copied.needs_four_eyes, copied.lead_nn) == (
        small.contacts,
        small.misconceptions,
        "leder, sjef",
        True,
        "To kapittel.",
    )
    assert list(copied.sections.values_list("slug", "position")) == [("privacy", 1)]
    assert [first.checked.errors for first in first_versions(first_drafts(copied))] == [()]
    assert not Handbook.objects.published().filter(pk=copied.pk).exists()


def test_every_translation_of_a_copied_handbook_is_as_current_as_it_was(small, olav) -> None:
    copied = copy_handbook(handbook=small, title="Liten til", by=olav, at=MONDAY)
    publish_handbook(handbook=copied, revisions=revisions_of(first_drafts(copied)), by=olav, at=MONDAY)
    statuses = [section.translation_status["languages"] for section in copied.sections.all()]
    assert statuses == [{key: ["everyone", "leaders"] for key in ("en", "nb", "nn")}] * 2


@pytest.mark.parametrize(
    ("ids", "renamed"),
    [
        (["roles-3", "roles-case-pitch"], ["rules-3", "rules-case-pitch"]),
        (["intent-7", "roles-intent-7"], ["rules-intent-7", "rules-1"]),
        ([f"roles-{'a' * 58}"], [f"rules-{'a' * 58}"]),
        ([f"intent-{'a' * 57}"], ["rules-1"]),
    ],
)
def test_an_id_under_the_new_slug(ids: list[str], renamed: list[str]) -> None:
    assert list(new_ids(ids, "roles", "rules").values()) == renamed


def test_ids_are_replaced_in_markers_and_links_alone() -> None:
    ids = {"roles-1": "rules-1", "roles-12": "rules-12"}
    text = "§ roles-1 (law, roles-12)\nSi roles-1 og se [her](#roles-12).\n\n  § roles-12\n> § roles-1\n"
    assert with_ids(text, ids) == (
        "§ rules-1 (law, rules-12)\nSi roles-1 og se [her](#rules-12).\n\n  § rules-12\n> § rules-1\n"
    )


def test_the_title_of_a_copy_says_so_and_fits() -> None:
    assert [title_of_copy("Etikk", code) for code in ("nb", "nn", "en")] == [
        "Etikk (kopi)",
        "Etikk (kopi)",
        "Etikk (copy)",
    ]
    assert len(title_of_copy("a" * 200, "nb")) == 200


def test_the_event_of_a_copy_names_what_was_copied(small, roles, olav) -> None:
    copy_handbook(handbook=small, title="Liten til", by=olav, at=MONDAY)
    copy_section(section=roles, title="Roller to", by=olav, at=MONDAY)
    with translation.override("nb"):
        sentences = [described(Event.objects.get(what=what)) for what in ("handbook copied", "section copied")]
    assert sentences == [["Håndbok: Liten håndbok"], ["Kapittel: Rollene dine"]]
