"""Counts queries of pages on the bench's own database, in a process with the site's settings."""

import json
from collections.abc import Iterable

from django.test import Client

from people.models import Employee
from tests.support.queries import queries


def count_queries(number: str, pages: Iterable[str]) -> None:
    """Print, as JSON, the number of queries of each page for a signed-in employee, once the caches are warm."""
    client, counts = Client(), {}
    client.force_login(Employee.objects.get(number=number))
    for page in pages:
        client.get(page)
        with queries() as executed:
            assert client.get(page).status_code == 200
        counts[page] = len(executed)
    print(json.dumps(counts))
