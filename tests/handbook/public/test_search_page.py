"""The page of the search, as a reader meets it."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from handbook.import_export.importer import import_folder
from handbook.models import Handbook, Kind, Section
from handbook.public.search import MOST_HITS
from markup.search.tokens import LONGEST_WORD
from tests.cast import FIRST, MONDAY
from tests.support import small_handbook
from tests.support.publication import edit_and_publish
from tests.support.queries import queries
from tests.support.search import SPEECH, publish_speech

PAGE = "/search/"


def opened(query: str | None, language: str = "nb", person=None) -> Any:
    client = Client(headers={"accept-language": language})
    if person:
        client.force_login(person)
    response = client.get(PAGE, {} if query is None else {"q": query})
    assert response.status_code == 200
    return response


def main_of(response: Any) -> str:
    (main,) = re.findall(r"<main.*?</main>", response.content.decode(), re.S)
    return main


def words_of(response: Any) -> str:
    """What is read in the page's main part, one space between words; the query in its field is not."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", main_of(response))).split())


def hits(response: Any) -> list[tuple[str, str, str]]:
    """Of each hit: where its link leads, the words of the link, and the excerpt with «found» words in «»."""
    rows = []
    for item in re.findall(r"<li>\s*<h2>.*?</li>", main_of(response), re.S):
        address, words, excerpt = re.findall(r'href="([^"]*)">(.*?)</a>.*?<p[^>]*>(.*?)</p>', item, re.S)[0]
        rows.append((address, plain(words), plain(excerpt)))
    return rows


def plain(html: str) -> str:
    marked = html.replace("<mark>", "«").replace("</mark>", "»")
    return " ".join(unescape(re.sub(r"<[^>]*>", "", marked)).split())


def test_a_hit_names_section_and_clause_leads_there_and_marks_the_words(speech) -> None:
    assert hits(opened("lojalitet")) == [
        ("/handbooks/small/speech/#speech-1", "Ytringsfrihet › Punkt 2.1", "«Lojalitetsplikten» er snever.")
    ]
    assert hits(opened("ytring")) == [
        ("/handbooks/small/speech/#speech-3", "Ytringsfrihet › Punkt 2.3", "Én mening om Ærfugløya er en «ytring»."),
        ("/handbooks/small/speech/", "«Ytringsfrihet»", "Grensene er få."),
    ]
    assert hits(opened("varsling åpen")) == []
    assert hits(opened("åpen")) == [
        ("/handbooks/small/speech/#speech-case", "Ytringsfrihet › Eksempel", "«ÅPEN» LØSNING: Hva er lov?")
    ]
    assert hits(opened("varsling"))[0] == ("/handbooks/small/speech/#speech-heading", "Ytringsfrihet", "«Varsling»")


def test_where_a_hit_leads_the_clause_is(speech) -> None:
    for query in ("lojalitet", "åpen", "varsling"):
        address, _words, _excerpt = hits(opened(query))[0]
        page, _, clause = address.partition("#")
        assert f'id="{clause}"' in Client().get(page).content.decode()


@pytest.mark.parametrize(
    ("language", "one", "none"),
    [
        ("nb", "1 treff på «snever»", "Fant ingenting for «snevre dører»."),
        ("nn", "1 treff på «snever»", "Fann ingenting for «snevre dører»."),
        ("en", "1 result for “narrow”", "Nothing was found for “snevre dører”."),
    ],
)
def test_how_many_there_are_is_said_in_a_sentence(language: str, one: str, none: str, speech) -> None:
    assert one in words_of(opened("narrow" if language == "en" else "snever", language))
    assert none in words_of(opened("snevre dører", language))


@pytest.mark.parametrize(
    ("language", "query", "sentence", "address"),
    [
        ("nb", "lojalitesplikten", "Mente du lojalitetsplikten?", "?q=lojalitetsplikten"),
        ("nb", "ærfugløja", "Mente du ærfugløya?", "?q=%C3%A6rfugl%C3%B8ya"),
        ("nn", "lojalitesplikta", "Meinte du lojalitetsplikta?", "?q=lojalitetsplikta"),
        ("en", "blamewothy", "Did you mean blameworthy?", "?q=blameworthy"),
    ],
)
def test_a_typing_error_is_answered_with_a_link_that_finds_it(language, query, sentence, address, speech) -> None:
    response = opened(query, language)
    assert sentence in words_of(response)
    assert f'href="{address}"' in main_of(response)
    assert len(hits(Client(headers={"accept-language": language}).get(PAGE + address))) == 1


def test_words_that_stand_apart_are_offered_alone(speech) -> None:
    response = opened("snever spor")
    assert "Ingen punkter har alle disse ordene." in words_of(response)
    assert re.findall(r'<a[^>]* href="(\?q=[^"]*)"', main_of(response)) == ["?q=snever", "?q=spor"]


