"""A page of an admin list reads the keys of its rows first, and whole rows for these alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Employee
from tests.cast import hire
from tests.support.backoffice import signed_in

LIST = "/admin/people/employee/"


@pytest.fixture
def everybody(solvik) -> list[str]:
    Employee.objects.bulk_create(
        Employee(number=f"7{at:03}", given_name="Ola", family_name=f"Nr{at:03}", sort_key=f"nr{at:03}")
        for at in range(230)
    )
    return list(Employee.objects.order_by("sort_key", "number").values_list("number", flat=True))


def test_every_row_is_on_one_page_in_the_order_of_the_list(solvik, everybody) -> None:
    client = signed_in(hire("2003", "Tor", "Haugen", solvik.top, is_superuser=True))
    expected = list(Employee.objects.order_by("sort_key", "number").values_list("number", flat=True))
    pages = [client.get(f"{LIST}?p={page}").context["cl"].result_list for page in (1, 2, 3)]
    assert [employee.number for page in pages for employee in page] == expected
    assert [len(page) for page in pages[:2]] == [100, 100]


def test_what_comes_before_the_page_is_read_by_key_alone(solvik, everybody) -> None:
    client = signed_in(hire("2003", "Tor", "Haugen", solvik.top, is_superuser=True))
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{LIST}?p=3")
    (skipping,) = [query["sql"] for query in captured if " OFFSET " in query["sql"]]
    selected = skipping.partition(" FROM ")[0]
    assert selected.count(",") == 0, selected
    assert selected.endswith('AS "pk"')


@pytest.mark.parametrize("page", ["0", "99", "x"])
def test_a_page_that_is_not_there_is_no_error(page: str, solvik, everybody) -> None:
    client = signed_in(hire("2003", "Tor", "Haugen", solvik.top, is_superuser=True))
    assert client.get(f"{LIST}?p={page}").status_code in (200, 302)
