"""Figures, titles and words of the desk that HR can take at their word."""

import pytest

from courses.models import Requirement
from handbook.models import Version
from handbook.versions.drafts import open_draft, save_draft
from tests.cast import MONDAY
from tests.support.backoffice import open_editor, signed_in, type_over
from tests.support.cards import address, open_cards, press
from tests.support.sections import again
from tests.support.text import page_text

pytestmark = pytest.mark.sqlite_only

EACH_LANGUAGE = pytest.mark.parametrize("language", ["nb", "nn", "en"])
TOO_LONG = {
    "nb": "En tittel kan ha høyst 200 tegn, og denne har 201. Gjør den kortere. Ingenting er lagret.",
    "nn": "Ein tittel kan ha høgst 200 teikn, og denne har 201. Gjer han kortare. Ingenting er lagra.",
    "en": "A title has at most 200 characters, and this one has 201. Shorten it. Nothing was saved.",
}
TIP = {"nb": "Tips", "nn": "Tips", "en": "Tip"}
NOT_TRANSLATED = {
    "nb": "På kildespråket, fordi det ikke er oversatt ennå.",
    "nn": "På kjeldespråket, fordi det ikkje er omsett enno.",
    "en": "In the source language, since it is not translated yet.",
}
WITHOUT_TITLE = {"nb": "Kapittel uten tittel", "nn": "Kapittel utan tittel", "en": "Section without a title"}


@EACH_LANGUAGE
def test_a_title_that_is_too_long_is_refused_and_kept_on_the_page(language: str, roles, siri) -> None:
    client = signed_in(siri, language)
    draft = open_editor(client, roles)
    form = open_cards(client, draft) | {"title": ["x" * 201]}
    refused = press(client, draft, form)
    assert (refused.status_code, TOO_LONG[language] in page_text(refused)) == (422, True)
    assert "x" * 201 in refused.content.decode()
    by_itself = press(client, draft, form, "autosave")
    assert (by_itself.status_code, by_itself.json()["message"]) == (409, TOO_LONG[language])
    draft.refresh_from_db()
    assert draft.title_nb == "Rollene dine"
    press(client, draft, form | {"title": ["x" * 200]})
    draft.refresh_from_db()
    assert draft.title_nb == "x" * 200


@EACH_LANGUAGE
def test_a_tip_has_one_name_on_the_card_and_the_page_of_the_reader(language: str, roles, siri) -> None:
    client = signed_in(siri, language)
    draft = open_editor(client, roles)
    type_over(client, draft, {"source": ("§ roles-2 (guideline)", "§ roles-2 (advice)")}, action="save")
    card = client.get(address(draft)).content.decode()
    assert f'<option value="advice" selected>{TIP[language]}</option>' in card
    reader = signed_in(siri, language).get(f"/admin/handbook/version/{draft.pk}/preview/?text={language}")
    if language == "nb":  # the others do not have the mark: it is that of the source
        assert f"<span>{TIP[language]}</span>" in reader.content.decode()


@EACH_LANGUAGE
def test_the_preview_of_a_translation_has_the_questions_that_it_lacks(language: str, roles, siri) -> None:
    draft = open_draft(section=again(roles), by=siri, at=MONDAY)
    save_draft(draft=draft, texts={"quiz_nn": ""}, revision=draft.revision, by=siri, at=MONDAY)
    page = page_text(signed_in(siri, language).get(f"/admin/handbook/version/{draft.pk}/preview/?text=nn"))
    assert "Hva gjør du med vervet?" in page
    assert page.count(NOT_TRANSLATED["nn"]) == 2  # in the language of the page that is previewed


@EACH_LANGUAGE
def test_a_title_that_is_emptied_is_not_replaced_by_the_address(language: str, small, roles, olav) -> None:
    client = signed_in(olav, language)
    client.post(f"/admin/handbook/handbook/{small.pk}/change/", {"part": "new-section", "title": "Gaver"})
    draft = Version.objects.get(section__slug="gaver")
    save_draft(draft=draft, texts={"title_nb": ""}, revision=draft.revision, by=olav, at=MONDAY)
    for page in (f"/admin/handbook/version/{draft.pk}/review/", f"/admin/handbook/handbook/{small.pk}/change/"):
        words = page_text(client.get(page))
        assert (WITHOUT_TITLE[language] in words, " gaver " in words) == (True, False)


def test_the_days_of_a_requirement_are_days_to_the_browser(required: Requirement, siri) -> None:
    page = signed_in(siri).get(f"/admin/courses/requirement/{required.pk}/change/").content.decode()
    assert '<input type="date" name="from_day" value="2026-11-02"' in page


@EACH_LANGUAGE
def test_the_title_of_a_chapter_leads_to_its_text(language: str, small, roles, siri) -> None:
    client = signed_in(siri, language)
    desk = f"/admin/handbook/handbook/{small.pk}/change/"
    page = client.get(desk).content.decode()
    title = {"nb": "Rollene dine", "nn": "Rollene dine", "en": "Your roles"}[language]
    assert f'<th scope="row"><a href="/handbooks/small/roles/">{title}' in page
    assert f'href="/admin/handbook/section/{roles.pk}/change/">' in page
    assert 'href="/handbooks/small/">' in page
    draft = open_editor(client, roles)
    assert f'<th scope="row"><a href="/admin/handbook/version/{draft.pk}/edit/">' in client.get(desk).content.decode()
