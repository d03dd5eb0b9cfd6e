"""Measures what a section of many new points costs HR, on the bench's own database: save, preview, review and import.

CPU is that of this process and, on PostgreSQL, of the database processes that work for it. Nothing is kept.
"""

import json
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from organisation import HR
from processes import cpu_of_postmaster, parent

from handbook.import_export.exporter import export_handbook
from handbook.import_export.importer import import_folder
from handbook.models import Kind, Section, Version
from handbook.versions.drafts import open_draft
from people.models import Employee
from tests.support.backoffice import fields_of

POINTS = (250, 1_000)
"""Numbers of new points. Four times as many may cost at most `desk.MOST_GROWTH` times as much."""
ROUNDS = 3
_WORDS = [
    "ansatt",
    "leder",
    "kommune",
    "bruker",
    "tekst",
    "melding",
    "medium",
    "rutine",
    "svar",
    "kollega",
    "ansvar",
    "taushet",
    "dele",
    "bilde",
    "innbygger",
    "sak",
    "åpenhet",
    "personvern",
    "konto",
    "passord",
    "frist",
    "varsel",
    "møte",
    "avtale",
]


def measure_points() -> None:
    """Print, as JSON, the CPU seconds of each step by number of points: medians of three rounds."""
    costs: dict[str, dict[int, list[float]]] = {}
    for number in POINTS:
        for _ in range(ROUNDS + 1):
            for step, seconds in _measured(number).items():
                costs.setdefault(step, {}).setdefault(number, []).append(seconds)
    # The first round warms.
    print(json.dumps({step: [median(by[number][1:]) for number in POINTS] for step, by in costs.items()}))


def _measured(number: int) -> dict[str, float]:
    """The CPU seconds of each step with that many points more in the first section. All is rolled back."""
    section = Section.objects.select_related("handbook").order_by("handbook", "position")[0]
    client = Client()
    client.force_login(Employee.objects.get(number=HR))
    text = new_points(section.slug, number)
    with transaction.atomic(), tempfile.TemporaryDirectory(prefix="rettesnor-") as folder:
        draft = open_draft(section=section, by=None, at=timezone.now())
        edit = reverse("admin:handbook_version_markdown", args=[draft.pk])
        form = fields_of(client.get(f"{edit}?text={section.handbook.source_language}").content.decode())
        form |= {"source": form["source"].rstrip() + text, "action": "save"}
        costs = {
            "save": _cost(lambda: _expect(client.post(edit, form).status_code, 302)),
            "preview": _cost(lambda: _open(client, "preview", draft)),
            "review": _cost(lambda: _open(client, "review", draft)),
        }
        draft.delete()
        files = Path(folder) / section.handbook.slug
        export_handbook(handbook=section.handbook, folder=files, on=timezone.localdate())
        source = files / section.slug / f"{section.handbook.source_language}.md"
        source.write_text(source.read_text(encoding="utf-8").rstrip() + text, encoding="utf-8")
        costs["import"] = _cost(lambda: _import(files))
        transaction.set_rollback(True)
    return costs


def new_points(slug: str, number: int) -> str:
    """Points below a section's own, in the text format; the same ones each time."""
    chance = random.Random(number)  # noqa: S311 - the same words in each round, no secret
    sentences = (f"Punkt {place} sier: " + " ".join(chance.choices(_WORDS, k=14)) + "." for place in range(number))
    return "".join(f"\n\n§ {slug}-{1000 + place} (guideline)\n{words}" for place, words in enumerate(sentences)) + "\n"


def _open(client: Client, page: str, draft: Version) -> None:
    _expect(client.get(reverse(f"admin:handbook_version_{page}", args=[draft.pk])).status_code, 200)


def _import(folder: Path) -> None:
    import_folder(
        folder=folder,
        publish_as=Kind.NEW_RULE,
        replace_drafts=False,
        by=None,
        at=timezone.now(),
        although_not_ready=True,
    )


def _expect(actual: int, expected: int) -> None:
    if actual != expected:
        raise RuntimeError(f"{actual} instead of {expected}")


def _cost(action: Callable[[], None]) -> float:
    began = _cpu_seconds()
    action()
    return round(_cpu_seconds() - began, 3)


def _cpu_seconds() -> float:
    """Of this process, and of PostgreSQL, which serves no other meanwhile. SQLite works in this process."""
    if connection.vendor != "postgresql":
        return time.process_time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return time.process_time() + cpu_of_postmaster(parent(cursor.fetchone()[0]))
