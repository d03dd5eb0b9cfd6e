"""Counts queries on the bench's own database, in a process of the site's settings: what is asked, not how fast."""

import json
from collections.abc import Iterable

from django.test import Client

from people.models import Employee
from tests.support.queries import queries


def of_pages(number: str, pages: Iterable[str]) -> None:
    """Print, as JSON, how many queries each page asks of an employee who is signed in, once the caches are warm."""
    client, counts = Client(), {}
    client.force_login(Employee.objects.get(number=number))
    for page in pages:
        client.get(page)
        with queries() as asked:
            assert client.get(page).status_code == 200
        counts[page] = len(asked)
    print(json.dumps(counts))
