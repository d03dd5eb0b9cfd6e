"""HR's pages about a draft and a published version call points and questions what readers and cards call them."""

import pytest

from handbook.models import Remark, Section, Version
from tests.cast import MONDAY
from tests.support.attempts import complete
from tests.support.backoffice import ALTHOUGH, open_editor, publish_as, signed_in, type_over
from tests.support.publication import add_question
from tests.support.text import page_text

pytestmark = pytest.mark.sqlite_only

IDS = ("roles-1", "roles-2", "roles-3", "roles-case-pitch")
POINT = {"nb": "Punkt", "nn": "Punkt", "en": "Point"}
QUESTION = {"nb": "Spørsmål", "nn": "Spørsmål", "en": "Question"}
EACH_LANGUAGE = pytest.mark.parametrize("language", ["nb", "nn", "en"])


@pytest.fixture
def draft(roles: Section, olav, amina, required) -> Version:
    """It rewords the second point, removes the third and asks the first question about the second point."""
    complete(amina, roles)
    client = signed_in(olav)
    draft = open_editor(client, roles)
    for language in ("nb", "nn", "en"):
        text = draft.text("source", language)
        typed = {"source": (text[text.index("§ roles-3") : text.index("§ roles-4")], "")}
        if language == "nb":
            typed["quiz"] = ("§ roles-3", "§ roles-4")
        type_over(client, draft, typed, language=language, action="save")
        draft.refresh_from_db()
    reworded = {"source": ("være tydelig", "være helt tydelig"), "quiz": ("§ roles-1, roles-4", "§ roles-2, roles-4")}
    type_over(client, draft, reworded, action="save")
    return Version.objects.select_related("section__handbook").get(pk=draft.pk)


@EACH_LANGUAGE
def test_the_review_page_names_points_and_questions(language: str, draft: Version, olav) -> None:
    words = page_text(signed_in(olav, language).get(f"/admin/handbook/version/{draft.pk}/review/"))
    removed = {"nb": "fjernet", "nn": "fjerna", "en": "removed"}[language]
    assert f"{POINT[language]} 1.2 · " in words
    assert f"{POINT[language]} 1.3 · {removed}" in words
    assert f"{QUESTION[language]} 1 · " in words
    assert {id_ for id_ in IDS if id_ in words} == set()
    assert words.count(f"{POINT[language]} 1.1, {POINT[language]} 1.3") == 1  # what the question was about


@EACH_LANGUAGE
def test_the_page_of_the_published_version_and_its_history_name_them(language: str, draft: Version, olav) -> None:
    client = signed_in(olav)
    address = f"/admin/handbook/version/{draft.pk}/review/"
    kinds = {"roles-2": "clarification", "roles-3": "correction"}
    publish_as(client, address, kinds, action="publish:0", although=ALTHOUGH)
    page = f"/admin/handbook/version/{draft.pk}/changes/"
    client.post(page, {"clause": "roles-2", "language": "", "kind": "correction", "reason": "Bare språk."})
    reader = signed_in(olav, language)
    words, history = page_text(reader.get(page)), page_text(reader.get(f"/admin/handbook/version/{draft.pk}/history/"))
    assert f"{POINT[language]} 1.3" in words
    assert f"{POINT[language]}: {POINT[language]} 1.2" in history
    assert {id_ for id_ in IDS if id_ in words + history} == set()


@EACH_LANGUAGE
def test_a_draft_that_was_sent_back_is_compared_without_marks(language: str, draft: Version, olav, siri) -> None:
    client, address = signed_in(olav), f"/admin/handbook/version/{draft.pk}/review/"
    client.post(address, {"revision": draft.revision, "action": "review"})
    draft.refresh_from_db()
    client.post(address, {"revision": draft.revision, "action": "send-back", "comment": "Skriv mer."})
    draft.refresh_from_db()
    assert draft.sent_back.exists()
    new = "§ roles-9 (guideline)\nSpør om du lurer.\n\n"
    typed = {"source": ("§ roles-4", f"{new}§ roles-4"), "quiz": ("Hva gjør du med vervet?", "Hva gjør du nå?")}
    type_over(client, draft, typed, action="save")
    words = page_text(signed_in(olav, language).get(address))
    assert "Spør om du lurer." in words
    assert {mark for mark in ("§ ", "roles-9", "(guideline)", "## board", "a) ") if mark in words} == set()


@EACH_LANGUAGE
def test_a_translation_beside_its_source_names_points(language: str, draft: Version, olav) -> None:
    publish_as(
        signed_in(olav),
        f"/admin/handbook/version/{draft.pk}/review/",
        {"roles-2": "clarification", "roles-3": "correction"},
        action="publish:0",
        although=ALTHOUGH,
    )
    address = f"/admin/handbook/section/{draft.section_id}/translation/?text=nn"
    words = page_text(signed_in(olav, language).get(address))
    assert f"{POINT[language]} 1.2" in words
    assert {id_ for id_ in IDS if id_ in words} == set()


@EACH_LANGUAGE
def test_a_report_of_a_mistake_names_the_point(language: str, roles: Section, olav) -> None:
    Remark.objects.create(
        section=roles, page="/", clause="roles-2", version=1, language="nb", text="En skrivefeil.", sent_at=MONDAY
    )
    words = page_text(signed_in(olav, language).get("/admin/handbook/remark/"))
    assert (f"{POINT[language]} 1.2" in words, "roles-2" in words) == (True, False)


def test_an_added_question_is_named_by_its_number(roles: Section, olav) -> None:
    version = add_question(roles)
    words = page_text(signed_in(olav).get(f"/admin/handbook/version/{version.pk}/changes/"))
    assert "Spørsmål 4 · nytt Riktige svar: Nytt: 1 " in words
    assert "Svar 1 Nytt: Ja" in words
    assert "Handler om punktene: Nytt: Punkt 1.1" in words
    assert "M05" not in words
