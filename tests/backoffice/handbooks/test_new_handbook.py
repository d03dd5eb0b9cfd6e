"""HR begins a handbook in the browser, publishes it at once, copies and withdraws it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.models import Requirement
from courses.todos.sums import counts_of
from handbook.models import Handbook, Version
from handbook.versions.drafts import save_draft
from people.employment import begin_absence
from people.models import Unit
from records.event_labels import event_label
from records.models import Event
from tests.cast import MONDAY
from tests.support.backoffice import signed_in
from tests.support.clients import client_of
from tests.support.drafts import drafted
from tests.support.text import page_text

ADD = "/admin/handbook/handbook/add/"


@pytest.fixture
def client(olav) -> Client:
    return signed_in(olav)


def page_of(handbook: Handbook, verb: str = "change") -> str:
    return f"/admin/handbook/handbook/{handbook.pk}/{verb}/"


@pytest.fixture
def ethics(client) -> Handbook:
    """A new handbook with two chapters, as the forms make it; the first has a text."""
    client.post(ADD, {"title": "Etiske regler", "source_language": "nn"})
    handbook = Handbook.objects.get(slug="etiske-regler")
    for title in ("Gåver", "Verv"):
        client.post(page_of(handbook), {"part": "new-section", "title": title})
    write(handbook, "gaaver")
    return handbook


def write(handbook: Handbook, slug: str, language: str = "nn") -> None:
    draft = Version.objects.get(section__handbook=handbook, section__slug=slug)
    texts = {f"message_{language}": "Kort.", f"source_{language}": f"§ {slug}-1\nSei frå.\n"}
    save_draft(draft=draft, texts=texts, revision=draft.revision, by=None, at=MONDAY)


def publish(client: Client, handbook: Handbook):
    page = client.get(page_of(handbook, "publish"))
    (seen,) = re.findall(r'name="seen" value="([^"]+)"', page.content.decode())
    return client.post(page_of(handbook, "publish"), {"seen": seen}, follow=True)


def test_a_handbook_is_made_with_a_title_and_a_language(client) -> None:
    assert client.get(ADD).context["form"].initial == {"source_language": "nb"}
    response = client.post(ADD, {"title": "Etiske regler", "source_language": "nb", "languages": ["en"]}, follow=True)
    handbook = Handbook.objects.get()
    assert response.redirect_chain == [(page_of(handbook), 302)]
    assert (handbook.languages, handbook.slug, handbook.title_nb) == (("nb", "en"), "etiske-regler", "Etiske regler")
    text = page_text(response)
    assert "Ikke publisert ennå: Bare HR ser håndboka, også tittelen." in text
    assert "Håndboka har ingen kapitler ennå." in text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": " ", "source_language": "nb"}, "title"),
        ({"title": "a" * 201, "source_language": "nb"}, "title"),
        ({"title": "Etikk", "source_language": "da"}, "source_language"),
        ({"title": "Etikk"}, "source_language"),
        ({"title": "Etikk", "source_language": "nb", "languages": ["da"]}, "languages"),
    ],
)
def test_what_cannot_be_a_handbook_is_refused_at_its_field(typed: dict[str, object], field: str, client) -> None:
    refused = client.post(ADD, typed)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, [field])
    assert Handbook.objects.count() == 0


def test_only_publishers_make_publish_copy_and_withdraw(siri, small, roles) -> None:
    client = signed_in(siri)
    addresses = [ADD, *(page_of(small, verb) for verb in ("publish", "copy", "withdraw", "bring-back"))]
    addresses.append(f"/admin/handbook/section/{roles.pk}/copy/")
    assert [client.get(address).status_code for address in addresses] == [403] * 6
    page = client.get(page_of(small)).content.decode()
    assert [address for address in addresses if address in page] == []


def test_the_list_of_handbooks_leads_to_a_new_one(client, siri, small) -> None:
    assert ADD in client.get("/admin/handbook/handbook/").content.decode()
    assert ADD not in signed_in(siri).get("/admin/handbook/handbook/").content.decode()


def test_what_is_wanting_in_every_chapter_is_told_at_once_and_each_leads_to_its_place(client, ethics) -> None:
    page = client.get(page_of(ethics, "publish"))
    verv = Version.objects.get(section__slug="verv")
    assert [(row["title"], row["is_complete"]) for row in page.context["rows"]] == [("Gåver", True), ("Verv", False)]
    links = re.findall(r'href="(/admin/handbook/version/[^"]+)"', page.content.decode())
    assert [link for link in links if f"/{verv.pk}/" in link] == [
        f"/admin/handbook/version/{verv.pk}/edit/?text=nn#id_message",
        f"/admin/handbook/version/{verv.pk}/edit/?text=nn",
    ]
    text = page_text(page)
    assert "Håndboka kan ikke publiseres ennå." in text
    assert "Hovedbudskap: Skriv et hovedbudskap." in text
    assert "Tekst: Skriv det første punktet." in text
    assert 'name="seen"' not in page.content.decode()
    seen = page.context["seen"]
    assert client.post(page_of(ethics, "publish"), {"seen": seen}).status_code == 409
    assert not Handbook.objects.published().exists()


def test_publishing_says_that_nobody_is_asked_until_a_requirement_says_so(client, ethics, siri, amina) -> None:
    write(ethics, "verv")
    page = publish(client, ethics)
    assert "Håndboka er publisert, med 2 kapitler. Ingen må fullføre den før det er laget et krav om det." in page_text(
        page
    )
    assert "Etiske regler" in page_text(signed_in(amina, "nn").get("/handbooks/etiske-regler/"))
    assert client.get(page_of(ethics)).context["new_sections"] == 0


def test_publishing_says_how_many_are_asked(client, ethics, amina, kari) -> None:
    write(ethics, "verv")
    Requirement.objects.create(handbook=ethics, from_day=timezone.localdate() - timedelta(days=1))
    asked = client.get(page_of(ethics, "publish")).context["covered"]
    assert asked == 3  # Amina, Kari and Olav
    today = timezone.localdate()
    begin_absence(employee=kari, from_day=today, to_day=None, by=None, at=timezone.now())
    asked = client.get(page_of(ethics, "publish")).context["covered"]
    assert asked == 2
    assert f"Håndboka er publisert, med 2 kapitler. {asked} ansatte må fullføre den." in page_text(
        publish(client, ethics)
    )
    assert "Etiske regler" in page_text(signed_in(amina).get("/"))
    sums = counts_of(Unit.objects.filter(parent=None), on=today, handbook=ethics).sums
    assert (sums.of, sums.on_leave) == (asked, 1)


def test_a_number_that_has_changed_is_shown_before_anything_is_published(client, ethics) -> None:
    write(ethics, "verv")
    page = client.get(page_of(ethics, "publish"))
    Requirement.objects.create(handbook=ethics, from_day=timezone.localdate())
    refused = client.post(page_of(ethics, "publish"), {"seen": page.context["seen"]})
    assert (refused.status_code, Handbook.objects.published().count()) == (409, 0)
    assert "1 ansatt må fullføre den når den er publisert." in page_text(refused)


def test_before_its_first_publication_no_reader_sees_anything_of_it(ethics, amina, siri) -> None:
    ethics.open_to_all = True
    ethics.save()
    Requirement.objects.create(handbook=ethics, from_day=timezone.localdate())
    for visitor in (None, amina, siri):
        reader = client_of(visitor) if visitor else Client()
        for address in ("/", "/handbooks/", "/search/?q=gåver"):
            page = page_text(reader.get(address))
            assert ("Etiske regler" in page, "Gåver" in page) == (False, False)
        assert reader.get("/handbooks/etiske-regler/").status_code == 404
        assert reader.get("/handbooks/etiske-regler/gaaver/").status_code == 404


def test_a_handbook_is_copied_to_a_page_of_its_own(client, small) -> None:
    page = client.get(page_of(small, "copy"))
    assert page.context["form"].initial == {"title": "Liten håndbok (kopi)"}
    response = client.post(page_of(small, "copy"), {"title": "Liten til"})
    copied = Handbook.objects.get(slug="liten-til")
    assert response["Location"] == page_of(copied)
    assert client.post(page_of(small, "copy"), {"title": ""}).status_code == 422


def test_a_chapter_is_copied_to_its_draft(client, roles) -> None:
    address = f"/admin/handbook/section/{roles.pk}/copy/"
    assert address in client.get(f"/admin/handbook/section/{roles.pk}/change/").content.decode()
    assert client.get(address).context["form"].initial == {"title": "Rollene dine (kopi)"}
    response = client.post(address, {"title": "Roller to"})
    draft = Version.objects.get(section__slug="roller-to")
    assert response["Location"] == f"/admin/handbook/version/{draft.pk}/edit/"


def test_a_handbook_is_withdrawn_and_brought_back_with_its_numbers(client, small, amina, required) -> None:
    today = timezone.localdate()
    page = client.get(page_of(small, "withdraw"))
    assert "2 ansatte har noe i den å fullføre nå." in page_text(page)
    past = client.post(page_of(small, "withdraw"), {"on": today - timedelta(days=1), "seen": "2"})
    assert (past.status_code, past.context["form"].errors) == (422, {"on": ["Velg i dag eller en senere dag."]})
    assert client.post(page_of(small, "withdraw"), {"on": today, "seen": "7"}).status_code == 409
    done = client.post(page_of(small, "withdraw"), {"on": today, "seen": "2"}, follow=True)
    assert "Håndboka er trukket tilbake." in page_text(done)
    small.refresh_from_db()
    assert small.withdrawn_on == today

    page = client.get(page_of(small, "bring-back"))
    assert "2 ansatte får noe å fullføre" in page_text(page)
    assert client.post(page_of(small, "bring-back"), {"seen": "0-0-withdrawn"}).status_code == 409
    (seen,) = re.findall(r'name="seen" value="([^"]+)"', page.content.decode())
    client.post(page_of(small, "bring-back"), {"seen": seen})
    small.refresh_from_db()
    assert small.withdrawn_on is None
    assert "Håndboka er ikke trukket tilbake." in page_text(client.get(page_of(small, "bring-back"), follow=True))


def test_a_section_is_offered_the_newest_title_in_its_own_language(olav, small, roles) -> None:
    client, address = signed_in(olav, "nn"), f"/admin/handbook/section/{roles.pk}/copy/"
    assert client.get(address).context["form"].initial == {"title": "Rollene dine (kopi)"}
    draft = drafted(roles, olav)
    save_draft(draft=draft, texts={"title_nb": "Rollene våre"}, revision=draft.revision, by=olav, at=MONDAY)
    assert client.get(address).context["form"].initial == {"title": "Rollene våre (kopi)"}


def test_new_sections_of_a_published_handbook_are_published_in_words_of_their_own(
    client, amina, small, required
) -> None:
    client.post(page_of(small), {"part": "new-section", "title": "Gaver"})
    assert "Noe mangler. Ingenting kan publiseres ennå." in page_text(client.get(page_of(small, "publish")))
    write(small, "gaver", "nb")
    page = client.get(page_of(small, "publish"))
    assert (page.context["title"], "Publiser håndboka" in page_text(page)) == ("Publiser nye kapitler", False)
    assert "2 ansatte må fullføre det nye når det er publisert." in page_text(page)
    done = page_text(publish(client, small))
    assert "1 nytt kapittel er publisert. 2 ansatte må fullføre det nye." in done
    event = Event.objects.latest("pk")
    assert (event.what, event.details) == ("new sections published", {"sections": ["gaver"]})
    assert event_label(event.what) != event.what


def test_new_sections_that_nobody_has_to_complete_say_so_of_their_handbook(client, small) -> None:
    client.post(page_of(small), {"part": "new-section", "title": "Gaver"})
    write(small, "gaver", "nb")
    sentence = "Ingen må fullføre håndboka før det er laget et krav om det."
    assert sentence in page_text(client.get(page_of(small, "publish")))
    assert f"1 nytt kapittel er publisert. {sentence}" in page_text(publish(client, small))
