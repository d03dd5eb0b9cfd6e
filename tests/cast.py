"""The named cast, in a small Solvik, with the small handbook published and required."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import override_settings

from courses.models import EmployeeProfile, Requirement
from handbook.import_export.confirm_translations import confirm_translations
from handbook.import_export.importer import import_folder
from handbook.models import Handbook, Kind, Section
from people.employment import begin_absence, leave
from people.models import Employee, Position, Unit
from people.units import found_unit
from records.models import record
from tests.support import small_handbook
from tests.support.saved_rows import content_digest, folder_state, made_once

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
"""A moment when everything of the cast is in place; the requirement began three weeks earlier."""
TODAY = date(2026, 11, 23)
FIRST = datetime(2026, 11, 2, 8, tzinfo=UTC)
HIRED = date(2020, 1, 1)


@pytest.fixture(scope="session")
def confirmed_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder with the small handbook, to be copied."""
    folder = tmp_path_factory.mktemp("confirmed") / "content"
    with override_settings(CONTENT_DIR=folder):
        written = small_handbook.write(folder)
        for language in ("nn", "en"):
            confirm_translations(written, language)
    return folder


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The place of the content folder of each test in turn."""
    return tmp_path_factory.mktemp("shared_folder") / "content"


@pytest.fixture
def content(shared_folder: Path, confirmed_content: Path, settings) -> Path:
    """A content folder with the small handbook, whose laws are the only ones. Copied anew when a test has changed it: to
    copy it for every test takes longer than many of them."""
    if not shared_folder.exists() or folder_state(shared_folder) != folder_state(confirmed_content):
        shutil.rmtree(shared_folder.parent)
        shutil.copytree(confirmed_content, shared_folder)
    settings.CONTENT_DIR = shared_folder
    return settings.CONTENT_DIR / "small"


def publish_small(folder: Path) -> None:
    import_folder(folder=folder, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=FIRST)


def published(make: Callable[[], None], *, of: str) -> Handbook:
    """The small handbook as `make` publishes it, once for all that is said in the content folder and `of`."""
    made_once(make, of=content_digest(settings.CONTENT_DIR) + of, app="handbook")
    # What is worked out for a stamp is kept in the process: this test's own is to be worked out by itself.
    Section.objects.update(change_stamp=uuid4())
    return Handbook.objects.get(slug="small")


@pytest.fixture
def small(db, content: Path) -> Handbook:
    """The small handbook, published as version 1 on the second of November."""
    return published(lambda: publish_small(content), of="small")


@pytest.fixture
def roles(small: Handbook) -> Section:
    return Section.objects.select_related("handbook").get(slug="roles")


@pytest.fixture
def privacy(small: Handbook) -> Section:
    return Section.objects.select_related("handbook").get(slug="privacy")


@dataclass(frozen=True)
class Solvik:
    """The employer, as small as the tests need it."""

    top: Unit
    health: Unit
    south: Unit
    schools: Unit


@pytest.fixture
def solvik(db) -> Solvik:
    def found_it() -> None:
        top = found_unit(name="Solvik kommune", parent=None, by=None, at=FIRST)
        health = found_unit(name="Helse og omsorg", parent=top, by=None, at=FIRST)
        found_unit(name="Hjemmetjenesten sør", parent=health, by=None, at=FIRST)
        found_unit(name="Oppvekst", parent=top, by=None, at=FIRST)

    made_once(found_it, of="solvik", app="people")
    units = {unit.name: unit for unit in Unit.objects.all()}
    names = ("Solvik kommune", "Helse og omsorg", "Hjemmetjenesten sør", "Oppvekst")
    return Solvik(*(units[name] for name in names))


def hire(
    number: str, given_name: str, family_name: str, unit: Unit, *, is_leader: bool = False, **facts: object
) -> Employee:
    employee = Employee.objects.create_user(
        number, "a good long password", given_name=given_name, family_name=family_name, **facts
    )
    # What `join` writes of somebody who has no position yet (tests/people/test_employment.py holds it); it asks much first.
    position = Position.objects.create(employee=employee, unit=unit, from_day=HIRED, is_leader=is_leader, is_main=True)
    record("joined", position, by=None, at=FIRST, employee=number, unit=unit.pk)
    EmployeeProfile.objects.create(employee=employee)
    return Employee.objects.get(pk=employee.pk)


@pytest.fixture
def amina(solvik: Solvik) -> Employee:
    """A nurse in home care."""
    return hire("1001", "Amina", "Yusuf", solvik.south)


@pytest.fixture
def kari(solvik: Solvik) -> Employee:
    """Amina's leader."""
    return hire("1002", "Kari", "Nilsen", solvik.south, is_leader=True)


@pytest.fixture
def siri(solvik: Solvik) -> Employee:
    """HR editor and staff."""
    return hire("1003", "Siri", "Bakken", solvik.top, is_hr_editor=True, is_hr_staff=True)


@pytest.fixture
def olav(solvik: Solvik) -> Employee:
    """HR publisher."""
    return hire("1004", "Olav", "Strand", solvik.top, is_hr_publisher=True)


@pytest.fixture
def ines(solvik: Solvik) -> Employee:
    """Auditor."""
    return hire("1005", "Ines", "Costa", solvik.top, is_auditor=True)


@pytest.fixture
def geir(solvik: Solvik) -> Employee:
    """Left last month."""
    employee = hire("1007", "Geir", "Moen", solvik.south)
    leave(employee=employee, last_day=TODAY - timedelta(days=30), by=None, at=FIRST)
    return Employee.objects.get(pk=employee.pk)


@pytest.fixture
def ida(solvik: Solvik) -> Employee:
    """On leave."""
    employee = hire("1008", "Ida", "Dahl", solvik.south)
    begin_absence(employee=employee, from_day=TODAY - timedelta(days=10), by=None, at=FIRST)
    return employee


@pytest.fixture
def required(small: Handbook) -> Requirement:
    """Everybody, the whole small handbook, from the second of November."""
    return Requirement.objects.create(handbook=small, from_day=FIRST.date(), newcomer_days=30, change_days=14)
