"""Measures the review page and publishing with many employees, on the bench's own database.

The employees are invented and have completed sections. CPU is that of this process and, on PostgreSQL, of the database
processes that work for it.
"""

import json
import os
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.completions.counted_unit import assign_due
from courses.impact.preview import impact_of
from courses.models import Attempt, LatestCompletion, Reason, Requirement, Scope
from handbook.import_export.folder import handbook_folders
from handbook.import_export.importer import import_folder
from handbook.models import Audience, Handbook, Kind, Section, Version
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publication_plan import plan_publication
from handbook.versions.publish import publish
from handbook.versions.validation import check_version
from people.employment import hire
from people.language import LANGUAGES
from people.models import Employee, Position, Unit
from people.units import found_unit
from tests.support.queries import queries

PEOPLE_OF_A_UNIT = 50
"""The first of them leads."""
NOT_DONE, UNDER_WAY = 20, 40
"""One employee in NOT_DONE has completed nothing; one in UNDER_WAY has begun again."""
AT_ONCE = 5000
ROUNDS, REVIEWS, READINGS = 9, 4, 20
"""Rounds of measurements, and in each round the visits to the review page and to the section page."""
PUBLISHER = "publisher"
WRITES = re.compile(r'(?:UPDATE|DELETE FROM) "(\w+)"')


@transaction.atomic
def create_organisation(people: int) -> None:
    """Create the handbook, required of everybody, units for that many employees, four levels deep, and a publisher."""
    at = timezone.now()
    for folder in handbook_folders(settings.CONTENT_DIR):
        import_folder(folder=folder, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=at)
        Requirement.objects.create(handbook=Handbook.objects.get(slug=folder.name), from_day=timezone.localdate(at))
    top = found_unit(name="Solvik kommune", parent=None, by=None, at=at)
    areas = [found_unit(name=f"Område {number}", parent=top, by=None, at=at) for number in range(8)]
    middle = [found_unit(name=f"Avdeling {number}", parent=areas[number % 8], by=None, at=at) for number in range(64)]
    for number in range(people // PEOPLE_OF_A_UNIT):
        found_unit(name=f"Enhet {number}", parent=middle[number % 64], by=None, at=at)
    olav = Employee(number=PUBLISHER, given_name="Olav", family_name="Strand", is_hr_publisher=True)
    hire(employee=olav, unit=top, from_day=timezone.localdate(at), by=None, at=at)


@transaction.atomic
def employ(people: int) -> None:
    """Add employees without the verbs, with the rows that hiring, completing and `tick` would leave: all but one in twenty
    have completed the first two sections in one of three languages, leaders as leaders."""
    at, existing = timezone.now(), Employee.objects.count()
    units = list(Unit.objects.filter(name__startswith="Enhet"))
    sections = Section.objects.order_by("handbook", "position")[:2]
    unusable = make_password(None)
    new = (
        Employee(number=f"{number}", given_name="Ny", family_name="Ansatt", password=unusable)
        for number in range(existing, existing + people)
    )
    while batch := Employee.objects.bulk_create(islice(new, AT_ONCE)):
        positions = [_position(employee, units, timezone.localdate(at)) for employee in batch]
        Position.objects.bulk_create(positions)
        done = [position for position in positions if int(position.employee.number) % NOT_DONE]
        LatestCompletion.objects.bulk_create(
            _latest_completion(position, section, audience, at)
            for section in sections
            for position in done
            for audience in (Audience.values if position.is_leader else [Audience.EVERYONE])
        )
        version = Version.objects.published().get(section=sections[0])
        Attempt.objects.bulk_create(
            _attempt(position, version, at) for position in done if int(position.employee.number) % UNDER_WAY == 1
        )


def _position(employee: Employee, units: list[Unit], today: date) -> Position:
    number = int(employee.number)
    is_leader = number // len(units) % PEOPLE_OF_A_UNIT == 1
    hired = today - timedelta(days=400)
    return Position(employee=employee, unit=units[number % len(units)], from_day=hired, is_leader=is_leader)


def _latest_completion(position: Position, section: Section, audience: str, at: datetime) -> LatestCompletion:
    return LatestCompletion(
        employee=position.employee,
        section=section,
        audience=audience,
        number=1,
        language=LANGUAGES[int(position.employee.number) % len(LANGUAGES)],
        completed_at=at,
        unit=position.unit,
        unit_from=position.from_day,
    )


def _attempt(position: Position, version: Version, at: datetime) -> Attempt:
    return Attempt(
        employee=position.employee,
        section=version.section,
        version=version,
        language="nb",
        audience=Audience.EVERYONE,
        since=1,
        scope=Scope.WHOLE,
        reason=Reason.REFRESHER,
        started_at=at,
    )


def measure_new_rule() -> None:
    """Print, as JSON, the CPU milliseconds of the review page of a new rule and of the section page.

    The JSON also has the number of employees asked and the rows that publishing writes.
    """
    assert assign_due(at=timezone.now()) == 0, "the added rows are not as tick would leave them"
    with connection.cursor() as cursor:
        # The database does this by itself some minutes after so many rows were inserted.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    section = Section.objects.select_related("handbook").order_by("handbook", "position")[0]
    draft = _drafted(section)
    publisher, reader = Client(), Client()
    publisher.force_login(Employee.objects.get(number=PUBLISHER))
    reader.force_login(Employee.objects.get(number=f"{NOT_DONE + 1}"))
    review = reverse("admin:handbook_version_review", args=[draft.pk])
    page = reverse("handbook:section", args=[section.handbook.slug, section.slug])
    costs = [(_cost(publisher, review, REVIEWS), _cost(reader, page, READINGS)) for _ in range(ROUNDS + 1)][1:]
    print(
        json.dumps(
            {
                "employees": Employee.objects.count(),
                "asked": _asked(draft),
                "review": statistics.median(review_cost for review_cost, _section_cost in costs),
                "section": statistics.median(section_cost for _review_cost, section_cost in costs),
                "times": statistics.median(review_cost / section_cost for review_cost, section_cost in costs),
                "publishing": _written(lambda: _publish(draft)),
            }
        )
    )


def _drafted(section: Section) -> Version:
    draft = open_draft(section=section, by=None, at=timezone.now())
    texts = {f"message_{language}": f"{draft.text('message', language)} Igjen." for language in LANGUAGES}
    return save_draft(draft=draft, texts=texts, revision=draft.revision, by=None, at=timezone.now())


def _asked(draft: Version) -> int:
    return impact_of(plan_publication(draft, check_version(draft)), Kind.NEW_RULE, on=timezone.localdate()).asked


def _publish(draft: Version) -> None:
    # Nobody has confirmed the translations of the changed sentence, so it is published although they are not ready.
    publish(
        draft=draft, decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True), by=None, at=timezone.now()
    )


