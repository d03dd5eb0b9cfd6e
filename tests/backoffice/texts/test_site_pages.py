"""HR edits the site's own pages, through the real forms."""

import re

import pytest
from django.test import Client

from handbook.models import PageText
from handbook.site_pages import site_page
from tests.support.backoffice import fields_of, signed_in
from tests.support.clients import client_of

pytestmark = pytest.mark.usefixtures("small")
LIST, EDIT, HISTORY = (
    "/admin/handbook/pagetext/",
    "/admin/handbook/pagetext/privacy/edit/",
    "/admin/handbook/pagetext/privacy/history/",
)


def form_of(client: Client, language: str = "nb") -> dict[str, str]:
    return fields_of(client.get(f"{EDIT}?text={language}").content.decode())


def typed(form: dict[str, str], field: str, old: str, new: str) -> dict[str, str]:
    assert old in form[field]
    return form | {field: form[field].replace(old, new)}


def press(client: Client, form: dict[str, str], action: str = "save", **more: str):
    return client.post(EDIT, form | {"action": action} | more)


def type_over(client: Client, old: str, new: str, *, language: str = "nb", action: str = "save", **more: str):
    """Open the editor in a language, change words of the text, press a button."""
    return press(client, typed(form_of(client, language), f"source_{language}", old, new), action, **more)


def words_of(response) -> str:
    """The words of a page, without its tags."""
    main = response.content.decode().partition('<main id="content-start"')[2] or response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_the_list_says_of_each_language_who_changed_it_or_that_it_is_the_text_that_ships(olav) -> None:
    client = signed_in(olav)
    assert words_of(client.get(LIST)).count("Teksten som fulgte med nettstedet.") == 15
    type_over(client, "noe", "mer")
    page = words_of(client.get(LIST))
    assert page.count("Teksten som fulgte med nettstedet.") == 14
    assert page.count("av Olav Strand (1004).") == 1
    assert page.count("Eldre enn kilden.") == 2


def test_readers_see_a_page_as_soon_as_it_is_saved(olav, amina) -> None:
    saved = type_over(signed_in(olav), "noe", "mer")
    assert saved["Location"] == f"{EDIT}?text=nb"
    assert "Her står det mer." in client_of(amina, "nb").get("/privacy/").content.decode()
    assert "Her står det noko." in client_of(amina, "nn").get("/privacy/").content.decode()


def test_what_is_saved_is_told_and_so_is_that_nothing_was(olav) -> None:
    client = signed_in(olav)
    page = client.get(type_over(client, "noe", "mer")["Location"]).content.decode()
    assert "Siden er lagret, og leserne ser den nå: norsk (bokmål)." in page
    page = client.get(press(client, form_of(client))["Location"]).content.decode()
    assert "Ingenting var endret, så ingenting ble lagret." in page


def test_another_language_is_looked_at_and_nothing_is_saved_or_lost(olav) -> None:
    client = signed_in(olav)
    looked = type_over(client, "noe", "mer", action="show-nn")
    page = looked.content.decode()
    assert looked.status_code == 200
    assert "Dette er det du har skrevet. Det er ikke lagret ennå." in page
    assert PageText.objects.count() == 0
    form = typed(fields_of(page), "source_nn", "noko", "meir")
    assert "Her står det mer." in form["source_nb"]
    press(client, form, matches_nn="on")
    assert list(PageText.objects.values_list("language", "number")) == [("nb", 1), ("nn", 1)]
    assert words_of(client.get(LIST)).count("Eldre enn kilden.") == 1  # English


def test_the_preview_shows_what_is_typed_and_stores_nothing(olav) -> None:
    client = signed_in(olav)
    previewed = type_over(client, "noe", "**mer** <i onclick=x>", action="preview")
    shown = previewed.content.decode().partition('<div id="preview"')[2]
    assert "<p>Her står det <strong>mer</strong> &lt;i onclick=x&gt;.</p>" in shown
    part = client.post("/admin/handbook/pagetext/privacy/preview/", typed(form_of(client), "source_nb", "noe", "mer"))
    assert part.content.decode().count("Her står det mer.") == 1
    assert "<form" not in part.content.decode()
    assert PageText.objects.count() == 0


