"""People who have left read their own receipts and what is open to everybody."""

from datetime import timedelta

import pytest

from courses.models import Completion
from handbook.models import Handbook
from people.employment import leave
from people.models import Employee, Position
from tests.cast import MONDAY, TODAY
from tests.support.attempts import complete
from tests.support.clients import client_of
from tests.support.text import page_text

PAGES = ("", "print/", "as-of/", "as-of/2026-11-20/", "roles/", "roles/print/", "roles/versions/", "roles/versions/1/")


@pytest.fixture
def receipt(amina, roles, required) -> Completion:
    """Amina completed a section of a handbook that is not open to all, and left yesterday."""
    completion = complete(amina, roles)
    leave(employee=amina, last_day=TODAY - timedelta(days=1), by=None, at=MONDAY)
    return completion


@pytest.fixture
def closed_handbook(small) -> Handbook:
    Handbook.objects.filter(pk=small.pk).update(open_to_all=False)
    return small


def statuses(employee: Employee | None) -> list[int]:
    client = client_of(employee)
    return [client.get(f"/handbooks/small/{page}").status_code for page in PAGES]


def test_a_handbook_that_is_not_open_to_all_is_closed_to_them_as_to_strangers(
    receipt, closed_handbook, amina, kari
) -> None:
    amina = Employee.objects.get(pk=amina.pk)
    assert statuses(amina) == statuses(None) == [404] * len(PAGES)
    assert statuses(kari) == [200] * len(PAGES)
    client = client_of(amina)
    assert client.get("/courses/small/roles/changes/").status_code == 404
    listed = [page_text(client.get(page)) for page in ("/handbooks/", "/search/?q=kolleger")]
    assert not any("Rollene dine" in page or closed_handbook.title in page for page in listed)


def test_an_open_handbook_stays_open_to_them(receipt, small, amina) -> None:
    Handbook.objects.filter(pk=small.pk).update(open_to_all=True)

    assert statuses(Employee.objects.get(pk=amina.pk)) == [200] * len(PAGES)


def test_their_receipts_stay_theirs_and_lead_nowhere_closed(receipt, closed_handbook, amina) -> None:
    client = client_of(Employee.objects.get(pk=amina.pk))
    home = page_text(client.get("/"))
    assert "Du arbeider ikke her lenger" in home
    assert receipt.code in page_text(client.get("/courses/completions/"))
    assert receipt.code in page_text(client.get("/courses/completions/handbooks/small/"))
    page = client.get(f"/courses/completions/{receipt.pk}/").content.decode()
    assert ("Versjon 1" in page, "/handbooks/small/" in page) == (True, False)


def test_whoever_begins_next_month_may_read_before(amina, closed_handbook) -> None:
    Position.objects.filter(employee=amina).update(from_day=TODAY.replace(year=2036))

    assert statuses(Employee.objects.get(pk=amina.pk)) == [200] * len(PAGES)
