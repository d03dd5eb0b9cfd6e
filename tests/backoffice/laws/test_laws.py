"""HR's pages of the laws: the list, the form, and what a new release has brought."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from handbook.models import LawText
from tests.support.backoffice import fields_of, open_editor, signed_in
from tests.support.content_files import change
from tests.support.laws import add_own, entry_of, law_box, reword

LIST, NEW, EDIT = "/admin/handbook/lawtext/", "/admin/handbook/lawtext/add/", "/admin/handbook/lawtext/6/edit/"
SHIPPED, NAME = "Når en ansatt er inhabil.", "Forvaltningsloven § 6"


@pytest.fixture
def file(small, settings) -> Path:
    """The register of the release."""
    return Path(settings.CONTENT_DIR) / "laws.toml"


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def form_of(client: Client, address: str = EDIT) -> dict[str, str]:
    page = client.get(address).content.decode()
    days = dict.fromkeys(re.findall(r'<input type="date" name="(\w+)"', page), "")
    days |= dict(re.findall(r'<input type="date" name="(\w+)" value="([^"]+)"', page))
    certainty = re.findall(r'name="certainty" value="(\w+)"[^>]* checked', page)
    return fields_of(page) | days | {"certainty": certainty[0]}


def errors_on(page: str) -> list[str]:
    note = re.search(r'<div class="errornote".*?</div>', page, re.DOTALL)
    return re.findall(r"<li>(?:<a [^>]*>)?([^<]*)", note[0]) if note else []


def cells_of(page: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", page[page.index("<tbody>") :], re.DOTALL)
    return [
        [
            " ".join(re.sub("<[^>]+>", "", cell).split())
            for cell in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in rows
    ]


def test_the_list_says_what_is_known_of_each_law(file: Path, siri) -> None:
    reword("L7", "Nye ord", by=siri, from_day=date(2027, 1, 1), to_day=date(2027, 12, 31))
    add_own(by=siri)
    assert cells_of(page_of(signed_in(siri), LIST)) == [
        [NAME, SHIPPED, "–", "Kontrollert mot en offentlig kilde", "Liten håndbok", "Fra utgaven"],
        ["Ny lov kap. 4", "Nye ord (nb)", "1. januar 2027 til 31. desember 2027", "Tvilsom – vises ikke for lesere", "Liten håndbok", "Endret av dere"],
        ["Kommuneloven § 4-1", "Kommunen informerer.", "–", "Kjent, men ikke kontrollert", "–", "Deres egen"],
    ]  # fmt: skip


def test_hr_changes_a_law_and_readers_see_it(file: Path, siri) -> None:
    client = signed_in(siri)
    typed = form_of(client) | {"says_nb": "  Våre\n ord. ", "to_day": "2099-12-31"}
    answer = client.post(EDIT, typed, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "Loven er lagret, og leserne ser den slik den står nå." in answer.content.decode()
    shown = entry_of("L6").shown
    assert (law_box(), shown.to_day, shown.texts["en"]) == (
        {NAME: "Våre ord."},
        date(2099, 12, 31),
        ("Public Administration Act", "section 6", "When an employee is disqualified."),
    )
    assert form_of(client)["to_day"] == "2099-12-31"


def test_saving_without_a_change_stores_nothing(file: Path, siri) -> None:
    client = signed_in(siri)
    client.post(EDIT, form_of(client))
    assert LawText.objects.count() == 0


def test_hr_adds_a_law_and_ticks_it_at_a_point(file: Path, siri, roles) -> None:
    client = signed_in(siri)
    words = {"act": "Kommuneloven", "section": "§ 4-1", "says": "Kommunen informerer."}
    typed = {f"{part}_{code}": text for part, text in words.items() for code in ("nb", "nn", "en")}
    assert client.post(NEW, form_of(client, NEW) | typed)["Location"] == LIST
    assert (entry_of("L1001").is_own, entry_of("L1001").shown.certainty) == (True, "known")
    draft = open_editor(client, roles)
    cards = page_of(client, f"/admin/handbook/version/{draft.pk}/edit/")
    assert 'value="L1001"> Kommuneloven § 4-1' in cards
    assert f'<a href="{NEW}">Ny lov' in cards


def test_every_fault_is_told_at_its_field_and_nothing_is_lost(file: Path, siri) -> None:
    client = signed_in(siri)
    typed = form_of(client) | {"act_nn": "", "says_nb": "Våre ord", "from_day": "2027-02-01", "to_day": "2027-01-01"}
    answer = client.post(EDIT, typed | {"checked_on": "i går", "certainty": "perhaps", "doubt": "x" * 1001})
    page = unescape(answer.content.decode())
    assert (answer.status_code, LawText.objects.count()) == (422, 0)
    assert errors_on(page) == [
        "Lov (nynorsk): Skriv dette på nynorsk også.",
        "Siste dag i kraft: Den siste dagen er før den første.",
        "Hvor sikkert er det?: Velg et gyldig valg. perhaps er ikke et av de tilgjengelige valgene.",
        "Kontrollert den: Oppgi en gyldig dato.",
        "Merknad til HR: Sørg for at denne verdien har 1000 eller færre tegn (den har nå 1001).",
    ]
    assert (">\nVåre ord</textarea>" in page, 'value="i går"' in page) == (True, True)


def test_words_are_needed_in_the_languages_of_the_handbooks_alone(file: Path, siri, small) -> None:
    small.language_codes = "nb"
    small.save()
    client = signed_in(siri)
    typed = form_of(client, NEW) | {"act_nb": "Kommuneloven", "section_nb": "§ 4-1", "says_nb": "Kommunen informerer."}
    assert client.post(NEW, typed).status_code == 302
    assert list(entry_of("L1001").shown.texts) == ["nb"]
    half = client.post(NEW, typed | {"act_en": "Local Government Act"})
    assert errors_on(unescape(half.content.decode())) == [
        "Paragraf eller kapittel (engelsk): Skriv dette på engelsk også.",
        "Hva den sier, i en setning eller to (engelsk): Skriv dette på engelsk også.",
    ]


def test_of_two_who_save_the_second_sees_what_stands_and_saves_again(file: Path, siri, olav) -> None:
    client = signed_in(olav)
    typed = form_of(client) | {"says_nb": "Olavs ord"}
    reword("L6", "Siris ord", by=siri)
    answer = client.post(EDIT, typed)
    page = unescape(answer.content.decode())
    assert (answer.status_code, law_box()) == (422, {NAME: "Siris ord (nb)"})
    assert errors_on(page)[0].startswith("Noen har endret lovene etter at du åpnet siden.")
    assert ("Siris ord (nb)" in page, ">\nOlavs ord</textarea>" in page) == (True, True)
    assert client.post(EDIT, fields_of(answer.content.decode()) | {"certainty": "checked"}).status_code == 302
    assert law_box() == {NAME: "Olavs ord"}


def test_a_page_that_was_opened_by_nobody_saves_nothing(file: Path, siri) -> None:
    client = signed_in(siri)
    typed = form_of(client) | {"says_nb": "Våre ord"}
    for opened in ("", "x", "-1", "9" * 30):
        assert client.post(EDIT, typed | {"opened": opened}).status_code == 422
    assert LawText.objects.count() == 0


@pytest.mark.parametrize(
    ("language", "heading", "waiting"),
    [
        ("nb", "Utgaven har endret denne loven etter at dere endret den", "dere har endret denne loven, og siden har utgaven endret den også"),
        ("nn", "Utgåva har endra denne lova etter at de endra ho", "de har endra denne lova, og sidan har utgåva endra ho òg"),
        ("en", "The release has changed this law since you changed it", "you have changed this law, and since then the release has too"),
    ],
)  # fmt: skip
def test_a_law_that_a_release_has_changed_waits_at_the_desk(
    file: Path, siri, language: str, heading: str, waiting: str
) -> None:
    client = signed_in(siri, language)
    reword("L6", "Våre ord", by=siri)
    assert (waiting in page_of(client, "/admin/"), heading in page_of(client, EDIT)) == (False, False)
    change(file, SHIPPED, "Når en ansatt eller folkevalgt er inhabil.")
    page = page_of(client, EDIT)
    assert (waiting in page_of(client, "/admin/"), heading in page) == (True, True)
    assert re.search(r"<ins>[^/]*/span>eller folkevalgt", page)
    assert "Våre ord (nb)" in page


def test_hr_keeps_its_words_or_takes_the_releases(file: Path, siri) -> None:
    client, choice = signed_in(siri), "/admin/handbook/lawtext/6/release/"
    reword("L6", "Våre ord", by=siri)
    change(file, SHIPPED, "Nye ord.")
    assert client.post(choice, {"words": "own", "opened": 1})["Location"] == LIST
    assert (law_box(), entry_of("L6").is_overtaken) == ({NAME: "Våre ord (nb)"}, False)
    stale = client.post(choice, {"words": "release", "opened": 1}, follow=True)
    assert "Noen har endret lovene" in stale.content.decode()
    client.post(choice, {"words": "release", "opened": 2})
    assert law_box() == {NAME: "Nye ord."}
    assert client.get(choice)["Location"] == EDIT


def test_a_law_that_is_named_is_not_removed_and_one_that_nobody_names_is(file: Path, siri, roles) -> None:
    client, own = signed_in(siri), add_own(by=siri)
    remove = f"/admin/handbook/lawtext/{own.law[1:]}/remove/"
    draft = open_editor(client, roles)
    draft.laws = own.law
    draft.save()
    assert "Tekster i «Liten håndbok» viser til denne loven" in page_of(client, remove)
    refused = client.post(remove, {"opened": 1}, follow=True).content.decode()
    assert "Gi den heller en siste dag" in refused
    draft.delete()
    assert "Ingen tekst viser til denne loven." in page_of(client, remove)
    assert client.post(remove, {"opened": 1})["Location"] == LIST
    assert client.get(remove).status_code == 404


def test_a_law_of_the_release_has_no_page_to_remove_it_and_an_unknown_one_none_at_all(file: Path, siri) -> None:
    client = signed_in(siri)
    reword("L6", "Våre ord", by=siri)
    assert "/6/remove/" not in page_of(client, EDIT)
    for address in ("6/remove/", "8/edit/", "8/release/", "8/remove/", "99999999999999999999/edit/"):
        assert client.post(f"{LIST}{address}", {"opened": 1}).status_code == 404


def test_all_who_edit_texts_keep_laws_and_nobody_else_does(file: Path, siri, olav, amina, ines, solvik) -> None:
    statuses = {
        (who.given_name, method): getattr(signed_in(who), method)(EDIT, {}).status_code
        for who in (siri, olav, amina, ines)
        for method in ("get", "post")
    }
    assert statuses == {
        (who.given_name, method): 422
        if method == "post" and who in (siri, olav)
        else 200
        if who in (siri, olav)
        else 403
        for who in (siri, olav, amina, ines)
        for method in ("get", "post")
    }


def test_a_law_in_another_language_is_marked_with_it(file: Path, siri) -> None:
    add_own(by=siri, texts={"nb": ("Kommuneloven", "§ 4-1", "Kommunen informerer.")})
    page = page_of(signed_in(siri, "en"), LIST)
    assert 'lang="nb">Kommuneloven § 4-1</a>' in page


def test_the_pages_ask_the_same_for_one_law_and_for_three(file: Path, siri, olav) -> None:
    client = signed_in(siri)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    addresses = (LIST, EDIT, NEW, "/admin/")
    reword("L6", "Våre ord", by=olav)
    with_one = {address: queries(address) for address in addresses}
    reword("L7", "Våre ord", by=olav)
    add_own(by=olav)
    assert {address: queries(address) for address in addresses} == with_one
    assert max(with_one[address] for address in addresses[:3]) <= 7