def test_errors_stand_at_their_field_and_line_and_nothing_typed_is_lost(olav) -> None:
    client = signed_in(olav)
    form = form_of(client) | {
        "title_nb": " ",
        "source_nb": "Tekst med <b>HTML</b>.\r\n\r\n### For dypt\r\n\r\n[Bort](/borte/)",
    }
    refused = press(client, form)
    assert (refused.status_code, PageText.objects.count()) == (422, 0)
    errors = refused.context["form"].errors
    assert list(errors["title_nb"]) == ["Skriv en tittel."]
    assert [error.partition(": ")[0] for error in errors["source_nb"]] == ["Linje 1", "Linje 3", "Linje 5"]
    assert list(errors["source_nb"])[1:] == [
        "Linje 3: «For dypt» er ### uten noen ## over. Bruk ##.",
        (
            "Linje 5: «/borte/» er ingen adresse som en side kan lenke til. Skriv https, mailto, tel eller en side på "
            "nettstedet som finnes, som /remarks/."
        ),
    ]
    assert "### For dypt" in fields_of(refused.content.decode())["source_nb"]
    assert '<a href="#id_source_nb">Tekst: Linje 3' in refused.content.decode()


def test_an_empty_text_is_told_in_the_readers_language(olav) -> None:
    client = signed_in(olav, "nn")
    refused = press(client, form_of(client) | {"source_nb": "\r\n \r\n"})
    assert '<ul class="errorlist" id="id_source_nb_error"><li>Skriv teksten på sida.</li>' in refused.content.decode()


def test_an_error_in_a_language_that_is_not_shown_brings_that_language_up(olav) -> None:
    client = signed_in(olav)
    form = typed(form_of(client, "nn"), "source_nn", "## Sei", "### Sei")
    looked = press(client, form, "show-nb").content.decode()
    assert "· 1 feil" in looked
    assert "Norsk (nynorsk): Tekst: Linje 3" in looked
    refused = press(client, fields_of(looked))
    assert refused.status_code == 422
    assert '<a href="#id_source_nn">Tekst: Linje 3' in refused.content.decode()


def test_two_publishers_see_both_texts_and_nothing_is_overwritten(olav, siri) -> None:
    siri.is_hr_publisher = True
    siri.save()
    client, theirs = signed_in(siri), signed_in(olav)
    form = typed(typed(form_of(client), "source_nb", "noe", "mitt"), "source_nn", "noko", "mitt")
    type_over(theirs, "noe", "deres")
    refused = press(client, form)
    shown = refused.content.decode()
    assert refused.status_code == 409
    assert "Her står det deres." in shown
    assert "Her står det mitt." in shown
    assert "Olav Strand" in shown
    assert PageText.objects.count() == 1

    kept = press(client, fields_of(shown) | {"both": "nb"}, "theirs")
    assert kept.status_code == 200
    again = fields_of(kept.content.decode())
    assert ("deres" in again["source_nb"], "mitt" in again["source_nn"]) == (True, True)

    press(client, fields_of(shown))
    assert site_page("privacy", "nb").html.startswith("<p>Her står det mitt.</p>")
    assert site_page("privacy", "nn").html.startswith("<p>Her står det mitt.</p>")


def test_a_page_is_not_lost_with_the_session(olav) -> None:
    client = signed_in(olav)
    form = typed(form_of(client), "source_nb", "noe", "mer")
    client.logout()
    asked = press(client, form)
    assert asked.status_code == 401
    assert "Logg inn her, så blir det du skrev, lagret." in words_of(asked)
    assert PageText.objects.count() == 0
    carried = fields_of(asked.content.decode()) | {"username": "1004", "password": "a good long password"}
    assert client.post(EDIT, carried).status_code == 302
    assert site_page("privacy", "nb").html.startswith("<p>Her står det mer.</p>")


def test_whoever_only_looked_at_another_language_is_not_told_that_signing_in_saves(olav) -> None:
    client = signed_in(olav)
    form = typed(form_of(client), "source_nb", "noe", "mer")
    client.logout()
    asked = press(client, form, "show-nn")
    assert "Logg inn og lagre" not in words_of(asked)
    carried = fields_of(asked.content.decode()) | {"username": "1004", "password": "a good long password"}
    shown = client.post(EDIT, carried)
    assert shown.status_code == 200
    assert "Her står det mer." in fields_of(shown.content.decode())["source_nb"]
    assert PageText.objects.count() == 0


