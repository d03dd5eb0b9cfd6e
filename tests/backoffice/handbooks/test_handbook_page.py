"""HR's page of a handbook: each short form stores its own part, in the languages of the handbook."""

import re

import pytest
from django.test import Client

from handbook.composition.create import create_section
from handbook.models import Handbook, Section, Version
from handbook.translations.offered import offer_languages
from records.models import Event
from tests.cast import MONDAY, TODAY
from tests.support.backoffice import signed_in, typed_in_part
from tests.support.text import page_text

PARTS = ["front-page", "languages", "readers", "contacts", "misconceptions", "synonyms", "approvals"]


def address(handbook: Handbook) -> str:
    return f"/admin/handbook/handbook/{handbook.pk}/change/"


@pytest.fixture
def client(olav) -> Client:
    return signed_in(olav)


def typed(client: Client, handbook: Handbook, part: str) -> dict[str, object]:
    return typed_in_part(client, address(handbook), part)


def save(client: Client, handbook: Handbook, part: str, **changed: object):
    response = client.post(address(handbook), typed(client, handbook, part) | changed)
    handbook.refresh_from_db()
    return response


def test_every_part_is_there_in_the_languages_of_the_handbook(client, small) -> None:
    offer_languages(handbook=small, languages=["en"], by=None, at=MONDAY)
    page = client.get(address(small))
    assert [part.name for part in page.context["parts"]] == PARTS
    names = re.findall(r'name="(title_\w+|lead_\w+|synonyms_\w+)"', page.content.decode())
    assert names == ["title_nb", "lead_nb", "title_en", "lead_en", "synonyms_nb", "synonyms_en"]
    assert "bokmål, engelsk" in page_text(page)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_saved_as_it_stands_changes_nothing(part: str, client, small) -> None:
    texts = dict.fromkeys(("nb", "nn", "en"), "HR")
    small.contacts = [{"about": texts, "who": texts, "how": texts, "sections": ["roles"]}]
    small.save()
    before = Handbook.objects.values().get(pk=small.pk)
    response = save(client, small, part)
    assert (response.status_code, response["Location"]) == (302, f"{address(small)}#{part}")
    assert Handbook.objects.values().get(pk=small.pk) == before
    assert not Event.objects.filter(what="handbook edited").exists()


def test_the_front_page_is_stored_and_a_title_is_needed(client, small, olav) -> None:
    assert save(client, small, "front-page", title_nn="Ei lita handbok", in_short_nb="Én.\r\nTo.").status_code == 302
    assert (small.title_nn, small.in_short_nb, small.lead_nb) == ("Ei lita handbok", "Én.\nTo.", "To kapitler.")
    refused = save(client, small, "front-page", title_nb=" ", lead_nb="Skrevet nettopp.")
    assert (refused.status_code, small.lead_nb) == (422, "To kapitler.")
    text = refused.content.decode()
    assert "Skriv en tittel." in text
    assert "Skrevet nettopp." in text
    assert re.findall(r'<details class="module part"( open)?>', text) == [" open", *[""] * 6]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten_unseen(client, small) -> None:
    opened = typed(client, small, "front-page")
    Handbook.objects.filter(pk=small.pk).update(lead_nn="Nokon skreiv dette.")
    refused = client.post(address(small), opened | {"lead_nn": "Eg skriv dette."})
    assert (refused.status_code, "Noen har endret dette" in page_text(refused)) == (422, True)
    small.refresh_from_db()
    assert small.lead_nn == "Nokon skreiv dette."
    assert save(client, small, "front-page", lead_nn="Eg skriv dette.").status_code == 302
    assert small.lead_nn == "Eg skriv dette."


def test_languages_readers_approvals_and_synonyms(client, small) -> None:
    save(client, small, "languages", languages=["nn"])
    assert small.languages == ("nb", "nn")
    fields = typed(client, small, "readers")
    fields.pop("open_to_all")
    client.post(address(small), fields)
    save(client, small, "approvals", needs_four_eyes="on", legal_review="done")
    save(client, small, "synonyms", synonyms_nb="leder, sjef")
    assert (small.open_to_all, small.needs_four_eyes, small.legal_review, small.synonyms_nb) == (
        False,
        True,
        "done",
        "leder, sjef",
    )
    assert save(client, small, "synonyms", synonyms_nb="leder").status_code == 422


