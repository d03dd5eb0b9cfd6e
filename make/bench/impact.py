"""What looking ahead and publishing cost with many employees, on the bench's own database: made-up people who have
completed a section. CPU is that of this process and, on PostgreSQL, of the database's processes that work for it."""

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
from handbook.versions.decision import PublicationDecision
from handbook.versions.drafts import open_draft, save_draft
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
"""One of so many has completed nothing; one of so many has begun again."""
AT_ONCE = 5000
ROUNDS, REVIEWS, READINGS = 9, 4, 20
"""How often both pages are measured, and how many visits to each are measured together."""
PUBLISHER = "publisher"
WRITES = re.compile(r'(?:UPDATE|DELETE FROM) "(\w+)"')


@transaction.atomic
def found(people: int) -> None:
    """The handbook, required of everybody, the units of so many employees, four levels deep, and a publisher."""
    at = timezone.now()
    for folder in handbook_folders(settings.CONTENT_DIR):
        import_folder(folder=folder, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=at)
        Requirement.objects.create(handbook=Handbook.objects.get(slug=folder.name), from_day=timezone.localdate(at))
    top = found_unit(name="Solvik kommune", parent=None, by=None, at=at)
    areas = [found_unit(name=f"Område {each}", parent=top, by=None, at=at) for each in range(8)]
    middle = [found_unit(name=f"Avdeling {each}", parent=areas[each % 8], by=None, at=at) for each in range(64)]
    for each in range(people // PEOPLE_OF_A_UNIT):
        found_unit(name=f"Enhet {each}", parent=middle[each % 64], by=None, at=at)
    olav = Employee(number=PUBLISHER, given_name="Olav", family_name="Strand", is_hr_publisher=True)
    hire(employee=olav, unit=top, from_day=timezone.localdate(at), by=None, at=at)


@transaction.atomic
def employ(people: int) -> None:
    """So many more employees, past staffing, their rows as staffing, completing and the clock would leave them: all but one
    in twenty have completed the first two sections, in one of three languages; leaders as leaders."""
    at, there = timezone.now(), Employee.objects.count()
    units = list(Unit.objects.filter(name__startswith="Enhet"))
    sections = Section.objects.order_by("handbook", "position")[:2]
    none = make_password(None)
    new = (
        Employee(number=f"{number}", given_name="Ny", family_name="Ansatt", password=none)
        for number in range(there, there + people)
    )
    while batch := Employee.objects.bulk_create(islice(new, AT_ONCE)):
        places = [_place(each, units, timezone.localdate(at)) for each in batch]
        Position.objects.bulk_create(places)
        done = [place for place in places if int(place.employee.number) % NOT_DONE]
        LatestCompletion.objects.bulk_create(
            _completed(place, section, audience, at)
            for section in sections
            for place in done
            for audience in (Audience.values if place.is_leader else [Audience.EVERYONE])
        )
        version = Version.objects.published().get(section=sections[0])
        Attempt.objects.bulk_create(
            _begun(place, version, at) for place in done if int(place.employee.number) % UNDER_WAY == 1
        )


def _place(employee: Employee, units: list[Unit], today: date) -> Position:
    number = int(employee.number)
    is_leader = number // len(units) % PEOPLE_OF_A_UNIT == 1
    hired = today - timedelta(days=400)
    return Position(employee=employee, unit=units[number % len(units)], from_day=hired, is_leader=is_leader)


def _completed(place: Position, section: Section, audience: str, at: datetime) -> LatestCompletion:
    return LatestCompletion(
        employee=place.employee,
        section=section,
        audience=audience,
        number=1,
        language=LANGUAGES[int(place.employee.number) % len(LANGUAGES)],
        completed_at=at,
        unit=place.unit,
        unit_from=place.from_day,
    )


def _begun(place: Position, version: Version, at: datetime) -> Attempt:
    return Attempt(
        employee=place.employee,
        section=version.section,
        version=version,
        language="nb",
        audience=Audience.EVERYONE,
        since=1,
        scope=Scope.WHOLE,
        reason=Reason.REFRESHER,
        started_at=at,
    )


def of_a_new_rule() -> None:
    """Print, as JSON, what it costs to look at a new rule before it is published, beside reading its section, in
    milliseconds of CPU; whom it asks; and what publishing it writes."""
    assert assign_due(at=timezone.now()) == 0, "the made-up rows are not as the clock would leave them"
    with connection.cursor() as cursor:
        # As the database does by itself some minutes after so many rows have come.
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
                "review": statistics.median(looking for looking, _reading in costs),
                "section": statistics.median(reading for _looking, reading in costs),
                "times": statistics.median(looking / reading for looking, reading in costs),
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
    # The translations of the sentence are nobody's word that they match: it is published all the same.
    publish(
        draft=draft, decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True), by=None, at=timezone.now()
    )


def _cost(client: Client, page: str, times: int) -> float:
    """Milliseconds of CPU that a visit takes."""
    began = time.process_time() + _of_database()
    for _ in range(times):
        assert client.get(page).status_code == 200
    return (time.process_time() + _of_database() - began) / times * 1000


def _of_database() -> float:
    """Seconds that PostgreSQL has worked for this connection: the process behind it, and the helpers it had for single
    queries, whose time their parent has once they have ended. 0 on SQLite, which works in this process."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    # The second field is the program's name in brackets, which may hold anything; the parent is 4, utime and stime are
    # 14 and 15, those of children that have ended 16 and 17.
    mine = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    parents = Path(f"/proc/{mine[1]}/stat").read_text().rpartition(")")[2].split()
    ticks = sum(map(int, (*mine[11:13], *parents[13:15])))
    return ticks / os.sysconf("SC_CLK_TCK")


def _written(action: Callable[[], None]) -> dict[str, Any]:
    """How many statements a deed takes, how many rows each table has more after it, and how many it changes or takes away:
    what is replaced counts as taken away."""
    before, changed = _sizes(), Counter[str]()
    with queries() as asked, _watching(changed):
        action()
    added = {table: size - before[table] for table, size in _sizes().items() if size > before[table]}
    return {"statements": len(asked), "added": added, "changed": dict(changed)}


def _sizes() -> dict[str, int]:
    return {model._meta.db_table: model._base_manager.count() for model in apps.get_models(include_auto_created=True)}


@contextmanager
def _watching(changed: Counter[str]) -> Iterator[None]:
    """Rows that UPDATE and DELETE touch, by table. An INSERT does not say how many on every database."""

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        result = execute(sql, params, many, context)
        if found := WRITES.match(sql):
            changed[found[1]] += context["cursor"].rowcount
        return result

    with connection.execute_wrapper(watch):
        yield
