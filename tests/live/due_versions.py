"""Versions that are due or ready to be published, and several ticks at once. It runs on the site's own database, outside
the tests' process: see `tests/live/test_publishing_once.py`."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from handbook.models import Kind, Section, Version
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.schedule import schedule
from people.models import Employee


def drafted(section: Section, by: Employee) -> Version:
    """A draft of the section with another title."""
    draft = open_draft(section=section, by=by, at=timezone.now())
    texts = {"title_nb": f"{draft.title_nb} i dag"}
    return save_draft(draft=draft, texts=texts, revision=draft.revision, by=by, at=timezone.now())


def schedule_all() -> None:
    """Every section has a version that was due a minute ago."""
    now, olav = timezone.now(), Employee.objects.get(number="1004")
    for section in Section.objects.all():
        schedule(
            draft=drafted(section, olav),
            publish_at=now - timedelta(minutes=1),
            decision=PublicationDecision(Kind.CLARIFICATION, although_not_ready=True),
            by=olav,
            at=now - timedelta(hours=1),
        )


def strike(times: int) -> None:
    """So many ticks at the same moment, each with a connection of its own."""
    ready = Barrier(times)

    def tick(_number: int) -> None:
        ready.wait(timeout=30)
        try:
            call_command("tick")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as threads:
        list(threads.map(tick, range(times)))


def strike_and_die() -> None:
    """A tick whose process dies in the middle of the first version, after everything of it was written."""

    def die_at_the_event(execute: Any, sql: str, values: Any, *rest: Any) -> Any:
        result = execute(sql, values, *rest)
        if "records_event" in sql and "version published" in values:
            os._exit(0)
        return result

    with connection.execute_wrapper(die_at_the_event):
        call_command("tick")
    raise AssertionError("No version was published.")


def prepare_two_editors() -> None:
    """Print, as JSON, the sessions of two who may publish, and the drafts with their revisions."""
    Employee.objects.filter(number="1003").update(is_hr_publisher=True)
    sessions = []
    for number in ("1003", "1004"):
        client = Client()
        client.force_login(Employee.objects.get(number=number))
        sessions.append(client.cookies["sessionid"].value)
    olav = Employee.objects.get(number="1004")
    drafts = [drafted(section, olav) for section in Section.objects.all()]
    print(json.dumps({"sessions": sessions, "drafts": [[draft.pk, draft.revision] for draft in drafts]}))  # noqa: T201 - its use