def test_a_legal_review_from_earlier_stays_until_somebody_chooses(client, small) -> None:
    Handbook.objects.filter(pk=small.pk).update(legal_review="planlagt i vår")
    assert save(client, small, "approvals", needs_four_eyes="on").status_code == 302
    assert (small.legal_review, small.needs_four_eyes) == ("planlagt i vår", True)


def test_contacts_are_added_changed_and_removed_without_javascript(client, small, amina) -> None:
    added = {"contacts-0-about_nb": "Verv", "contacts-0-who_nb": "HR", "contacts-0-shown_in": ["roles"]}
    assert save(client, small, "contacts", **added).status_code == 302
    (contact,) = small.contacts
    assert (contact["about"], contact["who"]["nb"], contact["sections"]) == (
        {"nb": "Verv", "nn": "", "en": ""},
        "HR",
        ["roles"],
    )
    assert "Verv" in page_text(signed_in(amina).get("/handbooks/small/roles/"))

    save(client, small, "contacts", **{"contacts-0-how_nb": "Ring 12 34", "contacts-1-who_nb": "Leder"})
    assert [contact["who"]["nb"] for contact in small.contacts] == ["HR", "Leder"]
    assert small.contacts[0]["how"]["nb"] == "Ring 12 34"

    save(client, small, "contacts", **{"contacts-0-DELETE": "on"})
    assert [contact["who"]["nb"] for contact in small.contacts] == ["Leder"]
    refused = save(client, small, "contacts", **{"contacts-1-about_nb": "Lønn"})
    assert (refused.status_code, len(small.contacts)) == (422, 1)
    assert "Skriv hvem det er, eller hvordan man får tak i dem." in page_text(refused)


def test_words_of_a_contact_in_a_language_that_is_not_offered_are_kept(client, small) -> None:
    texts = {"nb": "HR", "nn": "Personal", "en": "Staff"}
    small.contacts = [{"about": texts, "who": texts, "how": texts, "sections": []}]
    small.save()
    offer_languages(handbook=small, languages=["nb"], by=None, at=MONDAY)
    save(client, small, "contacts", **{"contacts-0-who_nb": "HR-avdelingen"})
    assert small.contacts[0]["who"] == {"nb": "HR-avdelingen", "nn": "Personal", "en": "Staff"}


def test_a_contact_that_somebody_else_added_meanwhile_is_not_lost(client, small) -> None:
    opened = typed(client, small, "contacts")
    texts = {"nb": "HR", "nn": "", "en": ""}
    Handbook.objects.filter(pk=small.pk).update(contacts=[{"about": texts, "who": texts, "how": texts, "sections": []}])
    refused = client.post(address(small), opened | {"contacts-0-who_nb": "Leder"})
    assert (refused.status_code, "Noen har endret dette" in page_text(refused)) == (422, True)
    small.refresh_from_db()
    assert len(small.contacts) == 1


def test_misconceptions_get_their_ids_and_stay_while_questions_name_them(client, small) -> None:
    new = {"misconceptions-2-text_nb": "Alt er lov", "misconceptions-2-side": "careless"}
    assert save(client, small, "misconceptions", **new).status_code == 302
    assert (sorted(small.misconceptions), small.misconceptions["M14"]["nb"]) == (["M05", "M13", "M14"], "Alt er lov")
    refused = save(client, small, "misconceptions", **{"misconceptions-0-DELETE": "on"})
    assert (refused.status_code, sorted(small.misconceptions)) == (422, ["M05", "M13", "M14"])
    assert "M05 kan ikke fjernes: Spørsmål viser til den." in page_text(refused)
    save(client, small, "misconceptions", **{"misconceptions-2-DELETE": "on"})
    assert sorted(small.misconceptions) == ["M05", "M13"]
    without_side = save(client, small, "misconceptions", **{"misconceptions-2-text_nb": "Ord"})
    assert (without_side.status_code, "Velg en av de to." in page_text(without_side)) == (422, True)


