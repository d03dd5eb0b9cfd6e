"""A link is one piece wherever old and new are compared; where only its address changed, its words stand once."""

from pathlib import Path

import pytest

from handbook.models import Kind, Section, Version
from tests.cast import MONDAY
from tests.support.attempts import complete
from tests.support.backoffice import open_editor, signed_in, type_over
from tests.support.content_files import change, content_diff
from tests.support.publication import edit_and_publish
from tests.support.text import page_text, words_by_language

RULES = "Les [reglene](https://no.wikipedia.org/wiki/Lov_(juss)) og si hva du mener her."
ELSEWHERE = ("https://no.wikipedia.org/wiki/Lov_(juss)", "https://lovdata.example/lov_(2)")
LINKED = f'<a href="{ELSEWHERE[1]}">reglene</a>'
SENTENCE = f"Lenka « reglene » går et annet sted: fra {ELSEWHERE[0]} til {ELSEWHERE[1]} ."
ONCE = "og si hva du mener her."
OTHER_WORD = ("[reglene]", "[reglane]")
VERSION_CHANGES = "/handbooks/small/roles/versions/2/changes/"
WHATS_NEW = "/handbooks/small/roles/changes/"


@pytest.fixture
def content(content: Path) -> Path:
    """The small handbook, with a link in its second point."""
    change(content / "roles" / "nb.md", "Du bør være tydelig på hvem du snakker for.", RULES)
    return content


def published(roles: Section, olav, old: str, new: str) -> Version:
    return edit_and_publish(roles, {"source_nb": (old, new)}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)


@pytest.mark.parametrize("address", [VERSION_CHANGES, WHATS_NEW, f"{WHATS_NEW}?marks=off"])
def test_readers_see_the_words_once_and_a_sentence(address: str, amina, olav, roles, required) -> None:
    complete(amina, roles)
    published(roles, olav, *ELSEWHERE)
    page = signed_in(amina).get(address)
    assert SENTENCE in page_text(page)
    assert page_text(page).count(ONCE) == 1
    assert page.content.decode().count(LINKED) == 1
    assert "<del>" not in page.content.decode()
    assert "<ins>" not in page.content.decode()
    assert "Bare framhevingen" not in page_text(page)


def test_the_sentence_is_in_the_readers_language_and_the_words_in_the_texts(amina, olav, roles, required) -> None:
    complete(amina, roles)
    published(roles, olav, *ELSEWHERE)
    words = words_by_language(signed_in(amina, "en").get(VERSION_CHANGES))
    assert "reglene" in words["nb"]
    assert {"The link “", "” leads elsewhere: from"} <= words["en"]


def test_hr_sees_the_words_once_and_a_sentence_in_the_editor_and_the_review(olav, roles) -> None:
    client = signed_in(olav)
    draft = open_editor(client, roles)
    type_over(client, draft, {"source": ELSEWHERE})
    for page, point in (("markdown", "roles-2"), ("edit", "Punkt 1.2"), ("review", "Punkt 1.2")):
        text = page_text(client.get(f"/admin/handbook/version/{draft.pk}/{page}/")).partition(f"{point} · endret")[2]
        assert f"Les [reglene]({ELSEWHERE[1]}) {ONCE} {SENTENCE}" in text
        assert "Fjernet:" not in text


def test_a_new_address_is_a_sentence_in_the_difference_of_an_import(content: Path, roles) -> None:
    change(content / "roles" / "nb.md", *ELSEWHERE)
    _status, lines = content_diff(content, "--language", "nb")
    text = " ".join(" ".join(lines).split())
    assert f"nb Les [reglene]({ELSEWHERE[1]}) {ONCE} Lenka «reglene» går et annet sted: fra {ELSEWHERE[0]} til" in text
    assert "[-" not in text


def test_another_word_in_a_link_leaves_the_link_whole(content: Path, amina, olav, roles, required) -> None:
    complete(amina, roles)
    address = ELSEWHERE[0]
    removed, added = f"[reglene]({address})", f"[reglane]({address})"
    change(content / "roles" / "nb.md", *OTHER_WORD)
    assert f"Les [-{removed}-]{{+{added}+}} og si" in " ".join(" ".join(content_diff(content)[1]).split())
    client = signed_in(olav)
    draft = open_editor(client, roles)
    type_over(client, draft, {"source": OTHER_WORD})
    assert f"Les Fjernet: {removed} Nytt: {added} og si" in page_text(
        client.get(f"/admin/handbook/version/{draft.pk}/review/")
    )
    published(roles, olav, "hva du mener", "hva du mener")
    html = signed_in(amina).get(WHATS_NEW).content.decode()
    assert f'<a href="{address}">reglene</a></del> <ins>' in html
    assert f'<a href="{address}">reglane</a></ins> {ONCE}' in html


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_blank_parts_what_went_from_what_came(language: str, amina, olav, roles, required) -> None:
    complete(amina, roles)
    client = signed_in(olav, language)
    draft = open_editor(client, roles)
    type_over(client, draft, {"source": ("hva du mener", "det du mener")})
    reviewed = client.get(f"/admin/handbook/version/{draft.pk}/review/").content.decode()
    published(roles, olav, "det du mener", "det du mener")
    readers = [signed_in(amina, language).get(address).content.decode() for address in (VERSION_CHANGES, WHATS_NEW)]
    for html in (reviewed, *readers):
        assert "hva</del> <ins>" in html
