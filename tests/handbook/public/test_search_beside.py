"""Law boxes, contacts, the site's own pages and the numbers of points are found as well."""

import re
from html import unescape

import pytest
from django.test import Client

from handbook.models import Handbook, Section
from handbook.public.search_beside import cites
from handbook.site_pages import SOURCE_LANGUAGE, TypedPage, current_pages, save_page
from tests.cast import MONDAY, TODAY
from tests.support.search import ask, places

CONTACT = {
    "about": {"nb": "Rollekonflikter", "nn": "Rollekonfliktar", "en": "Role conflicts"},
    "who": {"nb": "Verneombudet", "nn": "Verneombodet", "en": "The safety representative"},
    "how": {"nb": "Ring 99.", "nn": "Ring 99.", "en": "Call 99."},
}


def answers(query: str, language: str = "nb") -> list[str]:
    """Every hit as its address in short, in the order of the page; passages with their kind."""
    result = ask(query, language)
    hits = [f"{hit.passage.kind} {hit.passage.address}" if hit.passage else "" for hit in result.hits]
    in_text = places(result)
    assert result.total == len(result.hits) + len(result.pages)
    return [beside or place for beside, place in zip(hits, in_text, strict=True)] + [
        f"page {page.passage.address}" for page in result.pages
    ]


LAW = "law /handbooks/small/roles/#law"


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("nb", "forvaltningsloven"),
        ("nb", "forvaltningslov"),
        ("nb", "§ 6"),
        ("nb", "forvaltningsloven § 6"),
        ("nb", "inhabil"),
        ("nn", "forvaltingslova"),
        ("en", "public administration act"),
    ],
)
def test_a_law_is_found_in_the_box_of_its_section(language: str, query: str, speech) -> None:
    assert answers(query, language) == [LAW]


def test_a_section_that_the_law_does_not_have_is_not_found(speech, settings) -> None:
    laws = settings.CONTENT_DIR / "laws.toml"
    laws.write_text(
        laws.read_text(encoding="utf-8").replace('nb = "§ 6"', 'nb = "§ 6-2 (13.9.1969)"'), encoding="utf-8"
    )
    assert (answers("§ 6-2"), answers("forvaltningsloven § 6-2"), answers("13")) == ([LAW], [LAW], [LAW])
    assert (answers("§ 6"), answers("§ 13"), answers("forvaltningsloven § 2")) == ([], [], [])


@pytest.mark.parametrize(
    ("text", "query", "has_all"),
    [
        ("Forvaltningsloven § 13 til § 13 f", "§13", True),
        ("Kommuneloven § 11-10 og § 13-3", "§ 13", False),
        ("Kommuneloven § 11-10 og § 13-3", "§ 13-3", True),
        ("Skadeserstatningsloven (13.6.1969) § 3-6", "§ 13", False),
        ("Skadeserstatningsloven (13.6.1969) § 3-6", "13", True),
        ("Arbeidsmiljøloven § 2 A-1", "§ 2 A-1", True),
    ],
)
def test_a_section_of_a_law_is_cited_as_it_is_written(text: str, query: str, has_all: bool) -> None:
    assert cites(text, query) == has_all


def test_a_law_that_readers_are_not_shown_is_not_found(speech) -> None:
    assert answers("Ny lov kap. 4") == []


def test_a_law_stands_between_the_rules_and_the_examples(speech) -> None:
    assert answers("lov") == [LAW, "speech#speech-case"]
    assert answers("ansatt eller jobben") == []
    assert answers("habil") == ["roles#roles-4"]


@pytest.mark.parametrize(
    ("sections", "address"),
    [(["privacy", "roles"], "/handbooks/small/roles/"), ([], "/handbooks/small/"), (["gone"], "/handbooks/small/")],
)
def test_a_contact_is_found_once_where_it_is_shown(sections: list[str], address: str, speech) -> None:
    Handbook.objects.update(contacts=[{**CONTACT, "sections": sections}])
    contact = f"contact {address}#contacts"
    assert (answers("verneombud"), answers("99", "en"), answers("rollekonflikt")) == ([contact], [contact], [contact])
    page = Client().get(address).content.decode()
    assert 'id="contacts"' in page
    assert "Verneombudet" in page