def _cost(client: Client, page: str, times: int) -> float:
    """The CPU time of one visit, in milliseconds."""
    began = cpu_seconds()
    for _ in range(times):
        assert client.get(page).status_code == 200
    return (cpu_seconds() - began) / times * 1000


def cpu_seconds() -> float:
    """The CPU seconds of this process so far, and of the database for it."""
    return time.process_time() + _database_cpu()


def _database_cpu() -> float:
    """CPU seconds of PostgreSQL for this connection: its process and the ended helpers of single queries, whose time their
    parent has. 0 on SQLite, which works in this process."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    # The second field is the program's name in brackets, which may hold anything; the parent is 4, utime and stime are
    # 14 and 15, those of children that have ended 16 and 17.
    process = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    parents = Path(f"/proc/{process[1]}/stat").read_text().rpartition(")")[2].split()
    ticks = sum(map(int, (*process[11:13], *parents[13:15])))
    return ticks / os.sysconf("SC_CLK_TCK")


def _written(action: Callable[[], None]) -> dict[str, Any]:
    """The number of statements of an action, the rows that it adds to each table, and those that it changes or deletes; a
    replaced row counts as deleted."""
    before, changed = _sizes(), Counter[str]()
    with queries() as executed, _watching(changed):
        action()
    added = {table: size - before[table] for table, size in _sizes().items() if size > before[table]}
    return {"statements": len(executed), "added": added, "changed": dict(changed)}


def _sizes() -> dict[str, int]:
    return {model._meta.db_table: model._base_manager.count() for model in apps.get_models(include_auto_created=True)}


@contextmanager
def _watching(changed: Counter[str]) -> Iterator[None]:
    """Count the rows that UPDATE and DELETE touch, by table. INSERT does not report its rows on every database."""

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        result = execute(sql, params, many, context)
        if match := WRITES.match(sql):
            changed[match[1]] += context["cursor"].rowcount
        return result

    with connection.execute_wrapper(watch):
        yield
