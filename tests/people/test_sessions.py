"""Sessions: one statement says who is asking, and whoever is signed out is out at the next request."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session as DjangoSession
from django.db import connection
from django.test import Client
from django.utils import timezone

from people.models import Absence, Employee, Position, Session
from people.signin.sessions import SessionStore
from records.site_stamp import write_due_stamp
from tests.cast import HIRED, Solvik
from tests.support.clients import client_of
from tests.support.queries import queries


def key_of(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def is_signed_in(client: Client) -> bool:
    return "Logg ut" in client.get("/").content.decode()


def test_the_session_names_its_employee(amina, kari) -> None:
    client = client_of(amina)
    assert Session.objects.get(pk=key_of(client)).employee == amina
    client.force_login(kari)
    assert Session.objects.get(pk=key_of(client)).employee == kari


def test_one_statement_reads_session_employee_positions_units_and_stamp(kari, solvik: Solvik) -> None:
    Position.objects.create(employee=kari, unit=solvik.schools, from_day=HIRED, is_main=False)
    store = SessionStore(key_of(client_of(kari)))
    write_due_stamp(connection)  # as the end of the transaction does
    with queries() as asked:
        assert store[SESSION_KEY] == str(kari.pk)
        assert store.employee == kari
        assert store.employee.is_leader(date(2026, 11, 23))
        assert [place.unit.name for place in store.employee.positions_on(date(2026, 11, 23))] == [
            "Hjemmetjenesten sør", "Oppvekst",
        ]  # fmt: skip
        assert store.site_stamp
    assert len(asked) == 1


def test_every_column_of_the_employee_comes_with_it(amina) -> None:
    store = SessionStore(key_of(client_of(amina)))
    store.load()
    assert store.employee is not None
    assert store.employee.get_deferred_fields() == set()
    stored = Employee.objects.get(pk=amina.pk)
    assert {field.attname: getattr(store.employee, field.attname) for field in Employee._meta.concrete_fields} == {
        field.attname: getattr(stored, field.attname) for field in Employee._meta.concrete_fields
    }


def test_somebody_without_a_position_is_read_too(amina) -> None:
    Position.objects.filter(employee=amina).delete()
    store = SessionStore(key_of(client_of(amina)))
    store.load()
    assert (store.employee, store.employee.positions_on(date(2026, 11, 23))) == (amina, [])


@pytest.mark.parametrize("ended", ["signed out", "row gone", "closed account", "another password", "too old"])
def test_whoever_is_out_is_out_at_the_next_request(ended: str, amina) -> None:
    client = client_of(amina)
    assert is_signed_in(client)
    row = Session.objects.filter(pk=key_of(client))
    if ended == "signed out":
        twin = Client()
        twin.cookies.load(client.cookies.output(header=""))
        twin.post("/sign-out/")
    elif ended == "row gone":
        row.delete()
    elif ended == "closed account":
        Employee.objects.filter(pk=amina.pk).update(is_active=False)
    elif ended == "another password":
        amina.set_password("et annet passord")
        amina.save()
    else:
        row.update(expire_date=timezone.now())
    assert not is_signed_in(client)


def test_a_row_that_names_somebody_else_signs_nobody_else_in(amina, kari) -> None:
    client = client_of(amina)
    Session.objects.filter(pk=key_of(client)).update(employee=kari)
    assert "Amina" in client.get("/").content.decode()  # Django's own check decides


def test_a_visit_writes_nothing_to_the_session(amina) -> None:
    client = client_of(amina)
    row = Session.objects.filter(pk=key_of(client))
    row.update(expire_date=timezone.now() + timedelta(hours=1))
    before = row.get().expire_date
    client.get("/")
    with queries() as asked:
        client.get("/")
    assert [sql for sql in asked if not sql.startswith("SELECT")] == []
    assert row.get().expire_date == before


def test_leave_and_rights_are_never_kept(amina, siri, required) -> None:
    client = client_of(amina)
    assert "Administrer" not in client.get("/").content.decode()
    Employee.objects.filter(pk=amina.pk).update(is_hr_editor=True)
    assert "Administrer" in client.get("/").content.decode()
    Employee.objects.filter(pk=amina.pk).update(is_hr_editor=False)
    assert "Administrer" not in client.get("/").content.decode()
    Absence.objects.create(employee=amina, from_day=timezone.localdate())
    assert "permisjon" in client.get("/").content.decode()


def test_the_migration_copies_those_who_are_signed_in(amina) -> None:
    data = SessionStore().encode({SESSION_KEY: str(amina.pk), "kept": 1})
    of_nobody = SessionStore().encode({SESSION_KEY: "999999"})
    for key, content, days in (("valid-key", data, 1), ("of-nobody", of_nobody, 1), ("old-key", data, -1)):
        DjangoSession.objects.create(
            session_key=key, session_data=content, expire_date=timezone.now() + timedelta(days=days)
        )
    import_module("people.migrations.0016_sessions").copy_sessions(apps, None)
    assert {session.pk: session.employee for session in Session.objects.all()} == {
        "valid-key": amina,
        "of-nobody": None,
    }
    assert SessionStore("valid-key")["kept"] == 1
