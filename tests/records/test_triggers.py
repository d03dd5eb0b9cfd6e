"""Frozen rows are refused every change by the database itself."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from records import triggers
from records.models import Event, Payload, RecordIsFrozen, record, store_payloads

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def event(db) -> Event:
    (payload,) = store_payloads([{"a": 1}])
    return record("tried", payload, by=None, at=MONDAY)


def refused(statement: str) -> None:
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_guard_is_there(db) -> None:
    assert triggers.missing() == []


def test_a_record_cannot_be_saved_updated_or_deleted(event) -> None:
    event.what = "changed"
    with pytest.raises(RecordIsFrozen):
        event.save()
    with pytest.raises(RecordIsFrozen):
        event.delete()
    with pytest.raises(RecordIsFrozen):
        Event.objects.update(what="changed")
    with pytest.raises(RecordIsFrozen):
        Event.objects.all().delete()
    with pytest.raises(RecordIsFrozen):
        Event.objects.bulk_update([event], ["what"])
    assert Event.objects.get().what == "tried"


def test_raw_sql_is_refused_by_the_database(event) -> None:
    refused("UPDATE records_event SET what = 'changed'")
    refused("DELETE FROM records_event")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a test is one transaction: nothing may be pending
        refused("TRUNCATE records_event CASCADE")
    assert Event.objects.get().what == "tried"


def test_a_payload_can_be_erased_and_nothing_else(db) -> None:
    (payload,) = store_payloads([{"employee": "1001"}])
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Payload.objects.filter(pk=payload.pk).update(content=b"other")
    refused("DELETE FROM records_payload")
    Payload.objects.filter(pk=payload.pk).update(content=None, salt=None)
    assert Payload.objects.get().facts is None


def test_a_dropped_guard_is_missed_and_made_again(db) -> None:
    triggers.drop()
    assert "frozen_records_event_update" in triggers.missing()
    triggers.create()
    assert triggers.missing() == []
