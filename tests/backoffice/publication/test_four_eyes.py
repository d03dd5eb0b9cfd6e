"""A second pair of eyes: the approver looks everywhere, and is no author for it."""

import re

import pytest

from handbook.models import SentBack, Version
from records.models import Event
from tests.support.backoffice import fields_of, reviewed, signed_in, type_over
from tests.support.drafts import ask_for
from tests.support.text import page_text

LOOKS = ("text-nb", "text-nn", "text-en", "save", "review")
"""The buttons that somebody presses who looks at a draft."""


def looked_at(client, draft: Version, language: str, action: str):
    """The page behind a button of the editor, pressed with the texts as the page has them."""
    address = f"/admin/handbook/version/{draft.pk}/markdown/"
    form = fields_of(client.get(f"{address}?text={language}").content.decode())
    # Browsers send line ends of their own.
    sent = {name: text.replace("\n", "\r\n") for name, text in form.items()}
    return client.post(address, sent | {"action": action}, follow=True)


def state() -> tuple[object, ...]:
    authors = Version.authors.through.objects.order_by("pk").values_list("version", "employee")
    return list(Version.objects.order_by("pk").values()), list(authors), Event.objects.count()


@pytest.mark.parametrize("tail", ["", "\n\n", "\r\n"])
def test_looking_at_a_draft_in_all_tabs_writes_nothing(tail: str, olav, siri, roles) -> None:
    ask_for(roles.handbook, needs_four_eyes=True)
    address = reviewed(signed_in(siri), roles)
    draft = Version.objects.drafts().get()
    Version.objects.filter(pk=draft.pk).update(source_nn=draft.source_nn.replace("\n", "\r\n") + tail)
    other, before = signed_in(olav), state()
    for page in ("edit/", "edit/?text=nn", "preview/", "preview/?audience=leaders", "review/", "discard/", "change/"):
        other.get(f"/admin/handbook/version/{draft.pk}/{page}")
    for language in ("nb", "nn", "en"):
        for action in LOOKS:
            assert looked_at(other, draft, language, action).status_code == 200
        typed = {"text": language, "audience": "leaders", "source": "Noe annet."}
        other.post(f"/admin/handbook/version/{draft.pk}/preview/", typed)
    assert state() == before
    assert "Godkjenn" in page_text(other.get(address))
    assert "Ingenting var endret, så det var ingenting å lagre." in page_text(looked_at(other, draft, "nb", "save"))


def test_who_changes_a_word_is_an_author_though_somebody_else_saves_last(olav, siri, roles) -> None:
    ask_for(roles.handbook, needs_four_eyes=True)
    address = reviewed(signed_in(siri), roles)
    draft = Version.objects.drafts().get()
    type_over(signed_in(olav), draft, {"title": ("Rollene", "Alle rollene")})
    type_over(signed_in(siri), draft, {"title": ("Alle rollene", "Rollene")})
    for author in (siri, olav):
        assert "Du har skrevet i dette utkastet" in page_text(signed_in(author).get(address))


def press(client, address: str, action: str, **more: str):
    draft = client.get(address).context["draft"]
    sent = {"revision": draft.revision, "action": action, **more}
    return client.post(address, sent, follow=True)


def desk(client) -> dict[str, list[str]]:
    context = client.get("/admin/").context
    names = ("to_be_approved", "sent_back", "scheduled", "held_back")
    return {name: [row["title"] for row in context[name]] for name in names}


NOTHING: dict[str, list[str]] = {"to_be_approved": [], "sent_back": [], "scheduled": [], "held_back": []}


def test_the_approver_comes_to_the_review_page_from_the_desk_the_list_the_section_and_the_handbook(
    olav, siri, roles
) -> None:
    author, other = signed_in(siri), signed_in(olav)
    address = reviewed(author, roles)
    assert (desk(author), desk(other)) == (NOTHING, NOTHING)
    press(author, address, "review")
    assert (desk(author), desk(other)) == (NOTHING, NOTHING | {"to_be_approved": ["Rollene dine"]})
    assert "Rollene dine : et utkast til godkjenning, sendt av Siri Bakken" in page_text(other.get("/admin/"))
    for page in (
        "/admin/",
        "/admin/handbook/version/",
        f"/admin/handbook/section/{roles.pk}/change/",
        f"/admin/handbook/handbook/{roles.handbook_id}/change/",
        address.replace("/review/", "/edit/"),
    ):
        assert f'href="{address}"' in other.get(page).content.decode(), page


def test_whoever_may_approve_but_not_publish_gets_the_same_page_to_read(olav, siri, roles) -> None:
    ask_for(roles.handbook, needs_four_eyes=True)
    author, editor = signed_in(olav), signed_in(siri)
    address = reviewed(author, roles)
    press(author, address, "review")
    page = editor.get(address)
    html, words = page.content.decode(), page_text(page)
    assert '<ins><span class="visually-hidden" lang="nb">Nytt: </span> lett</ins>' in html
    assert set(re.findall(r'<button[^>]* value="([^"]+)"', html)) >= {"approve", "send-back"}
    assert re.findall(r'name="(kind|rest|news|reviewed|although)', html) == []
    assert 'value="publish' not in html
    assert words.index("Dette er endret") < words.index("Godkjenn ") < words.index("Virkningen")
    press(editor, address, "approve")
    assert [approval.by for approval in author.get(address).context["approvals"]] == [siri]


def test_a_draft_that_was_sent_back_says_why_and_shows_what_is_mended(olav, siri, roles) -> None:
    author, other = signed_in(siri), signed_in(olav)
    address = reviewed(author, roles)
    press(author, address, "review")
    assert "Skriv i kommentaren hva som må rettes." in page_text(press(other, address, "send-back", comment=" "))
    page = press(other, address, "send-back", comment="Tittelen er <for> kort.")
    assert "Utkastet er sendt tilbake med kommentaren din." in page_text(page)
    assert "Ingen ord er endret siden da." in page_text(page)
    assert (desk(author), desk(other)) == (NOTHING | {"sent_back": ["Rollene dine"]}, NOTHING)
    for place in ("/admin/", address.replace("/review/", "/edit/")):
        assert "«Tittelen er <for> kort.»" in page_text(author.get(place))
    draft = Version.objects.drafts().get()
    type_over(author, draft, {"title": ("Rollene", "Alle rollene")})
    type_over(author, draft, {"quiz": ("Sei frå", "Sei straks frå")}, language="nn")
    press(author, address, "review")
    mended = other.get(address).context["mended"]
    assert [(text.label, text.language) for text in mended] == [("Tittel", "nb"), ("Spørsmål", "nn")]
    assert "Alle rollene" in page_text(other.get(address))
    assert (desk(author), desk(other)) == (NOTHING, NOTHING | {"to_be_approved": ["Rollene dine"]})


def test_nobody_sends_back_what_another_has_sent_back_already(olav, siri, roles) -> None:
    address = reviewed(signed_in(siri), roles)
    press(signed_in(siri), address, "review")
    press(signed_in(olav), address, "send-back", comment="Kortere.")
    page = press(signed_in(olav), address, "send-back", comment="Lengre.")
    assert "Noen har allerede sendt utkastet til gjennomsyn, eller tilbake. Ingenting ble gjort." in page_text(page)
    assert [sent_back.comment for sent_back in SentBack.objects.all()] == ["Kortere."]