def test_the_history_tells_each_text_and_what_it_changed(olav) -> None:
    client = signed_in(olav)
    type_over(client, "noe", "mye")
    type_over(client, "## Si fra", "## Meld fra")
    newest = words_of(client.get(HISTORY))
    assert "Slik var det ## Si fra Slik er det nå ## Meld fra" in newest
    assert "Her står det mye. Her står" not in newest
    first = client.get(f"{HISTORY}?number=1")
    assert "Fjernet: noe Nytt: mye" in words_of(first)
    shipped = client.get(f"{HISTORY}?number=0")
    assert "Her står det noe." in words_of(shipped)
    assert client.get(f"{HISTORY}?number=9").status_code == 404
    assert client.get(f"{HISTORY}?number=nonsense").status_code == 404


def test_an_earlier_text_is_brought_back_with_one_button(olav) -> None:
    client = signed_in(olav)
    type_over(client, "noe", "mer")
    form = fields_of(client.get(f"{HISTORY}?number=0").content.decode())
    back = client.post(HISTORY, form)
    assert "Leserne ser den tidligere teksten igjen." in client.get(back["Location"]).content.decode()
    assert site_page("privacy", "nb").html.startswith("<p>Her står det noe.</p>")
    assert PageText.objects.count() == 2
    moved = client.post(HISTORY, form | {"number": "1"} | {"opened": "another"})
    assert "Ingenting ble hentet tilbake." in client.get(moved["Location"]).content.decode()
    assert client.post(HISTORY, form | {"number": "²"}).status_code == 404


def test_a_translation_shows_what_the_source_says_otherwise_since_it_was_compared(olav) -> None:
    client = signed_in(olav)
    type_over(client, "noe", "mye")
    shown = words_of(client.get(f"{EDIT}?text=nn"))
    assert "Fjernet: noe Nytt: mye" in shown
    press(client, form_of(client, "nn"), matches_nn="on")
    assert "Fjernet: noe" not in words_of(client.get(f"{EDIT}?text=nn"))


def test_an_editor_sees_the_pages_and_what_they_said_and_changes_nothing(siri, olav) -> None:
    publisher = signed_in(olav)
    type_over(publisher, "noe", "mer")
    bring_back = "Vis leserne denne teksten igjen"
    assert bring_back in publisher.get(f"{HISTORY}?number=0").content.decode()
    client = signed_in(siri)
    listed, history = client.get(LIST).content.decode(), client.get(f"{HISTORY}?number=0").content.decode()
    assert (EDIT in listed, EDIT in history, HISTORY in listed) == (False, False, True)
    assert bring_back not in history
    form = {"text": "nb", "title_nb": "Mitt", "source_nb": "Mitt.", "opened_nb": "", "action": "save"}
    refused = {
        "edit": client.get(EDIT).status_code,
        "save": client.post(EDIT, form).status_code,
        "preview": client.post("/admin/handbook/pagetext/privacy/preview/", form).status_code,
        "bring back": client.post(HISTORY, {"text": "nb", "number": "0", "opened": "x"}).status_code,
    }
    assert refused == dict.fromkeys(refused, 403)
    assert PageText.objects.count() == 1


@pytest.mark.parametrize("who", ["amina", "kari", "ines", "geir"])
def test_nobody_else_sees_the_desk_of_the_pages(who: str, request) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert {client.get(address).status_code for address in (LIST, EDIT, HISTORY)} == {403}


def test_a_page_that_the_site_does_not_have_is_not_found(olav) -> None:
    client = signed_in(olav)
    for door in ("edit", "history"):
        assert client.get(f"/admin/handbook/pagetext/nonsense/{door}/").status_code == 404


def test_a_form_that_lacks_a_language_leaves_that_language_alone(olav) -> None:
    client = signed_in(olav)
    form = {name: value for name, value in form_of(client).items() if not name.endswith("_en")}
    press(client, typed(form, "source_nb", "noe", "mer"))
    assert list(PageText.objects.values_list("language", flat=True)) == ["nb"]


def test_a_character_that_no_database_holds_is_left_out(olav) -> None:
    assert type_over(signed_in(olav), "noe", "m\x00er").status_code == 302
    assert site_page("privacy", "nb").html.startswith("<p>Her står det mer.</p>")
