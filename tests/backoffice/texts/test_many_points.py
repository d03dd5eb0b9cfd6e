"""What a draft of many new points costs HR grows with their number, and no faster. `make bench` measures 1,000."""

import time

import pytest
from django.test import Client

from handbook.models import Section, Version
from handbook.versions.drafts import open_draft, save_draft
from people.models import Employee
from tests.cast import MONDAY
from tests.support.backoffice import signed_in
from tests.support.queries import queries
from tests.support.sections import again

FEW, MANY = 100, 800
"""Eight times as many; what grows with the square of their number costs sixty-four times as much."""


@pytest.fixture
def client(olav: Employee) -> Client:
    return signed_in(olav)


def with_new_points(section: Section, number: int) -> Version:
    draft = open_draft(section=again(section), by=None, at=MONDAY)
    points = "".join(
        f"\n\n§ roles-{1000 + place} (guideline)\nPunkt {place} sier at du svarer kollega {place} før fristen."
        for place in range(number)
    )
    source = draft.source_nb.partition("\n\n§ roles-1000 ")[0].rstrip() + points
    return save_draft(draft=draft, texts={"source_nb": source}, revision=draft.revision, by=None, at=MONDAY)


def cost(client: Client, page: str, section: Section, number: int) -> tuple[float, int]:
    """The CPU seconds of a page of the draft with that many new points, the lesser of two, and its queries."""
    address = f"/admin/handbook/version/{with_new_points(section, number).pk}/{page}/"
    times = []
    for _ in range(2):
        began = time.process_time()
        with queries() as asked:
            assert client.get(address).status_code == 200
        times.append(time.process_time() - began)
    return min(times), len(asked)


@pytest.mark.parametrize("page", ["review", "preview", "edit"])
def test_a_page_of_many_new_points_costs_in_proportion_and_asks_the_database_no_more(
    page: str, client: Client, roles: Section
) -> None:
    few, few_queries = cost(client, page, roles, FEW)
    many, many_queries = cost(client, page, roles, MANY)
    assert many / few < 20
    assert many_queries == few_queries