def test_a_query_stands_in_its_field_and_in_the_title(speech) -> None:
    page = opened("lojalitet").content.decode()
    assert (
        '<input class="ds-input" type="search" id="search-words" name="q" value="lojalitet" autocomplete="off">' in page
    )
    assert "<title>lojalitet – Søk – " in page
    assert '<label for="search-words">Søk i håndbøkene</label>' in page


@pytest.mark.parametrize(
    "page", ["/", "/handbooks/", "/handbooks/small/", "/handbooks/small/roles/", PAGE, "/remarks/"]
)
def test_the_menu_leads_to_the_search(page: str, speech) -> None:
    assert Client().get(page).content.decode().count('<a href="/search/"') == 2  # for wide screens and for narrow ones


@pytest.mark.parametrize("page", ["/handbooks/", "/handbooks/small/", PAGE])
def test_the_field_stands_where_readers_look_for_text(page: str, speech) -> None:
    (form,) = re.findall(r'<form[^>]*role="search"[^>]*>', Client().get(page).content.decode())
    assert form == '<form class="no-print" role="search" method="get" action="/search/">'


def test_a_text_in_another_language_says_so(speech, olav) -> None:
    edit_and_publish(speech, {"source_nb": ("**snever**", "**smal**")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    page = main_of(opened("smal", "en"))
    assert re.search(r'<span lang="nb">\s*Ytringsfrihet\s*</span>', page)
    assert re.search(r'<p lang="nb">Lojalitetsplikten er <mark>smal</mark>\.\s*</p>', page)


def test_signed_out_the_open_handbooks_are_searched_and_it_is_said(speech, amina) -> None:
    hint = "Du er ikke logget inn"
    assert len(hits(opened("snever"))) == 1
    assert hint in words_of(opened("qqqqqq"))
    assert hint not in words_of(opened("qqqqqq", person=amina))
    Handbook.objects.update(open_to_all=False)
    assert (len(hits(opened("snever"))), len(hits(opened("snever", person=amina)))) == (0, 1)


def test_the_handbook_is_named_when_there_are_several(speech, content, settings) -> None:
    assert "Liten håndbok" not in words_of(opened("snever"))
    folder = settings.CONTENT_DIR / "other"
    for path in content.rglob("*.*"):
        small_handbook.put(folder / path.relative_to(content), path.read_text(encoding="utf-8"))
    small_handbook.put(folder / "handbook.toml", (folder / "handbook.toml").read_text().replace("Liten", "Annen"))
    import_folder(folder=folder, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=FIRST)
    page = words_of(opened("snever"))
    assert (page.count("Annen håndbok"), page.count("Liten håndbok")) == (1, 1)


# Odd input


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (None, "Skriv et ord eller en del av et ord. Du finner punktene der det står, også i andre former."),
        ("", "Skriv et ord eller en del av et ord. Du finner punktene der det står, også i andre former."),
        ("   ", "Skriv et ord eller en del av et ord. Du finner punktene der det står, også i andre former."),
        ("\x00", "Skriv et ord eller en del av et ord. Du finner punktene der det står, også i andre former."),
        ("%", "Skriv et ord å søke etter, eller en del av et ord."),
        ("_", "Skriv et ord å søke etter, eller en del av et ord."),
        ("\"'`", "Skriv et ord å søke etter, eller en del av et ord."),
        ("?!§ – …", "Skriv et ord å søke etter, eller en del av et ord."),
        ("😀", "Skriv et ord å søke etter, eller en del av et ord."),
        ("q", "Fant ingenting for «q»."),
        ("lov_lov", "2 treff på «lov_lov»"),
        ("%snever%", "1 treff på «%snever%»"),
        ('"snever"', '1 treff på «"snever"»'),
        ("sne\x00ver", "Fant ingenting for «sne ver»."),
        ("s%r", "Fant ingenting for «s%r»."),
        ("sneve_", "1 treff på «sneve_»"),
        ("'; DROP TABLE handbook_word; --", "Fant ingenting for «'; DROP TABLE handbook_word; --»."),
        ("<script>alert(1)</script>", "Fant ingenting for «<script>alert(1)</script>»."),
        ("\ud83d", "Skriv et ord å søke etter"),
        ("x" * 10_000, "Bare de første ordene ble søkt etter: " + "x" * LONGEST_WORD),
        ("% " * 5_000, "Skriv et ord å søke etter, eller en del av et ord."),
        ("Lojalitetsplikten er snever. " * 400, "1 treff på «Lojalitetsplikten er snever. Lojalitetsplikten"),
    ],
    ids=lambda value: ascii(value)[:30],
)  # fmt: skip
def test_odd_input_is_answered_helpfully(query: str | None, sentence: str, speech) -> None:
    response = opened(query if query is None else query.encode("utf-8", "replace").decode())
    assert sentence in words_of(response)
    assert "<script>" not in main_of(response)


def test_one_letter_is_a_word_and_no_beginning(speech) -> None:
    """Å is one, and half of all words begin with some letter."""
    assert hits(opened("s")) == []


