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