def test_a_new_chapter_leads_to_its_draft(client, small) -> None:
    response = client.post(address(small), {"part": "new-section", "title": "Gaver"})
    draft = Version.objects.get(section__slug="gaver")
    assert (response.status_code, response["Location"]) == (302, f"/admin/handbook/version/{draft.pk}/edit/")
    assert client.get(response["Location"], follow=True).status_code == 200
    page = client.get(address(small))
    assert [str(row["title"]) for row in page.context["section_rows"]] == ["Rollene dine", "Personvern", "Gaver"]
    refused = client.post(address(small), {"part": "new-section", "title": ""})
    assert (refused.status_code, "Skriv en tittel." in page_text(refused)) == (422, True)


def test_a_chapter_moves_up_and_down_and_twice_pressed_moves_once(client, small, roles) -> None:
    page = client.get(address(small)).content.decode()
    (down,) = re.findall(rf'name="to" value="({roles.pk}:2)"', page)
    for _press in range(2):
        assert client.post(address(small), {"part": "move", "to": down})["Location"] == f"{address(small)}#chapters"
    assert "er nå kapittel 2." in page_text(client.get(address(small)))
    assert list(small.sections.order_by("position").values_list("slug", flat=True)) == ["privacy", "roles"]
    for to in (
        "",
        "x:1",
        f"{roles.pk + 999}:1",
        "²:1",
        f"{roles.pk}",
        f"{roles.pk}:",
        f"{roles.pk}:x",
        f"{roles.pk}:-1",
    ):
        assert client.post(address(small), {"part": "move", "to": to}).status_code == 404
    assert list(small.sections.order_by("position").values_list("slug", flat=True)) == ["privacy", "roles"]


def test_an_editor_edits_the_parts_and_leaves_the_chapters_to_publishers(siri, small, roles) -> None:
    client = signed_in(siri)
    page = client.get(address(small)).content.decode()
    assert 'value="new-section"' not in page
    assert 'value="move"' not in page
    assert save(client, small, "front-page", title_en="A small handbook").status_code == 302
    assert client.post(address(small), {"part": "new-section", "title": "Gaver"}).status_code == 403
    assert client.post(address(small), {"part": "move", "to": f"{roles.pk}:2"}).status_code == 403
    assert client.post(address(small), {"part": "nothing"}).status_code == 404
    assert Section.objects.count() == 2


def test_requirements_are_listed_and_a_new_one_has_the_handbook_chosen(siri, olav, small, required) -> None:
    link = f"/admin/courses/requirement/add/?handbook={small.pk}"
    shown = [link in signed_in(employee).get(address(small)).content.decode() for employee in (siri, olav)]
    # Olav publishes texts, and has no business with people.
    assert shown == [True, False]
    assert "HR-medarbeidere bestemmer hvem som må fullføre den." in page_text(signed_in(olav).get(address(small)))
    assert f'<option value="{small.pk}" selected>' in signed_in(siri).get(link).content.decode()


def test_contacts_and_misconceptions_that_cannot_be_read_outlive_the_editing_of_the_others(client, small) -> None:
    small.contacts, small.misconceptions = ["Ring HR"], {**small.misconceptions, "M90": 5}
    small.save()
    save(client, small, "contacts", **{"contacts-0-who_nb": "HR"})
    assert (len(small.contacts), small.contacts[1]) == (2, "Ring HR")
    save(client, small, "misconceptions", **{"misconceptions-2-text_nb": "Nytt", "misconceptions-2-side": "careless"})
    assert (sorted(small.misconceptions), small.misconceptions["M90"]) == (["M05", "M13", "M90", "M91"], 5)


def test_a_button_to_publish_counts_the_new_sections_that_its_page_lists(client, small) -> None:
    for title in ("Gaver", "Verv"):
        create_section(handbook=small, title=title, by=None, at=MONDAY)
    Section.objects.filter(slug="verv").update(withdrawn_on=TODAY)
    assert client.get(address(small)).context["new_sections"] == 1
    assert len(client.get(f"/admin/handbook/handbook/{small.pk}/publish/").context["rows"]) == 1
    Section.objects.filter(slug="gaver").update(withdrawn_on=TODAY)
    assert "/publish/" not in client.get(address(small)).content.decode()
