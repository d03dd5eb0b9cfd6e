"""The lists of the admin: in the language of the address, under a heading that says what they are, labelled on a phone."""

import re

import pytest

from tests.support.backoffice import signed_in

LISTS = {
    "/admin/handbook/handbook/": ("Håndbøker", "Handbøker", "Handbooks"),
    "/admin/handbook/section/": ("Kapitler", "Kapittel", "Sections"),
    "/admin/handbook/version/": ("Versjoner", "Versjonar", "Versions"),
    "/admin/courses/requirement/": ("Hvem skal fullføre hva", "Kven skal fullføre kva", "Who must complete what"),
    "/admin/people/employee/": ("Ansatte", "Tilsette", "Employees"),
    "/admin/people/unit/": ("Enheter", "Einingar", "Units"),
}


@pytest.mark.parametrize("address", LISTS)
def test_a_list_is_in_the_language_of_its_address_and_called_by_what_it_holds(address: str, siri, roles) -> None:
    client = signed_in(siri)
    for language, name in zip(("nb", "nn", "en"), LISTS[address], strict=True):
        answer = client.get(f"{address}?language={language}")
        assert answer.status_code == 200
        page = answer.content.decode()
        assert re.search(r"<h1>(.*?)</h1>", page)[1] == name
        assert re.search(r"<title>(.*?) –", page)[1] == name


def test_a_language_that_is_not_offered_is_ignored_and_a_filter_is_kept(siri, roles) -> None:
    client = signed_in(siri)
    assert client.get("/admin/handbook/version/?language=xx").status_code == 200
    assert "nonsense" in client.get("/admin/handbook/version/?q=nonsense&language=nn").content.decode()


def test_each_cell_of_a_list_says_its_column_for_a_phone(siri, required) -> None:
    page = signed_in(siri).get("/admin/courses/requirement/").content.decode()
    (row,) = re.findall(r"<tr>(.*?)</tr>", page.split("<tbody>")[1], re.DOTALL)
    cells = re.findall(r'<td data-label="([^"]*)"[^>]*>(.*?)</td>', row)
    assert ("Frist første gang (dager)", "30") in cells
    assert len(cells) == row.count("<td")


def test_the_rows_below_a_form_say_their_columns_too_and_the_form_is_saved_all_the_same(siri, amina, roles) -> None:
    client = signed_in(siri)
    address = f"/admin/handbook/section/{roles.pk}/change/"
    page = client.get(address).content.decode()
    (row,) = re.findall(r'<tr class="form-row">(.*?)</tr>', page, re.DOTALL)
    assert re.findall(r'data-label="([^"]*)"', row) == ["Versjon", "Publisert", "Publisert av", "Lagret", "Lagret av"]
    assert f'<a href="/admin/handbook/version/{roles.versions.get().pk}/change/">' in row
    positions = client.get(f"/admin/people/employee/{amina.pk}/change/").content.decode()
    assert re.search(r'<td data-label="Enhet">.*?Hjemmetjenesten sør', positions, re.DOTALL)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    assert client.post(address, hidden | {"owner": siri.pk, "review_months": 12}).status_code == 302
    roles.refresh_from_db()
    assert roles.owner == siri


def test_the_way_up_leads_to_the_desk_and_not_home(siri, roles) -> None:
    client = signed_in(siri)
    section = f"/admin/handbook/section/{roles.pk}"
    for address in (
        "/admin/handbook/section/",
        f"{section}/change/",
        f"{section}/history/",
        "/admin/handbook/pagetext/",
        "/admin/handbook/lawtext/",
    ):
        way = re.search(r'<div class="breadcrumbs">(.*?)</div>', client.get(address).content.decode(), re.DOTALL)[1]
        assert '<a href="/admin/">HR-pulten</a>' in way
        assert "Hjem" not in way
