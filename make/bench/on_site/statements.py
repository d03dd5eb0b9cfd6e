"""Counts the statements of pages on the bench's own database, in a process with the site's settings."""

import json
import re
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import Employee

FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
"""The frame of a transaction asks nothing."""
FIELD = re.compile(r'<input type="hidden" name="(version|language|since|leaders_since)" value="([^"]*)">')


def print_statements(number: str, section: dict[str, Any], bare: str) -> None:
    """Print, as JSON, the statements of each page for an employee who has not begun that section, once all is warm."""
    client = Client(headers={"accept-language": "nb"})
    client.force_login(Employee.objects.get(number=number))
    counts = {name: _warm(client, page) for name, page in (("bare", bare), ("section", section["page"]), ("home", "/"))}
    confirmation = dict(FIELD.findall(client.get(section["page"]).content.decode()))
    start = section["page"].replace("/handbooks/", "/courses/", 1) + "start/"
    page = client.post(start, confirmation, follow=True).request["PATH_INFO"]
    counts["question"] = _warm(client, page)
    for sequence in (1, 2):  # the first one warms
        form = {"sequence": sequence, "option": section["right"][page.split("/")[-2]]}
        counts["answer"], reply = _count(lambda form=form, page=page: client.post(page, form))
        counts["feedback"] = _warm(client, reply["Location"])
        page = client.get(page.rpartition("questions/")[0], follow=True).request["PATH_INFO"]
    print(json.dumps(counts))


def _warm(client: Client, page: str) -> int:
    client.get(page)
    count, reply = _count(lambda: client.get(page))
    assert reply.status_code == 200, f"{page}: {reply.status_code}"
    return count


def _count(visit: Any) -> tuple[int, Any]:
    with CaptureQueriesContext(connection) as captured:
        reply = visit()
    statements = [query["sql"].lstrip() for query in captured.captured_queries]
    return sum(not sql.startswith(FRAME) for sql in statements), reply
