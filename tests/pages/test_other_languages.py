"""Words that are in another language than the page say so: titles, and whom to ask."""

import re

import pytest

from handbook.models import Handbook, Kind
from handbook.versions.drafts import TEXT_FIELDS, open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from tests.cast import MONDAY
from tests.support.attempts import complete
from tests.support.backoffice import signed_in

EMPTY = {"nb": "Personal", "nn": " ", "en": ""}
WHERE = {"nb": "Ring 12 34 56 78", "nn": "Ring 12 34 56 78", "en": ""}
ROLES = "/handbooks/small/roles/"


def contacts(page: str) -> str:
    return " ".join(re.findall(r'<dl class="laws">(.*?)</dl>', page.split('id="contacts"')[-1], re.DOTALL)[:1])


def with_contacts(handbook: Handbook, *contacts: dict[str, object]) -> None:
    handbook.contacts = [contact | {"sections": ["roles"]} for contact in contacts]
    handbook.save()


@pytest.mark.parametrize("address", [ROLES, "/handbooks/small/"])
def test_an_empty_contact_is_shown_in_the_source_language(address: str, amina, small) -> None:
    with_contacts(small, {"about": dict.fromkeys(("nb", "nn", "en"), "Verv"), "who": EMPTY, "how": WHERE})
    shown = {
        language: contacts(signed_in(amina, language).get(address).content.decode()) for language in ("nb", "nn", "en")
    }
    assert shown == {
        "nb": "<dt>Verv</dt><dd>Personal. Ring 12 34 56 78</dd>",
        "nn": '<dt>Verv</dt><dd><span lang="nb">Personal</span>. Ring 12 34 56 78</dd>',
        "en": '<dt>Verv</dt><dd><span lang="nb">Personal</span>. <span lang="nb">Ring 12 34 56 78</span></dd>',
    }


@pytest.mark.parametrize("address", [ROLES, "/handbooks/small/"])
def test_a_contact_that_says_nothing_in_the_source_either_is_not_shown(address: str, amina, small) -> None:
    nothing = dict.fromkeys(("nb", "nn", "en"), " ")
    with_contacts(small, {"about": dict.fromkeys(("nb", "nn", "en"), "Verv"), "who": nothing, "how": nothing})
    for language in ("nb", "nn", "en"):
        page = signed_in(amina, language).get(address)
        assert (page.status_code, b'id="contacts"' in page.content) == (200, False)


def test_a_contact_with_one_part_has_no_stray_mark(amina, small) -> None:
    nothing = dict.fromkeys(("nb", "nn", "en"), "")
    with_contacts(small, {"about": nothing, "who": nothing, "how": WHERE})
    page = signed_in(amina, "nn").get(ROLES).content.decode()
    assert contacts(page) == "<dt>Spørsmål</dt><dd>Ring 12 34 56 78</dd>"


def test_titles_in_the_source_language_say_so_in_a_page_of_another(amina, kari, olav, roles, required) -> None:
    complete(amina, roles)
    complete(kari, roles)
    draft = open_draft(section=roles, by=olav, at=MONDAY)
    texts = {f"{field}_nn": "" for field in TEXT_FIELDS} | {"source_nb": draft.source_nb.replace("kan", "vil")}
    draft = save_draft(draft=draft, texts=texts, revision=1, by=olav, at=MONDAY)
    decision = PublicationDecision(Kind.NEW_RULE, although_not_ready=True)
    publish(draft=draft, decision=decision, by=olav, at=MONDAY)
    reader, leader = signed_in(amina, "nn"), signed_in(kari, "nn")
    marked = '«<span lang="nb">Rollene dine</span>»'
    for client, address in (
        (reader, f"{ROLES}versions/"),
        (reader, f"{ROLES}versions/2/changes/"),
        (reader, f"{ROLES}changes/"),
        (leader, "/reports/team/"),
    ):
        page = client.get(address, follow=True).content.decode()
        assert marked in page, address
    assert "lang=" not in re.findall(r"<title>.*?</title>", reader.get(f"{ROLES}versions/").content.decode())[0]
    in_source = signed_in(amina, "nb").get(f"{ROLES}versions/").content.decode()
    assert "Versjoner av «Rollene dine»" in in_source


def test_a_handbooks_title_that_is_missing_in_a_language_is_the_sources(amina, small, required) -> None:
    small.title_nn = ""
    small.save()
    client = signed_in(amina, "nn")
    for address in ("/handbooks/", "/handbooks/small/", ROLES, "/handbooks/small/print/"):
        page = client.get(address).content.decode().split("<main")[1]
        assert page.count('<span lang="nb">Liten håndbok</span>') == page.count("Liten håndbok") > 0, address


def test_texts_on_the_desk_say_in_which_language_they_are(siri, small, roles) -> None:
    client = signed_in(siri, "en")
    version = client.get(f"/admin/handbook/version/{roles.versions.get().pk}/change/").content.decode()
    for language in ("nb", "nn", "en"):
        shown = re.findall(rf'<div lang="{language}">(.*?)</div>', version, re.DOTALL)
        assert getattr(roles.versions.get(), f"title_{language}") in shown
    assert "<br>" in version  # the lines of a text are its own

    fields = re.findall(
        r"<(?:input|textarea)[^>]*>", client.get(f"/admin/handbook/handbook/{small.pk}/change/").content.decode()
    )
    spoken = {re.sub(r'.*name="(\w+)".*', r"\1", field): re.findall(r' lang="(\w\w)"', field) for field in fields}
    assert {
        name: languages for name, languages in spoken.items() if re.fullmatch(r"(title|lead|in_short)_\w\w", name)
    } == {f"{name}_{language}": [language] for name in ("title", "lead", "in_short") for language in ("nb", "nn", "en")}
