"""The site stamp: renewed with each change of what readers share, at the end of its transaction, and by nothing else."""

import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from people.employment import hire, move
from people.models import Employee, Unit
from people.units import found_unit, rename_unit
from records.event_labels import EVENT_LABELS
from records.models import SiteStamp, record
from records.site_stamp import LEAVE_PAGES, site_stamp
from tests.cast import HIRED, MONDAY

CHANGE_PAGES = {
    "frame replaced", "handbook brought back", "handbook copied", "handbook created", "handbook edited",
    "handbook imported", "handbook published", "handbook removed", "handbook renamed", "handbook withdrawn",
    "kind corrected", "law added", "law as released", "law changed", "law kept", "law removed", "misconception added",
    "new sections published", "page brought back", "page saved", "publishing undone", "question withdrawn",
    "requirement edited", "requirement made", "section brought back", "section copied", "section created",
    "section edited", "section moved", "section removed", "section renamed", "section withdrawn",
    "translation checked", "unit founded", "unit moved", "unit renamed", "version published",
}  # fmt: skip
ROOT = Path(__file__).parent.parent.parent
RECORDED = re.compile(r'\brecord(?:_each)?\(\s*"([^"]+)"')


def stored() -> str:
    return SiteStamp.objects.get().stamp


def hired(unit: Unit) -> Employee:
    person = Employee(number="1", given_name="Anne", family_name="Berg")
    return hire(employee=person, unit=unit, from_day=HIRED, by=None, at=MONDAY)


@pytest.fixture
def unit(transactional_db: None) -> Unit:
    return found_unit(name="Stab", parent=None, by=None, at=MONDAY)


def test_each_kind_of_event_is_on_one_side() -> None:
    assert set(EVENT_LABELS) - {"value mended"} == CHANGE_PAGES | (LEAVE_PAGES - {"value mended"})
    assert not CHANGE_PAGES & LEAVE_PAGES


def test_no_event_is_recorded_that_has_no_side() -> None:
    files = [file for app in ("handbook", "courses", "people", "records", "backoffice", "reports", "config")
             for file in (ROOT / app).rglob("*.py")]  # fmt: skip
    recorded = {what for file in files for what in RECORDED.findall(file.read_text())}
    assert len(recorded) > 40
    assert recorded <= CHANGE_PAGES | LEAVE_PAGES


@pytest.mark.parametrize("what", ["unit renamed", "an event that nobody has thought of"])
def test_what_changes_pages_renews_it_last_in_the_transaction(what: str, unit: Unit) -> None:
    before = stored()
    with transaction.atomic():
        record(what, unit, by=None, at=MONDAY)
        assert stored() == before  # nobody waits for it until everything else is done
        record(what, unit, by=None, at=MONDAY)
    after = stored()
    assert before != after == site_stamp()
    assert len(after) == 32


def test_what_is_one_persons_own_leaves_it(unit: Unit) -> None:
    before = stored()
    person = hired(unit)
    for what in LEAVE_PAGES:
        record(what, person, by=None, at=MONDAY)
    assert stored() == before


def test_a_connection_that_the_server_has_ended_is_not_used_again(transactional_db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server")
    connection.ensure_connection()
    assert connection.is_usable()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
        cursor.execute("SELECT pg_sleep(0.2)")
    other.close()
    assert not connection.is_usable()
    connection.close()


def test_what_is_taken_back_leaves_it(unit: Unit) -> None:
    before = stored()
    with transaction.atomic():
        record("unit renamed", unit, by=None, at=MONDAY)
        transaction.set_rollback(True)
    assert stored() == before
    with transaction.atomic():  # nor does the next transaction
        unit.refresh_from_db()
    assert stored() == before


def test_within_the_transaction_nothing_is_kept(unit: Unit) -> None:
    person, before = hired(unit), site_stamp()
    with transaction.atomic():
        rename_unit(unit=unit, name="Staben", by=person, at=MONDAY)
        assert site_stamp() is None
    assert site_stamp() not in (None, before)


@pytest.mark.parametrize("command", ["migrate", "rebuild_search", "rebuild_latest"])
def test_commands_that_write_past_the_verbs_renew_it(command: str, unit: Unit) -> None:
    before = stored()
    call_command(command, stdout=StringIO())
    assert stored() != before


def test_a_move_leaves_it_since_positions_are_never_kept(unit: Unit) -> None:
    person, other = hired(unit), found_unit(name="Skole", parent=None, by=None, at=MONDAY)
    before = stored()
    move(employee=person, unit=other, from_day=date(2026, 12, 1), by=None, at=MONDAY)
    assert stored() == before