def test_more_words_than_are_searched_for_are_told(speech) -> None:
    many = "du kan varsle om kritikkverdig atferd du kan varsle og si fra om lojalitetsplikten med glede"
    page = words_of(opened(many))
    assert "Bare de første ordene ble søkt etter: du kan varsle om kritikkverdig atferd og si" in page


# How many questions it asks


def asked(query: str, person=None) -> int:
    client = Client(headers={"accept-language": "nb"})
    if person:
        client.force_login(person)
    client.get(PAGE, {"q": query})
    with queries() as statements:
        assert client.get(PAGE, {"q": query}).status_code == 200
    return len(statements)


@pytest.fixture
def many(content, small) -> Section:
    """The section «speech» with sixty clauses more, each about snow."""
    more = {"nb": "Snø nummer", "nn": "Snø nummer", "en": "Snow number"}
    texts = {
        language: text + "".join(
            f"\n§ speech-{number}{' (guideline)' if language == 'nb' else ''}\n{more[language]} {number}.\n" for number in range(10, 70)
        )
        for language, text in SPEECH.items()
    }  # fmt: skip
    publish_speech(content, texts)
    return Section.objects.get(slug="speech")


def test_few_hits_and_many_ask_the_same(many, amina) -> None:
    one, few, all_ = opened("snever"), opened("du"), opened("snø")
    assert [len(hits(response)) for response in (one, few, all_)] == [1, 7, MOST_HITS]
    assert "60 treff på «snø»" in words_of(all_)
    assert [asked(query) for query in ("snever", "du", "snø", "snø nummer 12")] == [4, 4, 4, 4]
    assert [asked(query, amina) for query in ("snever", "du", "snø")] == [5, 5, 5]


def turned(query: str, page: str) -> Any:
    return Client(headers={"accept-language": "nb"}).get(PAGE, {"q": query, "page": page})


def test_the_rest_is_on_pages_behind_plain_links_that_keep_the_query(many) -> None:
    first, second, last = (turned("snø", page) for page in ("1", "2", "6"))
    assert "Side 1 av 6" in words_of(first)
    assert 'href="?q=sn%C3%B8&amp;page=2"' in main_of(first)
    assert '<ol class="hits" start="11">' in main_of(second)
    addresses = {address for number in range(1, 7) for address, *_ in hits(turned("snø", str(number)))}
    assert len(addresses) == 60
    assert ("Neste side" in words_of(last), "Forrige side" in words_of(last)) == (False, True)
    assert "Side 1" not in words_of(opened("du"))


@pytest.mark.parametrize(("page", "shown"), [("0", 6), ("7", 6), ("x", 1), ("", 1), ("9" * 30, 6), ("-1", 6)])
def test_a_page_that_there_is_not_is_the_nearest(page: str, shown: int, many) -> None:
    assert f"Side {shown} av 6" in words_of(turned("snø", page))


@pytest.mark.parametrize(
    ("language", "query", "line"),
    [
        ("nb", "styreplass", "Fant ikke «styreplass», men ord som betyr det samme: verv."),
        ("nn", "styreplass", "Fann ikkje «styreplass», men ord som tyder det same: verv."),
        ("en", "seat on a board", "“seat on a board” was not found, but words that mean the same: office."),
    ],
)
def test_what_is_found_by_a_synonym_alone_says_so(language: str, query: str, line: str, speech) -> None:
    words = {"nb": "verv, styreplass", "nn": "verv, styreplass", "en": "office, seat on a board"}
    Handbook.objects.update(**{f"synonyms_{code}": text for code, text in words.items()})
    page = words_of(opened(query, language))
    assert line in page
    assert [mark + query in page.replace(line, "") for mark in "«“"] == [False, False]
    there = {"nb": "verv", "nn": "verv", "en": "office"}[language]
    assert "«styreplass»" not in words_of(opened(there, language))
    assert "mean the same" not in words_of(opened(there, language))


def test_a_contact_of_the_front_page_stands_under_the_title_of_the_handbook(speech) -> None:
    words = {"about": "Varsling", "who": "Verneombudet", "how": "Ring 99"}
    contact: dict[str, Any] = {part: dict.fromkeys(("nb", "nn", "en"), text) for part, text in words.items()}
    contact["sections"] = []
    Handbook.objects.update(contacts=[contact])
    (hit,) = hits(opened("verneombud"))
    assert hit[:2] == ("/handbooks/small/#contacts", "Liten håndbok › Hvem kan du spørre?")
    Handbook.objects.update(contacts=[{**contact, "sections": ["roles"]}])
    (hit,) = hits(opened("verneombud"))
    assert hit[:2] == ("/handbooks/small/roles/#contacts", "Rollene dine › Hvem kan du spørre?")


def test_no_hit_asks_as_much_as_hits_and_no_word_asks_nothing(many) -> None:
    assert [asked(query) for query in ("snevver", "qqqqqq", "snever du", "", "%")] == [4, 4, 4, 0, 0]