def test_the_contacts_and_laws_of_a_section_that_is_withdrawn_are_not_found(roles) -> None:
    Handbook.objects.update(contacts=[{**CONTACT, "sections": ["roles"]}])
    Section.objects.filter(pk=roles.pk).update(withdrawn_on=TODAY)
    assert answers("forvaltningsloven") == []
    assert answers("verneombud") == ["contact /handbooks/small/#contacts"]


def test_a_page_of_the_site_is_found_as_it_is_shown_now(speech, siri) -> None:
    assert answers("tilgjengelighet") == ["page /accessibility/"]
    assert answers("qqbrikke") == []
    (page,) = current_pages(["accessibility"])
    text = page.texts[SOURCE_LANGUAGE]
    typed = TypedPage("Universell utforming", "Les om qqbrikken vår.", text.digest)
    save_page(slug="accessibility", typed={SOURCE_LANGUAGE: typed}, by=siri, at=MONDAY)
    assert answers("universell utforming") == answers("qqbrikke") == ["page /accessibility/"]
    assert answers("tilgjengelighet") == []


def test_all_words_must_be_in_one_block_of_a_page(speech, siri) -> None:
    (page,) = current_pages(["privacy"])
    text = page.texts[SOURCE_LANGUAGE]
    typed = TypedPage("Personvern", "Om qqfugl og qqfisk.\n\nOm qqhest og qqfisk.", text.digest)
    save_page(slug="privacy", typed={SOURCE_LANGUAGE: typed}, by=siri, at=MONDAY)
    assert (answers("qqfisk"), answers("qqfugl qqfisk"), answers("qqfugl qqhest")) == (
        ["page /privacy/"],
        ["page /privacy/"],
        [],
    )


@pytest.mark.parametrize("query", ["1.2", "punkt 1.2", "Punkt 1,2", "pkt. 1.2", "§ 1.2", "point 1.2", " 1.2. "])
def test_a_point_is_found_by_its_number(query: str, speech) -> None:
    assert [answers(query, language) for language in ("nb", "nn", "en")] == [["roles#roles-2"]] * 3


@pytest.mark.parametrize("query", ["1.99", "99.1", "0.0", "1.2.3", "12", "punkt", "9999999.1"])
def test_a_number_without_a_point_finds_none(query: str, speech) -> None:
    assert answers(query) == []


def test_the_point_of_a_handbook_that_may_not_be_read_is_not_found(speech) -> None:
    Handbook.objects.update(open_to_all=False)
    assert "Fant ingenting for «1.2»." in unescape(Client().get("/search/", {"q": "1.2"}).content.decode())


def test_the_page_says_what_a_hit_is_and_leads_there(speech) -> None:
    Handbook.objects.update(contacts=[{**CONTACT, "sections": ["roles"]}])
    pages = {
        "forvaltningsloven": ("Rollene dine › Dette sier loven", "/handbooks/small/roles/#law", "Forvaltningsloven"),
        "verneombud": ("Rollene dine › Hvem kan du spørre?", "/handbooks/small/roles/#contacts", "Verneombudet"),
        "tilgjengelighet": ("Tilgjengelighet", "/accessibility/", "Tilgjengelighet"),
    }
    for query, (title, address, word) in pages.items():
        page = Client().get("/search/", {"q": query}).content.decode()
        (link,) = re.findall(r'<li>\s*<h2>\s*<a href="([^"]*)">(.*?)</a>', page, re.S)
        words = " ".join(unescape(re.sub("<[^>]*>", "", link[1])).split())
        assert (query, words, link[0]) == (query, title, address)
        assert f"<mark>{word}</mark>".casefold() in page.casefold()
        path, _, anchor = address.partition("#")
        if anchor:
            assert f'id="{anchor}"' in Client().get(path).content.decode()
