"""Two people of one name are told apart by their number."""

import pytest

from people.models import Employee
from tests.cast import Solvik, hire
from tests.support.attempts import complete
from tests.support.clients import client_of
from tests.support.text import csv_rows, page_text


@pytest.fixture
def two_of_one_name(solvik: Solvik) -> list[Employee]:
    return [hire(number, "Anne", "Hansen", solvik.south, is_hr_editor=True) for number in ("2002", "2001")]


def test_on_the_leaders_page_and_in_the_file(kari, two_of_one_name, required) -> None:
    client = client_of(kari)
    team = page_text(client.get("/reports/team/"))
    assert ("Anne Hansen 2001" in team, "Anne Hansen 2002" in team) == (True, True)
    assert [row[:2] for row in csv_rows(client.get("/reports/team.csv"))[1:]] == [
        ["Anne Hansen", "2001"],
        ["Anne Hansen", "2002"],
    ]
    assert "Anne Hansen Ansattnummer 2002" in page_text(client.get("/reports/team/employees/2002/"))


def test_in_the_lists_and_choices_of_the_admin(siri, two_of_one_name, required, roles, privacy) -> None:
    complete(two_of_one_name[1], privacy)
    client = client_of(siri)
    receipts = page_text(client.get("/admin/courses/completion/"))
    assert ("Anne Hansen (2001)" in receipts, "Anne Hansen (2002)" in receipts) == (True, False)
    section = page_text(client.get(f"/admin/handbook/section/{roles.pk}/change/"))
    assert "Siri Bakken (1003) Anne Hansen (2001) Anne Hansen (2002)" in section


def test_when_hr_looks_back(ines, two_of_one_name, small) -> None:
    page = page_text(client_of(ines).get("/reports/handbooks/small/as-of/2026-11-20/employees/2002/"))

    assert ("Anne Hansen" in page, "Ansattnummer 2002" in page) == (True, True)
