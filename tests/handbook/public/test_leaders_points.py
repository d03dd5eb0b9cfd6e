"""Points for leaders are folded for everybody else on a section's page, and stand open for leaders and for print."""

import re

import pytest

from tests.support.backoffice import signed_in

PAGES = ("/handbooks/small/roles/", "/handbooks/small/roles/versions/1/")
FOR_PRINT = ("/handbooks/small/roles/print/", "/handbooks/small/print/", "/handbooks/small/as-of/2026-11-23/")
FOLDED = re.compile(r'<details class="[^"]*\bfor-others">(.*?)</details>', re.S)
POINT = re.compile(r'id="(roles-\d+)"')


@pytest.mark.parametrize("page", PAGES)
def test_they_are_folded_for_everybody_who_leads_nobody(amina, roles, page: str) -> None:
    html = signed_in(amina).get(page).content.decode()
    (folded,) = FOLDED.findall(html)
    assert POINT.findall(folded) == ["roles-3"]
    assert POINT.findall(html) == ["roles-1", "roles-2", "roles-3", "roles-4"]
    assert folded.count("For ledere") == 1


@pytest.mark.parametrize("page", PAGES)
def test_they_stand_open_for_a_leader_and_are_marked(kari, roles, page: str) -> None:
    html = signed_in(kari).get(page).content.decode()
    assert (FOLDED.findall(html), html.count("For ledere")) == ([], 1)


@pytest.mark.parametrize("page", FOR_PRINT)
def test_they_stand_open_and_are_marked_for_print(amina, roles, page: str) -> None:
    html = signed_in(amina).get(page).content.decode()
    assert (FOLDED.findall(html), html.count("For ledere")) == ([], 1)


def test_a_draft_is_shown_as_the_reader_will_be_shown_it(siri, roles) -> None:
    client = signed_in(siri)
    draft = client.post(f"/admin/handbook/section/{roles.pk}/edit/")["Location"]
    preview = f"{draft.split('?')[0].replace('/edit/', '/preview/')}?audience="
    assert len(FOLDED.findall(client.get(f"{preview}everyone").content.decode())) == 1
    assert FOLDED.findall(client.get(f"{preview}leaders").content.decode()) == []
